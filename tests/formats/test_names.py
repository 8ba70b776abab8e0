from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.formats.names import read, write
from citecheck.model import Name
from tests.strategies import names


@given(st.lists(names(), max_size=4).map(tuple))
def test_names_read_back(people: tuple[Name, ...]) -> None:
    assert read(write(people)) == people


@pytest.mark.parametrize(
    ("people", "field"),
    [
        ([Name("Lenin", "V. I.")], "Lenin, V. I."),
        ([Name("Lenin")], "Lenin"),
        (
            [Name("Beethoven", "Ludwig", "van"), Name("King", "Martin Luther", suffix="Jr.")],
            "van Beethoven, Ludwig and King, Jr., Martin Luther",
        ),
        ([Name(literal="Barnes and Noble")], "{Barnes and Noble}"),
        ([Name("García Márquez", "Gabriel")], "García Márquez, Gabriel"),
        ([Name("García Márquez")], "{{García Márquez}}"),
        ([Name("hooks", "bell")], "{hooks}, bell"),
        ([Name("Gaulle", "C.", "De")], r"{\MakeUppercase{d}e} Gaulle, C."),
        ([Name("King", suffix="Jr.")], "King, Jr., {}"),
        ([Name("毛", "泽东")], "毛, 泽东"),
        ([], ""),
        ([Name()], ""),
    ],
    ids=str,
)
def test_names_as_they_are_written(people: list[Name], field: str) -> None:
    assert write(people) == field


@pytest.mark.parametrize(
    ("field", "people"),
    [
        ("Ludwig van Beethoven", (Name("Beethoven", "Ludwig", "van"),)),
        ("Karl Marx AND Engels, F.", (Name("Marx", "Karl"), Name("Engels", "F."))),
        ('M{\\"u}ller, J{\\"o}rg', (Name("Müller", "Jörg"),)),
        ("de la Cruz, Juana In{\\'e}s", (Name("Cruz", "Juana Inés", "de la"),)),
        ("Lenin and others", (Name("Lenin"),)),
        ("A, B, C, D", (Name(literal="A, B, C, D"),)),
        ("{{}}", ()),
        (" and ", ()),
        ("", ()),
        ("Armand and Anderson, Perry", (Name("Armand"), Name("Anderson", "Perry"))),
        ("bell hooks", (Name("hooks", particle="bell"),)),
    ],
    ids=str,
)
def test_names_as_people_write_them(field: str, people: tuple[Name, ...]) -> None:
    assert read(field) == people


@pytest.mark.parametrize("field", ["a " * 20_000, "{" * 20_000, "and " * 5_000, "," * 20_000, "\\" * 20_000])
def test_hostile_names_are_read_in_linear_time(field: str) -> None:
    assert all(str(name) for name in read(field))
