from __future__ import annotations

import pytest

from citecheck.parse.italics import by_italics
from citecheck.parse.several import parted
from tests.parse.spans import Printed, marked, printed, spans


@pytest.mark.parametrize(
    ("line", "given", "expected"),
    [
        (
            "*1919: Year of Fire* (1976)",
            [("1919", "issued"), ("Year of Fire", "title"), ("1976", "issued")],
            [("1919: Year of Fire", "title"), ("1976", "issued")],
        ),
        ("*Alphaville*; *Blade Runner*", [("Alphaville; Blade Runner", "title")],
         [("Alphaville", "title"), ("Blade Runner", "title")]),
        ("Lewis, *Road*; Dreiser, *Oil*", [("Lewis, Road", "author"), ("Dreiser", "author"), ("Oil", "title")],
         [("Lewis, ", "author"), ("Road", "title"), ("Dreiser", "author"), ("Oil", "title")]),
        ("*Nosferatu* (1922)", [("Nosferatu", "author"), ("1922", "issued")],
         [("Nosferatu", "title"), ("1922", "issued")]),
        # must stay
        ("Holm 1987: *Die Werft*", [("Holm", "author"), ("1987", "issued"), ("Die Werft", "title")],
         [("Holm", "author"), ("1987", "issued"), ("Die Werft", "title")]),
        ("Holm *et al.*, *Die Werft*", [("Holm et al.", "author"), ("Die Werft", "title")],
         [("Holm et al.", "author"), ("Die Werft", "title")]),
        ("*Holm*, Die Werft", [("Holm", "author"), ("Die Werft", "title")],
         [("Holm", "author"), ("Die Werft", "title")]),
        ("*Soul; Its Sorrows*", [("Soul; Its Sorrows", "title")], [("Soul; Its Sorrows", "title")]),
        ("*Soul* and *Body*", [("Soul and Body", "title")], [("Soul and Body", "title")]),
    ],
    ids=["number", "two titles", "author", "no author", "year", "et al.", "italic author", "subtitle", "and"],
)  # fmt: skip
def test_italics_part_titles_from_the_rest(line: str, given: list[Printed], expected: list[Printed]) -> None:
    text = marked(line)
    assert printed(text.plain, by_italics(text, spans(text.plain, *given))) == expected


@pytest.mark.parametrize(
    ("line", "given", "works"),
    [
        ("*Alphaville*; *Blade Runner*", [("Alphaville", "title"), ("Blade Runner", "title")],
         ["Alphaville", "Blade Runner"]),
        ("Lewis, Road; Dreiser, Oil", [("Lewis", "author"), ("Road", "title"), ("Dreiser", "author"), ("Oil", "title")],
         ["Lewis, Road", "Dreiser, Oil"]),
        ("Lewis, A.; Reed, B., Oil", [("Lewis, A.", "author"), ("Reed, B.", "author"), ("Oil", "title")],
         ["Lewis, A.; Reed, B., Oil"]),
        ("Soul; Its Sorrows", [("Soul", "title"), ("Its Sorrows", "title")], ["Soul; Its Sorrows"]),
        ("Vie de Marie; Nancy, 1896", [("Vie de Marie", "title"), ("Nancy", "author"), ("1896", "issued")],
         ["Vie de Marie; Nancy, 1896"]),
        ("Oil, London; Paris", [("Oil", "title"), ("London", "publisher-place"), ("Paris", "publisher-place")],
         ["Oil, London; Paris"]),
    ],
    ids=["titles", "authors", "one work of two", "subtitle", "place", "places"],
)  # fmt: skip
def test_a_semicolon_may_part_works(line: str, given: list[Printed], works: list[str]) -> None:
    text = marked(line)
    found = parted(text, 0, len(text.plain), spans(text.plain, *given))
    assert [text.plain[start:end] for start, end, _ in found] == works
