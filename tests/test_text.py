"""Folding, over any text: what is compared must not depend on the way that was quicker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.text import fold, is_latin, spelled, tokens


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text) == " ".join(fold(text).split())


@given(st.text(max_size=40))
def test_words_are_the_same_remembered_or_not(text: str) -> None:
    assert tuple(spelled(text).split()) == tokens(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("pp. 1\u20136", "pp 1 6"),
        ("Lenin\u2019s \u201cGulag\u201d", "lenins gulag"),
        ("j?_C", "j c"),
        ("rock 'n' roll's", "rock n rolls"),
        ("\u00c6r\u00f8 \u0141\u00f3d\u017a Stra\u00dfe", "aero lodz strasse"),
        ("\ufb01n de si\u00e8cle \u2014 1900", "fin de siecle 1900"),
        ("\u0419\u043e\u0433 Cafe\u0301", "\u0438\u043e\u0433 cafe"),
    ],
    ids=ascii,
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "latin"), [("", True), ("\u1e0c\u0101r \u2013 \u201cx\u201d", True), ("\u041c x", False)], ids=ascii
)
def test_is_latin(text: str, latin: bool) -> None:
    assert is_latin(text) is latin
