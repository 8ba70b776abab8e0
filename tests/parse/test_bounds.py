"""Where citations begin and end, mended from how the tagger labels them."""

from __future__ import annotations

import pytest

from citecheck.model import Span
from citecheck.parse.bounds import bounded
from citecheck.parse.tag import Tagged


def labelled(plain: str, *fields: tuple[str, str]) -> Tagged:
    """A citation of which each printed part stands under a field, in order."""
    spans: list[Span] = []
    for printed, field in fields:
        start = plain.index(printed, spans[-1].end if spans else 0)
        spans.append(Span(start, start + len(printed), field))
    return Tagged(spans[0].start, spans[-1].end, "", tuple(spans))


def parts(plain: str, one: Tagged) -> list[list[tuple[str, str]]]:
    return [[(plain[s.start : s.end], s.field) for s in each.spans] for each in bounded(plain, (one,))]


def test_two_works_that_a_semicolon_parts() -> None:
    plain = "Kern, Kasus; Tibor Kern, Merkmale, Opladen 1995"
    fields = [("Kern", "author"), ("Kasus", "title"), ("Tibor Kern", "author"), ("Merkmale", "title")]
    one = labelled(plain, *fields, ("1995", "issued"))
    assert parts(plain, one) == [fields[:2], [*fields[2:], ("1995", "issued")]]


def test_authors_that_a_semicolon_parts_are_of_one_work() -> None:
    plain = "Kern, T.; Holm, A., Merkmale, Opladen 1995"
    one = labelled(plain, ("Kern, T.", "author"), ("Holm, A.", "author"), ("Merkmale", "title"))
    assert len(parts(plain, one)) == 1


@pytest.mark.parametrize(
    ("plain", "title", "container", "expected"),
    [
        (
            "Ann Hall takes this up in similar ways in (“Beauty in Numbers,” 12).",
            "Ann Hall takes this up in similar ways in (“Beauty in Numbers",
            "",
            "Beauty in Numbers",
        ),
        (
            "Ann Hall takes this up (though in passing) in (Beauty in Numbers (New York, 2007), 12).",
            "Ann Hall takes this up (though in passing)",
            "Beauty in Numbers",
            "Beauty in Numbers",
        ),
        ("Reform Act 1980 (N.S.W.), 12", "Reform Act 1980", "N.S.W", "Reform Act 1980"),
        ("The City (and the Stars), 12", "The City (and the Stars)", "", "The City (and the Stars)"),
    ],
)
def test_a_sentence_before_a_bracket_is_no_title(plain: str, title: str, container: str, expected: str) -> None:
    one = labelled(plain, (title, "title"), *([(container, "container-title")] if container else []))
    (spans,) = parts(plain, one)
    assert spans[0] == (expected, "title")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Das Verbum, Kapitel 4 und 5", [("Das Verbum", "title"), ("Kapitel 4 und 5", "locator")]),
        ("Barriers and Fences, sec. 4.2", [("Barriers and Fences", "title"), ("sec. 4.2", "locator")]),
        ("Berlin, Alexanderplatz 1929", [("Berlin, Alexanderplatz 1929", "title")]),
        ("Fahrenheit 451", [("Fahrenheit 451", "title")]),
    ],
)
def test_a_place_behind_a_short_title(title: str, expected: list[tuple[str, str]]) -> None:
    assert parts(title, labelled(title, (title, "title"))) == [expected]
