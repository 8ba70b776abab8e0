from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.match import figures
from citecheck.match.printed import read
from citecheck.model import Date, Kind, Work


@pytest.mark.parametrize(
    ("cited", "known", "once", "score"),
    [
        ((1955,), (1955, 1974), False, 1.0),
        ((1974, 1955), (1974,), False, 1.0),
        ((1975,), (1974,), True, figures.NEAR),
        ((1988,), (1974,), False, figures.EDITION),
        ((1988,), (1974,), True, 0.0),
        ((1928,), (1930,), False, figures.NEAR),
        ((1914,), (1924,), False, 0.0),
    ],
    ids=str,
)
def test_years(cited: tuple[int, ...], known: tuple[int, ...], once: bool, score: float) -> None:
    assert figures.compare_years(cited, known, once=once) == score


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("1425-37", (1425, 1437)),
        ("9–12", (9, 12)),
        ("S57", (57, 57)),
        ("xii", (12, 12)),
        ("II–IV", (2, 4)),
        ("OBC", None),
        ("", None),
    ],
    ids=str,
)
def test_extent(text: str, bounds: tuple[int, int] | None) -> None:
    assert figures.extent(text) == bounds


@pytest.mark.parametrize(
    ("cited", "known", "score"),
    [("27-52", "27-52", 1.0), ("30", "27-52", figures.INSIDE), ("71", "27-52", 0.0)],
    ids=str,
)
def test_pages(cited: str, known: str, score: float) -> None:
    assert figures.compare_pages(cited, known) == score


@pytest.mark.parametrize(
    ("cited", "known", "score"),
    [("XXIV", "24", 1.0), ("12/13", "13", 1.0), ("31", "32", 0.0), ("A", "a", 1.0)],
    ids=str,
)
def test_volumes(cited: str, known: str, score: float) -> None:
    assert figures.compare_counts(cited, known) == score


ARTICLE = Work(
    Kind.ARTICLE_JOURNAL, "The Theory", issued=Date(1965), volume="31", pages="27-52", container="New Left Review"
)
BOOK = Work(Kind.BOOK, "State Capitalism in Russia", issued=Date(1974), original=Date(1955))


@pytest.mark.parametrize(
    ("text", "work", "left"),
    [
        ("New Left Review 31 (1965): 27–52", ARTICLE, 0),
        ("New Left Review 31 (1965): 27–52, p. 40", ARTICLE, 0),
        ("New Left Review 31 (1965): 27–52, 33", ARTICLE, 0),
        ("New Left Review 12 (1965): 127–52", ARTICLE, 2),
        ("12. Cliff, State Capitalism in Russia (1974), 45.", BOOK, 0),
        ("Cliff, State Capitalism in Russia (1955/1974), pp. 45-47", BOOK, 0),
        ("Cliff, State Capitalism in Russia (1988)", BOOK, 0.5),
        ("Cliff, State Capitalism in Russia 17 (1974) 3: 90", BOOK, 1),
        ("Pravda, March 2, 1923", Work(Kind.ARTICLE_NEWSPAPER, "Better Fewer", issued=Date(1923)), 0),
    ],
    ids=str,
)
def test_numbers_that_nothing_explains(text: str, work: Work, left: float) -> None:
    assert figures.unexplained(read(text), work, set()) == left


@given(st.text(max_size=200))
def test_numbers_of_any_text_are_counted(text: str) -> None:
    assert 0 <= figures.unexplained(read(text), ARTICLE, set()) <= len(read(text).numbers)
