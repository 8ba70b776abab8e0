from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model import Text
from citecheck.parse.features import BUCKETS, GRAMS, LOOKS, PLACES, grams, looks, places, tokenize


@given(st.text(max_size=200))
def test_tokens_hold_all_but_white_space(text: str) -> None:
    found = tokenize(text)
    assert "".join(text[t.start : t.end] for t in found) == "".join(text.split())
    standing = places(Text(text), found)
    assert len(standing) == len(found)
    assert all(0 <= one < 1 << PLACES for one in standing)


@given(st.text(min_size=1, max_size=40).filter(lambda word: not word.isspace()))
def test_numbers_of_a_word_stay_in_their_tables(word: str) -> None:
    for token in tokenize(word):
        part = word[token.start : token.end]
        assert 0 < len(grams(part)) <= GRAMS
        assert all(0 < one < BUCKETS for one in grams(part))
        assert 0 < len(looks(part)) <= 6
        assert all(0 <= one < LOOKS for one in looks(part))


def test_figures_are_read_by_their_length() -> None:
    assert grams("123") == grams("987")
    assert grams("1985") == grams("1924")
    assert grams("1985") != grams("2024")


@pytest.mark.parametrize(
    ("text", "marked", "bit"),
    [("a (b c) d", "bc)", 4), ("a “b” c", "b”", 8), ("a b", "b", 2), ("a\nb c", "b", 128)],
)
def test_where_a_token_stands(text: str, marked: str, bit: int) -> None:
    found = tokenize(text)
    assert "".join(text[t.start : t.end] for t, p in zip(found, places(Text(text), found), strict=True) if p & bit) == (
        marked
    )


def test_italics_are_seen() -> None:
    text = Text("in Past and Present", ((3, 19),))
    assert [one & 1 for one in places(text, tokenize(text.plain))] == [0, 1, 1, 1]
