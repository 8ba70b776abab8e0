from __future__ import annotations

import pytest

from citecheck.parse.letters import is_in_next, names_ends, read_letter
from tests.parse.spans import Printed, printed, spans

LETTER = "Emma L. to Henry B., 2 March 1811, in The Letters of Emma L., ed. Claire T. (Oxford, 1988), 51"
VOLUME = [("The Letters of Emma L.", "container-title"), ("Claire T.", "editor"), ("1988", "issued"), ("51", "page")]


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        (
            LETTER,
            [("Emma L.", "author"), ("to Henry B.", "title"), ("2 March 1811", "issued"), *VOLUME],
            [("Emma L. to Henry B.", "title"), ("2 March 1811", "original-date"), *VOLUME],
        ),
        (
            LETTER,
            [("Emma L. to Henry B., 2 March 1811", "title"), *VOLUME],
            [("Emma L. to Henry B.", "title"), ("2 March 1811", "original-date"), *VOLUME],
        ),
        (
            "Emma L., Letters to Henry, 1811, in Letters, 1988",
            [("Emma L.", "author"), ("Letters to Henry", "title"), ("1811", "issued"), ("1988", "issued")],
            [("Emma L.", "author"), ("Letters to Henry", "title"), ("1811", "issued"), ("1988", "issued")],
        ),
        (
            "A. Reed, The Way, 4 May 1999, in Times, 2001",
            [("A. Reed", "author"), ("The Way", "title"), ("4 May 1999", "issued"), ("2001", "issued")],
            [("A. Reed", "author"), ("The Way", "title"), ("4 May 1999", "issued"), ("2001", "issued")],
        ),
    ],
    ids=["apart", "together", "no day", "no ends"],
)
def test_a_letter_has_a_title_and_two_dates(text: str, given: list[Printed], expected: list[Printed]) -> None:
    assert printed(text, read_letter(text, spans(text, *given))) == expected


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Emma L. to Henry B.", "The Letters of Emma L.", True),
        ("Emma L.", "The Letters of Emma L.", False),  # no letter
    ],
)
def test_a_letter_is_in_the_volume_that_follows(first: str, second: str, *, joined: bool) -> None:
    letter = spans(LETTER, (first, "title"), ("2 March 1811", "issued"))
    volume = spans(LETTER, (second, "container-title"), ("1988", "issued"))
    assert is_in_next(LETTER, letter, volume) is joined


def test_a_work_cited_after_a_letter_is_another() -> None:
    text = "Emma L. to Henry B., 2 March 1811; The Letters of Emma L., 1988"
    letter = spans(text, ("Emma L. to Henry B.", "title"), ("2 March 1811", "issued"))
    assert not is_in_next(text, letter, spans(text, ("The Letters of Emma L.", "title"), ("1988", "issued")))


@pytest.mark.parametrize(
    ("title", "ends"),
    [
        ("Mary Shelley to Leigh Hunt", True),
        ("Adorno an Benjamin", True),
        ("Flaubert à Louise Colet", True),
        ("Маркс к Энгельсу", True),
        ("Homage to Catalonia", False),
        ("The Road to Wigan Pier", False),
        ("Introduction to Logic", False),
        ("From Marx to Mao", False),
        ("Marx to", False),
        ("A to Z " * 40, False),
    ],
)
def test_a_title_may_name_the_ends_of_a_letter(title: str, *, ends: bool) -> None:
    assert names_ends(title) is ends
