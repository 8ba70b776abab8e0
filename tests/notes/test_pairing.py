from __future__ import annotations

import pytest

from citecheck.model import Block, Call, NoteKind, Place, Text
from citecheck.notes.pairing import pair

HERE = Place("a.md", 1)


def body(*labels: str, page: int = 1, key: str = "") -> Block:
    """Running text with a mark for each label; "?3" is one that may be something else."""
    calls = (Call(i, label.lstrip("?"), HERE, key, not label.startswith("?")) for i, label in enumerate(labels))
    return Block(Text("running text of some length"), HERE, tuple(calls), page=page)


def note(
    label: str, kind: NoteKind = NoteKind.FOOTNOTE, page: int = 1, key: str = "", scope: int | None = None
) -> Block:
    return Block(Text("Ibid."), HERE, (), kind, label, key, page, scope=scope)


def paired(blocks: list[Block]) -> dict[int, tuple[int, int]]:
    return {index: (mark.block, mark.call.offset) for index, mark in pair(blocks).marks.items()}


def unanswered(blocks: list[Block]) -> list[str]:
    return [mark.call.label for mark in pair(blocks).unanswered]


END = NoteKind.ENDNOTE


@pytest.mark.parametrize(
    ("blocks", "expected", "left"),
    [
        ([body("1", "2"), note("1"), note("2")], {1: (0, 0), 2: (0, 1)}, []),
        ([body("1"), note("1"), body("1"), note("1")], {1: (0, 0), 3: (2, 0)}, []),
        ([body("*"), note("*"), body("*", "†"), note("*"), note("†")], {1: (0, 0), 3: (2, 0), 4: (2, 1)}, []),
        ([body("1", "*"), note("*"), body("2"), note("1", END), note("2", END)], {1: (0, 1), 3: (0, 0), 4: (2, 0)}, []),
        (
            [body("1", "2"), body("1"), note("1", END), note("2", END), note("1", END)],
            {2: (0, 0), 3: (0, 1), 4: (1, 0)},
            [],
        ),
        ([body("1", "2"), note("1")], {1: (0, 0)}, ["2"]),
        ([body("?1", "?2"), note("3")], {}, []),
        ([body("?1", "1"), note("1")], {1: (0, 1)}, []),
        (
            [body("1"), note("1"), body("2", page=2), body("x", page=3), note("2", page=3)],
            {1: (0, 0), 4: (2, 0)},
            ["x"],
        ),
    ],
    ids=lambda value: "",
)
def test_marks_and_notes_pair_by_label_and_order(
    blocks: list[Block], expected: dict[int, tuple[int, int]], left: list[str]
) -> None:
    assert paired(blocks) == expected
    assert unanswered(blocks) == left


def test_a_key_binds_whatever_the_labels_and_the_first_call_is_the_mark() -> None:
    blocks = [body("9", key="a"), body("9", key="a"), note("1", key="a")]
    assert paired(blocks) == {2: (0, 0)}
    assert unanswered(blocks) == []


def test_of_two_notes_of_one_key_the_next_is_meant() -> None:
    blocks = [body("1", key="1"), note("1", key="1"), body("1", key="1"), note("1", key="1")]
    assert paired(blocks) == {1: (0, 0), 3: (2, 0)}


def test_a_key_does_not_reach_into_another_scope() -> None:
    call = Call(0, "1", HERE, "1")
    running = Block(Text("text"), HERE, (call,), scope=2)
    blocks = [note("1", key="1", scope=1), running, note("1", key="1", scope=2)]
    assert paired(blocks) == {2: (1, 0)}


def test_a_misread_number_is_mended_where_it_fills_the_only_gap() -> None:
    blocks = [body("1", "2", "3"), note("1"), note("7"), note("3")]
    assert paired(blocks) == {1: (0, 0), 2: (0, 1), 3: (0, 2)}
    assert pair(blocks).mended == [2]


@pytest.mark.parametrize(
    "blocks",
    [
        [body("1", "2", "4"), note("1"), note("7"), note("4")],
        [body("1", "8", "3"), note("1"), note("7"), note("3")],
        [body("1", "2", "2", "3"), note("1"), note("7"), note("3")],
        [body("1", "2", "3", "4"), note("1"), note("7"), note("8"), note("4")],
        [body("1", "?2", "3"), note("1"), note("7"), note("3")],
    ],
    ids=["wider gap", "neither fits", "two marks", "two notes", "doubtful mark"],
)
def test_nothing_is_mended_where_it_might_be_another(blocks: list[Block]) -> None:
    assert pair(blocks).mended == []


def test_entries_of_a_reference_list_want_no_mark() -> None:
    assert paired([body("1"), note("1", NoteKind.REFERENCE)]) == {}
