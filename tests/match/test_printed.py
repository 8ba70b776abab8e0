from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.match.printed import read


@pytest.mark.parametrize(
    ("text", "title", "whole"),
    [
        ("Tony Cliff, State Capitalism in Russia (London: Pluto, 1974).", "state capitalism in russia", True),
        ("Trotsky, L. (1906). Results and prospects. Moscow.", "results and prospects", True),
        ("He wrote “Lenin’s Gulag” in 1990", "lenins gulag", True),
        ("Trotsky, The Permanent Revolution in China, 1931.", "the permanent revolution", False),
        ("Trotsky, The Permanent Revolution, 1930.", "revolution", False),
        ("Trotsky, The Permanent Revolution, 1930.", "the state and revolution", False),
    ],
    ids=str,
)
def test_a_title_stands_where_punctuation_ends_it(text: str, title: str, whole: bool) -> None:
    assert (read(text).find(title).score >= 0.92) is whole


def test_misprints_are_borne() -> None:
    assert read("Cliff, State Capitaiism in Rus sia (1974)").find("state capitalism in russia").score >= 0.92


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("[1] Nature 362 (1993) 25. doi:10.1038/362025b0", ["362", "1993", "25"]),
        ("12. Cliff, ISBN 978-0-7453-0000-1, 1974", ["1974"]),
        ("https://example.org/2020/11 seen 1999", ["1999"]),
        ("1984. A Novel", ["1984"]),
    ],
    ids=str,
)
def test_numbers_without_identifiers_and_the_notes_own(text: str, numbers: list[str]) -> None:
    assert [number.value for number in read(text).numbers] == numbers


def test_pinpoints_and_days() -> None:
    found = {n.value: n.pinpoint for n in read("Pravda, March 2, 1923, p. 4, no. 5").numbers}
    assert found == {"2": True, "1923": False, "4": True, "5": False}


def test_unexplained_share() -> None:
    printed = read("Cliff, State Capitalism in Russia, 1974")
    assert printed.unexplained(set(range(5))) == 0.0
    assert printed.unexplained(set()) > 0.8


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_can_be_read_and_searched(text: str, title: str) -> None:
    found = read(text).find(" ".join(title.split()))
    assert 0.0 <= found.score <= 1.0
    assert 0 <= found.start <= found.end <= max(len(read(text).words), found.end)


def test_long_text_is_read_in_linear_time() -> None:
    assert len(read("10." * 10_000 + "www." + "a" * 20_000).words) >= 1
    assert read("(" * 20_000).words == ()
