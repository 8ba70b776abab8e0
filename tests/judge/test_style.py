"""The rules on the style of notes that look beyond the citation itself: CC501, CC503, CC507 to CC511."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citecheck.house import ANY, house
from citecheck.judge import review
from citecheck.model import (
    Bibliography,
    CheckedNote,
    Citation,
    Content,
    Entry,
    Kind,
    Name,
    Note,
    NoteKind,
    ParsedNote,
    Place,
    Reference,
    Role,
    Span,
    Text,
    Work,
)
from tests.judge.test_review import CLIFF, TARGET, TROTSKY, codes, found, full, note

# --- ibid. that has a work before it, though not in the note before --------------------------------------------------


def commentary(number: int, scope: int = 1, mentions: tuple[Citation, ...] = ()) -> CheckedNote:
    text = Text(f"note {number}")
    note = Note(f"{scope}.{number}", text, Place("essay.md", number), str(number), scope)
    return CheckedNote(ParsedNote(note, Content.COMMENTARY, mentions=mentions))


MENTION = Citation(0, 4, Role.MENTION, work=TROTSKY)
AGAIN = Citation(0, 5, Role.IBID, work=CLIFF, refers_to=Reference("1.1", 0))
NAMED = replace(AGAIN, spans=(Span(0, 5, "author"),))


def chapter(*notes: CheckedNote, length: int = 10) -> list[CheckedNote]:
    """A chapter of so many notes, of which these are the last."""
    return [note(1, full()), *(note(n, full(TROTSKY)) for n in range(2, length - len(notes) + 1)), *notes]


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ([note(1, full()), commentary(2), note(3, AGAIN)], []),
        ([note(1, full()), commentary(2, mentions=(MENTION,)), note(3, AGAIN)], ["CC501"]),
        ([note(1, full()), commentary(2, mentions=(MENTION,)), note(3, NAMED)], []),
        ([note(1, full()), note(2), note(3, AGAIN)], []),
        ([note(1, full()), note(2, AGAIN), note(3, AGAIN)], []),
        ([note(1, full()), commentary(2), note(3, full(TROTSKY), AGAIN)], []),
        ([*chapter(), note(1, AGAIN, scope=2)], ["CC501"]),
        ([*chapter(length=9), note(1, AGAIN, scope=2)], []),
        ([*chapter(), note(1, full(), scope=2), note(2, AGAIN, scope=2)], []),
    ],
    ids=["after commentary", "after a mention", "author named", "nothing read", "after ibid.", "within a note",
         "opens a chapter", "numbered by page", "within a chapter"],
)  # fmt: skip
def test_ibid_away_from_its_work(notes: list[CheckedNote], expected: list[str]) -> None:
    assert [one for one in codes(*notes) if one == "CC501"] == expected


def test_a_short_form_before_the_full_citation_is_told_where_that_stands() -> None:
    short = Citation(0, 6, Role.SHORT, work=Work(title="State Capitalism", authors=CLIFF.authors))
    (one,) = found(note(1, short), note(2, full(TROTSKY)), note(7, full()))
    assert (one.code, "in full in note 7" in one.hint) == ("CC503", True)
    (one,) = found(note(1, full(TROTSKY)), note(2, short))
    assert "in full here" in one.hint


# --- numbers of notes ------------------------------------------------------------------------------------------------


def pointing(text: str, to: str, number: int = 9, work: Work | None = None) -> CheckedNote:
    """A note of this text that names another by its number, and whose citation leads nowhere."""
    cross = Citation(0, len(text), Role.CROSS_REFERENCE, work=work, named_note=to)
    one = note(number, cross)
    return replace(one, parsed=replace(one.parsed, note=replace(one.parsed.note, text=Text(text))))


EARLIER, LATER = note(3, full()), note(12, full(TROTSKY))
KAUTSKY = Work(title="The Road to Power", authors=(Name("Kautsky"),))


@pytest.mark.parametrize(
    ("note_9", "expected"),
    [
        (pointing("See n. 3 above.", "3"), []),
        (pointing("See n. 12 above.", "12"), ["CC511"]),
        (pointing("See n. 3 below.", "3"), ["CC511"]),
        (pointing("Siehe unten, Anm. 12.", "12"), []),
        (pointing("Siehe oben, Anm. 12.", "12"), ["CC511"]),
        (pointing("See n. 9 above.", "9"), ["CC511"]),
        (pointing("See n. 12, and not what is said above or below.", "12"), []),
        (pointing("See n. 40 above.", "40"), ["CC507"]),
        (pointing("Trotsky (n. 3), 45.", "3", work=TROTSKY), ["CC511"]),
        (pointing("Trotsky (n. 12), 45.", "12", work=TROTSKY), []),
        (pointing("Kautsky (n. 3), 45.", "3", work=KAUTSKY), []),
    ],
    ids=lambda one: one.parsed.note.text.plain if isinstance(one, CheckedNote) else "",
)
def test_references_to_notes(note_9: CheckedNote, expected: list[str]) -> None:
    assert codes(EARLIER, note_9, LATER) == expected


def test_a_name_that_the_note_itself_holds_is_no_mistake() -> None:
    spoken = replace(EARLIER.parsed, note=replace(EARLIER.parsed.note, text=Text("As Trotsky says, see Cliff.")))
    assert codes(replace(EARLIER, parsed=spoken), pointing("Trotsky (n. 3), 45.", "3", work=TROTSKY), LATER) == []


# --- forms that a style does without ---------------------------------------------------------------------------------


def marked(mark: str) -> CheckedNote:
    back = Citation(0, len(mark), Role.IBID, work=CLIFF, refers_to=TARGET, spans=(Span(0, len(mark), "backref"),))
    one = note(2, back)
    return replace(one, parsed=replace(one.parsed, note=replace(one.parsed.note, text=Text(mark))))


@pytest.mark.parametrize(
    ("style", "mark", "found_"),
    [
        ("chicago-18", "Ibid.", True),
        ("chicago-18", "op. cit.", True),
        ("chicago-18", "Idem", True),
        ("chicago-18", "n. 12", False),
        ("chicago-18", "———", False),
        ("chicago-17", "Ibid.", False),
        ("chicago-17", "loc. cit.", True),
        ("mhra", "ibid.", False),
        ("mhra", "op. cit.", True),
        ("oscola", "ibid", False),
        ("oscola", "id", True),
        ("german", "a.a.O.", False),
        ("german", "Ders.", False),
        ("chicago-17", "a. a. O.", True),
        ("french", "op. cit.", False),
        ("", "op. cit.", False),
    ],
)
def test_forms(style: str, mark: str, found_: bool) -> None:
    told = review([note(1, full()), marked(mark)], Bibliography(), house(style))
    assert ("CC510" in [one.code for one in told]) is found_


# --- the bibliography behind the notes -------------------------------------------------------------------------------


def entry(number: int) -> Note:
    return Note(f"r{number}", Text(f"entry {number}"), Place("essay.md", 50 + number), kind=NoteKind.REFERENCE)


def joint(work: Work, *places: str) -> Entry:
    return Entry(work.title or "untitled", work, tuple(Reference(place, 0) for place in places))


ENTRIES = [entry(1), entry(2), entry(3)]
BOTH = [joint(CLIFF, "notes#1.1", "list#r1"), joint(TROTSKY, "notes#1.2", "list#r2")]
PART = Work(Kind.CHAPTER, "A Part", (Name("Marx"),), container="The Whole")
WHOLE = Work(Kind.BOOK, "The Whole", editors=(Name("Engels"),))
LETTER = Work(Kind.PERSONAL_COMMUNICATION, "Letter", (Name("Marx"),))


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        ([*BOTH], []),
        ([*BOTH, joint(KAUTSKY_BOOK := replace(KAUTSKY, kind=Kind.BOOK), "notes#1.3")], [("CC508", 3)]),
        ([*BOTH, joint(KAUTSKY_BOOK, "list#r3")], [("CC509", 53)]),
        ([*BOTH, joint(LETTER, "notes#1.3")], []),
        ([BOTH[0], joint(TROTSKY, "notes#1.2"), joint(KAUTSKY_BOOK, "notes#1.3")], []),
        ([BOTH[0], joint(TROTSKY, "list#r2"), joint(KAUTSKY_BOOK, "list#r3")], []),
        ([*BOTH, joint(replace(KAUTSKY_BOOK, title=""), "notes#1.3")], []),
        (
            [
                *BOTH,
                joint(KAUTSKY_BOOK, "notes#1.3"),
                joint(replace(KAUTSKY_BOOK, title="The road to power: A Study"), "list#r3"),
            ],
            [],
        ),
        ([*BOTH, joint(PART, "notes#1.3"), joint(WHOLE, "list#r3")], []),
        ([*BOTH, joint(WHOLE, "notes#1.3"), joint(PART, "list#r3")], []),
        (
            [*BOTH, joint(PART, "notes#1.3"), joint(replace(PART, title="Another Part"), "list#r3")],
            [("CC508", 3), ("CC509", 53)],
        ),
    ],
    ids=[
        "all",
        "not listed",
        "not cited",
        "a letter",
        "a selection",
        "further reading",
        "no title",
        "title cut",
        "part of a whole",
        "whole of a part",
        "two of one journal",
    ],
)
def test_notes_against_the_bibliography(joined: list[Entry], expected: list[tuple[str, int]]) -> None:
    notes = [note(1, full()), note(2, full(TROTSKY)), note(3, full(KAUTSKY))]
    told = review(notes, Bibliography(), ANY, ENTRIES, Bibliography(tuple(joined)))
    assert [(one.code, one.place.line) for one in told] == expected


@pytest.mark.parametrize(("style", "expected"), [("", []), ("chicago-17", []), ("mhra", ["CC503"])])
def test_what_the_bibliography_describes_may_be_cited_short_at_once(style: str, expected: list[str]) -> None:
    short = Citation(0, 6, Role.SHORT, work=CLIFF)
    joined = Bibliography((joint(CLIFF, "notes#1.1", "list#r1"),))
    assert [one.code for one in review([note(1, short)], Bibliography(), house(style), ENTRIES, joined)] == expected
