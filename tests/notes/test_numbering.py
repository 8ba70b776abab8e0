from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model import Block, NoteKind, Place, Text
from citecheck.notes.numbering import breaches, identities, scopes


def notes(labels: list[str], *, named: bool = False) -> list[Block]:
    return [
        Block(Text("Ibid."), Place("a.md", 1), (), NoteKind.FOOTNOTE, label, label if named else "") for label in labels
    ]


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ("1 2 3", [1, 1, 1]),
        ("1 2 1 2", [1, 1, 2, 2]),
        ("7 8 1 2", [1, 1, 2, 2]),
        ("1 2 2 3", [1, 1, 2, 2]),
        ("* † * 1 2", [1, 1, 2, 1, 1]),
        ("1 * 2 *", [1, 1, 1, 2]),
    ],
    ids=str,
)
def test_a_new_one_or_a_repeat_begins_a_scope(labels: str, found: list[int]) -> None:
    assert scopes(notes(labels.split())) == found


def test_names_may_stand_in_any_order() -> None:
    assert scopes(notes(["2", "intro", "1", "3"], named=True)) == [1, 1, 1, 1]
    assert scopes(notes(["1", "2", "1"], named=True)) == [1, 1, 2]


def test_the_readers_division_wins() -> None:
    given_scope = [Block(Text("x"), Place("a"), (), NoteKind.FOOTNOTE, "1", scope=scope) for scope in (4, 5)]
    assert scopes(given_scope) == [4, 5]


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (["1", "2"], ["1", "2"]),
        (["1", "2", "1"], ["1:1", "2", "2:1"]),
        (["", "3", ""], ["inline-1", "3", "inline-2"]),
    ],
    ids=str,
)
def test_identities_are_labels_where_these_are_unlike(labels: list[str], found: list[str]) -> None:
    made = notes(labels)
    assert identities(made, scopes(made)) == found


@given(st.lists(st.sampled_from(["1", "2", "3", "*", "inline-1", "2:1", ""])))
def test_identities_are_unlike_whatever_the_labels(labels: list[str]) -> None:
    made = notes(labels)
    names = identities(made, scopes(made))
    assert len(set(names)) == len(labels)


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ("1 2 3 1 2", []),
        ("41 42 43", []),
        ("1 2 4", ["skips from 2 to 4: 3 missing"]),
        ("1 5", ["skips from 1 to 5: 2 to 4 missing"]),
        ("1 2 2 3", ["note 2 follows note 2: the number repeats"]),
        ("1 2 71 3", ["note 71 follows note 2: out of order", "note 3 follows note 71: out of order"]),
        ("* * †", []),
    ],
    ids=str,
)
def test_skips_and_repeats_are_told(labels: str, said: list[str]) -> None:
    made = notes(labels.split())
    messages = [message for _, message in breaches(made, scopes(made))]
    assert len(messages) == len(said)
    assert all(part in message for part, message in zip(said, messages, strict=True))


def test_names_are_not_numbers() -> None:
    made = notes(["1", "5", "2024"], named=True)
    assert not list(breaches(made, scopes(made)))
