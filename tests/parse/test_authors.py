from __future__ import annotations

import pytest

from citecheck.model import Span
from citecheck.parse.authors import is_one_person, read_authors
from tests.parse.spans import Printed, marked, printed, spans


@pytest.mark.parametrize(
    ("line", "given", "expected"),
    [
        (
            "Рубин И., Дашковский И. Очерки",
            [("Рубин И.", "author"), ("Дашковский И. Очерки", "title")],
            [("Рубин И.", "author"), ("Дашковский И.", "author"), ("Очерки", "title")],
        ),
        (
            "*Ferry*, directed by Karel Novak",
            [("Ferry", "title"), ("Karel Novak", "translator")],
            [("Ferry", "title"), ("Karel Novak", "author")],
        ),
        (
            "Kestrel Productions, *The Mine*",
            [("Kestrel Productions", "title"), ("The Mine", "container-title")],
            [("Kestrel Productions", "author"), ("The Mine", "title")],
        ),
        (
            "Ferry, by Ann Lee, trans. Karel Novak",
            [("Ferry", "title"), ("Ann Lee, trans. Karel Novak", "editor")],
            [("Ferry", "title"), ("Ann Lee", "editor"), ("Karel Novak", "translator")],
        ),
        # must stay
        (
            "Рубин И. Революция",
            [("Рубин И.", "author"), ("Революция", "title")],
            [("Рубин И.", "author"), ("Революция", "title")],
        ),
        (
            "Рубин И. Письма А. Гольденвейзера",
            [("Рубин И.", "author"), ("Письма А. Гольденвейзера", "title")],
            [("Рубин И.", "author"), ("Письма А. Гольденвейзера", "title")],
        ),
        (
            "Ferry, translated by Karel Novak",
            [("Ferry", "title"), ("Karel Novak", "translator")],
            [("Ferry", "title"), ("Karel Novak", "translator")],
        ),
        (
            "Silent Films, *Screen* 3",
            [("Silent Films", "title"), ("Screen", "container-title"), ("3", "volume")],
            [("Silent Films", "title"), ("Screen", "container-title"), ("3", "volume")],
        ),
        (
            "“Moving Pictures,” Screen 3",
            [("Moving Pictures", "title"), ("Screen", "container-title")],
            [("Moving Pictures", "title"), ("Screen", "container-title")],
        ),
    ],
    ids=["initials", "director", "company", "by and trans.", "none", "genitive", "translator", "article", "quoted"],
)
def test_authors_are_told_from_titles(line: str, given: list[Printed], expected: list[Printed]) -> None:
    text = marked(line)
    assert printed(text.plain, read_authors(text, spans(text.plain, *given))) == expected


@pytest.mark.parametrize(
    ("text", "end", "one"),
    [
        ("Peters, Uwe (1998), Märkte", 11, True),
        ("Peters, Uwe, 1998: Märkte", 11, True),
        ("Peters, Sander, Märkte", 14, False),
        ("Peters, Sander 1998, 12", 14, False),
        ("Peters, Sander und Holm (1998)", 23, False),
    ],
)
def test_a_name_before_a_year_in_brackets_is_one(text: str, end: int, *, one: bool) -> None:
    assert is_one_person(text, Span(0, end, "author")) is one
