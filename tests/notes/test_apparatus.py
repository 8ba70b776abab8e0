from __future__ import annotations

from citecheck.model import Block, Call, Document, NoteKind, Place, Text
from citecheck.notes import find


def place(line: int) -> Place:
    return Place("a.md", line, 1)


def document(*blocks: Block) -> Document:
    return Document("a.md", "test", blocks, "en")


def body(text: str, *calls: tuple[int, str], line: int = 1, key: bool = False) -> Block:
    return Block(
        Text(text), place(line), tuple(Call(o, label, place(line), label if key else "") for o, label in calls)
    )


def note(label: str, text: str, line: int, *, key: bool = False, kind: NoteKind = NoteKind.FOOTNOTE) -> Block:
    return Block(Text(text), place(line), (), kind, label, label if key else "")


def test_each_note_bears_its_mark_and_what_is_said_there() -> None:
    found = find(document(body("Lenin came. He spoke.", (20, "1")), note("1", "Mao, On Practice.", 3)))
    [only] = found.notes
    assert (only.id, only.label, only.scope, only.kind) == ("1", "1", 1, NoteKind.FOOTNOTE)
    assert only.mark is not None
    assert (only.mark.sentence, only.mark.before, only.mark.place.line) == ("He spoke.", "Lenin came.", 1)
    assert not found.findings


def test_notes_come_in_the_order_of_their_marks_and_uncalled_ones_where_they_stand() -> None:
    found = find(
        document(
            body("First and second.", (5, "b"), (16, "a"), key=True),
            note("a", "A.", 3, key=True),
            note("x", "X.", 4, key=True),
            note("b", "B.", 5, key=True),
        )
    )
    assert [n.id for n in found.notes] == ["b", "a", "x"]
    assert [f.code for f in found.findings] == ["CC102"]


def test_what_does_not_fit_is_told_with_its_place() -> None:
    found = find(
        document(body("One, four.", (3, "1"), (9, "2")), note("1", "A.", 5), note("4", "B.", 7), note("5", "C.", 8))
    )
    assert [(f.code, f.place.line) for f in found.findings] == [
        ("CC101", 1),
        ("CC102", 7),
        ("CC103", 7),
        ("CC102", 8),
    ]
    assert all(finding.fingerprint for finding in found.findings)


def test_a_mended_pair_is_told() -> None:
    found = find(document(body("One, two.", (3, "1"), (8, "2")), note("1", "A.", 5), note("7", "B.", 7)))
    assert [n.mark is not None for n in found.notes] == [True, True]
    assert any(f.code == "CC103" and "mark 2" in f.message for f in found.findings)


def test_a_reference_list_needs_no_marks() -> None:
    found = find(document(body("Text."), note("", "Mao, On Practice.", 3, kind=NoteKind.REFERENCE)))
    assert [n.kind for n in found.notes] == [NoteKind.REFERENCE]
    assert not found.findings


def test_a_document_without_notes_is_no_error() -> None:
    assert find(document(body("Text."))).notes == ()
    assert find(document()).notes == ()
