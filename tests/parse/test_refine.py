from __future__ import annotations

import pytest

from citecheck.model import Span, Text
from citecheck.parse.refine import refine


def refined(text: str, *spans: tuple[str, str]) -> list[tuple[str, str]]:
    """The spans that come of some (printed, field), found in the text one after another."""
    given, at = [], 0
    for printed, field in spans:
        start = text.index(printed, at)
        at = start + len(printed)
        given.append(Span(start, at, field))
    return [(text[s.start : s.end], s.field) for s in refine(Text(text), 0, len(text), given)]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        (
            "T. Brennan and C. Pateman, Women",
            [("T. Brennan and C. Pateman", "author"), ("Women", "title")],
            [("T. Brennan", "author"), ("C. Pateman", "author"), ("Women", "title")],
        ),
        (
            "Blankenburg/Morasch 1972",
            [("Blankenburg/Morasch", "author"), ("1972", "issued")],
            [("Blankenburg", "author"), ("Morasch", "author"), ("1972", "issued")],
        ),
        (
            "Idem, Recht, Köln 1980",
            [("Idem", "author"), ("Recht", "title")],
            [("Idem", "backref"), ("Recht", "title")],
        ),
        (
            "“Development.” Progress 25: 649-658",
            [("“Development.”", "title"), ("Progress", "container-title"), ("25", "volume"), ("649-658", "page")],
            [("Development", "title"), ("Progress", "container-title"), ("25", "volume"), ("649-658", "page")],
        ),
        (
            "‘Search’ (1983) 69 Law Rev. 1685, 1690.",
            [("Search", "title"), ("1983", "issued"), ("Law Rev.", "container-title"), ("1685, 1690.", "page")],
            [("Search", "title"), ("1983", "issued"), ("Law Rev", "container-title"), ("1685", "page"),
             ("1690", "locator")],
        ),
        (
            "Law Rev. 470 at 475",
            [("Law Rev.", "container-title"), ("470", "page"), ("475", "page")],
            [("Law Rev", "container-title"), ("470", "page"), ("475", "locator")],
        ),
        ("Capital, London, p. 12", [("Capital", "title"), ("p. 12", "page")],
         [("Capital", "title"), ("p. 12", "locator")]),
        ("Cognition § 4", [("Cognition", "container-title"), ("§ 4", "page")],
         [("Cognition", "container-title"), ("§ 4", "locator")]),
        ("Cliff, Russia (1955/1974)", [("Russia (", "title"), ("1955", "issued"), ("1974", "issued")],
         [("Russia", "title"), ("1955", "original-date"), ("1974", "issued")]),
        ("Soziologie, 1974/75", [("Soziologie", "title"), ("1974/75", "issued")],
         [("Soziologie", "title"), ("1974/75", "issued")]),
        ("Crimes (Offences) Act (", [("Crimes (Offences) Act (", "title")], [("Crimes (Offences) Act", "title")]),
        ("Crimes (Offences)", [("Crimes (Offences)", "title")], [("Crimes (Offences)", "title")]),
        ("Storia, 2 vols.", [("Storia", "title"), ("2 vols.", "volume")],
         [("Storia", "title"), ("2 vols", "number-of-volumes")]),
        ("Wikipedia, https://example.org/a_b.", [("Wikipedia", "title"), ("https://example", "note")],
         [("Wikipedia", "title"), ("https://example.org/a_b", "URL")]),
        ("Ibid., 7", [("Ibid., 7", "backref")], [("Ibid.", "backref"), ("7", "locator")]),
        ("Carr, op. cit., p. 12", [("Carr", "author"), ("op. cit., p. 12", "backref")],
         [("Carr", "author"), ("op. cit.", "backref"), ("p. 12", "locator")]),
        ("Carr (n 12) 4", [("Carr", "author"), ("n 12", "backref"), ("4", "page")],
         [("Carr", "author"), ("n 12", "backref"), ("4", "locator")]),
        ("Thornton, op. cit. (1995), n. 4", [("Thornton", "author"), ("op. cit.", "backref"), ("n. 4", "note")],
         [("Thornton", "author"), ("op. cit.", "backref"), ("n. 4", "backref")]),
        ("O’Donovan, Family Matters", [("Donovan", "author"), ("Family Matters", "title")],
         [("O’Donovan", "author"), ("Family Matters", "title")]),
        ("Letter to the Herald: “If it goes", [("Letter to the Herald: “If it goes", "title")],
         [("Letter to the Herald", "title")]),
        ("Letter to the “Herald”: On War", [("Letter to the “Herald”: On War", "title")],
         [("Letter to the “Herald”: On War", "title")]),
        ("...", [("...", "title")], []),
    ],
    ids=str,
)  # fmt: skip
def test_spans_are_put_right(text: str, spans: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    assert refined(text, *spans) == expected


def test_confidence_is_kept() -> None:
    text = "J. Smith and A. Brown"
    found = refine(Text(text), 0, len(text), [Span(0, len(text), "author", 0.4)])
    assert [one.confidence for one in found] == [0.4, 0.4]


@pytest.mark.parametrize(
    ("emphasis", "title"),
    [
        (((7, 29),), "Old Books: A Catalogue"),
        (((7, 12),), "Old Books: A Catalogue, 4"),  # it ends inside a word: a slip, and the title goes on
        ((), "Old Books: A Catalogue, 4"),
        (((7, 16), (18, 29)), "Old Books: A Catalogue, 4"),  # set apart for another reason
        (((0, 3),), "Old Books: A Catalogue, 4"),
    ],
    ids=str,
)
def test_a_title_in_italics_ends_with_them(emphasis: tuple[tuple[int, int], ...], title: str) -> None:
    text = "Smith, Old Books: A Catalogue, 4"
    (found,) = refine(Text(text, emphasis), 0, len(text), [Span(7, len(text), "title")])
    assert text[found.start : found.end] == title


@pytest.mark.parametrize(
    ("text", "title", "dates"),
    [
        ("The Commune of 1871 (1937/1965)", "The Commune of 1871", ["1937", "1965"]),
        ("The Commune of 1871 (1965", "The Commune of 1871", ["1965"]),
        ("The Commune of 1871", "The Commune of 1871", []),  # no brackets
        ("The Commune (part 2)", "The Commune (part 2)", []),  # no year
    ],
    ids=["two years", "bracket lost", "a year of the title", "no year"],
)
def test_years_in_brackets_end_a_title(text: str, title: str, dates: list[str]) -> None:
    found = refine(Text(text), 0, len(text), [Span(0, len(text), "title")])
    assert [text[s.start : s.end] for s in found if s.field == "title"] == [title]
    assert [text[s.start : s.end] for s in found if s.field in ("original-date", "issued")] == dates
