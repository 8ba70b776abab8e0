from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.notes.alignment import align


@pytest.mark.parametrize(
    ("marks", "notes", "pairs"),
    [
        ("1 2 3", "1 2 3", "00 11 22"),
        ("1 3", "1 2 3", "00 12"),
        ("1 2 1 2", "1 2 1 2", "00 11 22 33"),
        ("?1 1 2", "1 2", "10 21"),
        ("?1 ?2 1", "1 2", "00 11"),
        ("2 1", "1 2", "01"),
        ("4", "5", ""),
        ("", "1", ""),
    ],
    ids=str,
)
def test_marks_and_notes_pair_in_order(marks: str, notes: str, pairs: str) -> None:
    found = align([(m.lstrip("?"), not m.startswith("?")) for m in marks.split()], notes.split())
    assert " ".join(f"{mark}{note}" for mark, note in found) == pairs


@given(st.lists(st.tuples(st.sampled_from("123*"), st.booleans())), st.lists(st.sampled_from("123*")))
def test_pairs_agree_ascend_and_leave_nothing_that_could_be_paired(
    marks: list[tuple[str, bool]], notes: list[str]
) -> None:
    pairs = align(marks, notes)
    assert all(marks[m][0] == notes[n] for m, n in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(pairs))
    if {label for label, _ in marks} & set(notes):
        assert pairs


@given(st.lists(st.sampled_from("12345678"), unique=True))
def test_like_sequences_pair_wholly(labels: list[str]) -> None:
    assert align([(label, True) for label in labels], labels) == [(i, i) for i in range(len(labels))]


def test_a_label_repeated_endlessly_is_paired_all_the_same() -> None:
    assert len(align([("2", True), *[("1", True)] * 1_500], ["1"] * 1_500)) == 1_500
