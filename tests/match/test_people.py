from __future__ import annotations

import pytest

from citecheck.match import people
from citecheck.model import Name

ALIKE = [
    (Name("Trotsky", "Leon"), Name("Trotsky", "L.")),
    (Name("Trotsky"), Name("Trotsky", "Leon")),
    (Name("Scoular", "J."), Name("Scoular", "Jane")),
    (Name("Nakahira", "Y."), Name("Nakahira", "Yoko")),
    (Name("Zamyatin", "Evgenii"), Name("Zamyatin", "Yevgeny")),
    (Name("Trotskii", "Lev"), Name("Троцкий", "Лев")),
    (Name("Trockij"), Name("Trotskii")),
    (Name("Beethoven", "Ludwig", "van"), Name("van Beethoven", "Ludwig")),
    (Name("Lenin", "V. I."), Name("Lenin", "Vladimir Ilich")),
    (Name("Mao", "Zedong"), Name("Zedong", "Mao")),
    (Name("Luxemburg", "Rosa"), Name("Luxernburg", "Rosa")),
    (Name("Garcia", "Jose"), Name("García", "José")),
    (Name(literal="Tony Cliff"), Name("Cliff", "Tony")),
    (Name(literal="Bundesarchiv"), Name(literal="Das Bundesarchiv")),
    (Name("Smith", "Mike"), Name("Smith", "Michael")),
]
OTHERS = [
    (Name("Cliff", "Tony"), Name("Bookchin", "Murray")),
    (Name("Smith", "John"), Name("Smith", "Robert")),
    (Name("Marx", "Karl"), Name("Marx", "Eleanor")),
    (Name("Lee"), Name("Li")),
    (Name("Carr"), Name("Cobb")),
    (Name("Suriana", "Pratham"), Name("Suriana", "Patricia")),
]


@pytest.mark.parametrize(("one", "other"), ALIKE, ids=str)
def test_one_person(one: Name, other: Name) -> None:
    assert people.alike(one, other) >= 0.8
    assert people.alike(other, one) >= 0.8


@pytest.mark.parametrize(("one", "other"), OTHERS, ids=str)
def test_two_people(one: Name, other: Name) -> None:
    assert people.alike(one, other) < 0.8


def test_the_shorter_list_counts() -> None:
    team = (Name("Marx", "Karl"), Name("Engels", "Friedrich"))
    assert people.compare(team[:1], team, strict=False) == 1.0
    assert people.compare(team[:1], team, strict=True) < 0.9
    assert people.compare(team, team[:1], strict=False) == 1.0
    assert people.compare(team[::-1], team, strict=True) == 1.0


def test_nobody_is_like_nobody() -> None:
    assert people.compare((), (Name("Marx"),), strict=False) == 0.0


def test_one_namesake_among_many_shows() -> None:
    cited = (Name("Acar", "Durmus"), Name("Zhao", "Yingjing"), Name("Navarro", "Ramon"))
    assert people.compare((*cited[:2], Name("Navarro", "Pablo")), cited, strict=True) < 0.9
