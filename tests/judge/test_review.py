from __future__ import annotations

from collections.abc import Sequence

import pytest

from citecheck.judge import review
from citecheck.model import (
    Answer,
    Bibliography,
    CheckedNote,
    Citation,
    Content,
    Date,
    Difference,
    Entry,
    Finding,
    Judgement,
    Kind,
    Level,
    Name,
    Note,
    NoteKind,
    ParsedNote,
    Place,
    Query,
    Record,
    Reference,
    Role,
    Span,
    Text,
    Verdict,
    Work,
)

CLIFF = Work(
    Kind.BOOK, "State Capitalism in Russia", (Name("Cliff", "Tony"),), publisher="Pluto Press", issued=Date(1974)
)
TROTSKY = Work(Kind.BOOK, "Results and Prospects", (Name("Trotsky", "Leon"),), issued=Date(1906))
RECORD = Record(CLIFF, "shelf", "cliff")


def note(
    number: int,
    *citations: Citation,
    judgements: Sequence[Judgement | None] = (),
    scope: int = 1,
    kind: NoteKind = NoteKind.FOOTNOTE,
) -> CheckedNote:
    text = Text(f"note {number}")
    parsed = ParsedNote(
        Note(f"{scope}.{number}", text, Place("essay.md", number), str(number), scope, kind),
        Content.CITATION,
        citations,
    )
    return CheckedNote(parsed, tuple(judgements) or (None,) * len(citations))


def full(work: Work = CLIFF, inferred: tuple[str, ...] = ()) -> Citation:
    return Citation(0, 6, work=work, inferred=inferred)


def judged(verdict: Verdict, *differences: Difference) -> Judgement:
    return Judgement(Answer(Query("", CLIFF)), verdict, "the reason", 0.9, RECORD, differences)


def found(*notes: CheckedNote, entries: Sequence[Entry] = ()) -> tuple[Finding, ...]:
    return review(notes, Bibliography(tuple(entries)))


def codes(*notes: CheckedNote, entries: Sequence[Entry] = ()) -> list[str]:
    return [one.code for one in found(*notes, entries=entries)]


def cited(*places: tuple[str, int], work: Work = CLIFF) -> Entry:
    return Entry("key", work, tuple(Reference(*place) for place in places))


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (Verdict.UNRESOLVED, ["CC201"]),
        (Verdict.AMBIGUOUS, ["CC202"]),
        (Verdict.POSSIBLE, ["CC203"]),
        (Verdict.UNCHECKED, ["CC204"]),
        (Verdict.UNCATALOGUED, ["CC205"]),
        (Verdict.RESOLVED, []),
    ],
    ids=str,
)
def test_verdicts(verdict: Verdict, expected: list[str]) -> None:
    assert codes(note(1, full(), judgements=[judged(verdict)])) == expected


def test_a_finding_names_the_work_its_place_and_what_to_do() -> None:
    (one,) = found(note(3, full(), judgements=[judged(Verdict.UNRESOLVED)]))
    assert one.message == "Cliff, “State Capitalism in Russia” is in none of the catalogues asked: the reason"
    assert (one.place, one.note, one.citation, one.level) == (Place("essay.md", 3), "1.3", 0, Level.ERROR)
    assert one.hint
    assert one.fingerprint


def test_a_back_reference_does_not_repeat_its_targets_findings() -> None:
    again = Citation(0, 6, Role.IBID, work=CLIFF, refers_to=Reference("1.1", 0))
    assert codes(
        note(1, full(), judgements=[judged(Verdict.UNRESOLVED)]),
        note(2, again, judgements=[judged(Verdict.UNRESOLVED)]),
    ) == ["CC201"]


def test_differences_become_findings() -> None:
    year = Difference("issued", "1954", "1974", "CC303")
    page = Difference("locator", "900", "27-52", "CC312")
    assert codes(note(1, full(), judgements=[judged(Verdict.DIFFERS, year, page)])) == ["CC303", "CC312"]
    again = Citation(0, 6, Role.IBID, work=CLIFF, refers_to=Reference("1.1", 0))
    assert codes(note(2, again, judgements=[judged(Verdict.DIFFERS, year, page)])) == ["CC312"]


IBID = Citation(0, 5, Role.IBID)
TARGET, RIVAL = Reference("1.1", 0), Reference("1.1", 1)


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (IBID, ["CC501"]),
        (Citation(0, 5, Role.IBID, refers_to=TARGET), []),
        (Citation(0, 5, Role.IBID, refers_to=TARGET, rivals=(RIVAL,)), ["CC502"]),
        (Citation(0, 5, Role.SHORT, work=TROTSKY), ["CC503"]),
        (Citation(0, 5, Role.SHORT, work=TROTSKY, refers_to=TARGET), []),
        (Citation(0, 5, Role.SHORT, work=TROTSKY, refers_to=TARGET, rivals=(RIVAL,)), ["CC504"]),
        (Citation(0, 5, Role.SHORT, work=TROTSKY, rivals=(TARGET, RIVAL)), ["CC504"]),
        (Citation(0, 5, Role.CROSS_REFERENCE, named_note="31"), ["CC507"]),
        (Citation(0, 5, Role.CROSS_REFERENCE, named_note="1"), []),
        (Citation(0, 5, Role.CROSS_REFERENCE), []),
        (Citation(0, 5, Role.WORK, work=TROTSKY), []),
    ],
    ids=str,
)
def test_back_references(citation: Citation, expected: list[str]) -> None:
    assert codes(note(1, full(), full(TROTSKY)), note(2, citation)) == expected


def test_full_citation_repeated() -> None:
    both = [note(1, full()), note(5, full())]
    assert codes(*both, entries=[cited(("1.1", 0), ("1.5", 0))]) == ["CC505"]
    assert codes(*both) == []
    assert (
        codes(
            note(1, full()),
            note(5, Citation(0, 6, Role.SHORT, work=CLIFF, refers_to=TARGET)),
            entries=[cited(("1.1", 0), ("1.5", 0))],
        )
        == []
    )


@pytest.mark.parametrize(
    "second",
    [
        note(5, full(), scope=2),
        note(5, full(), kind=NoteKind.REFERENCE),
        note(5, full(Work(title="State Capitalism in Russia", authors=CLIFF.authors))),
        note(5, full(CLIFF, inferred=("issued", "publisher"))),
    ],
    ids=["another chapter", "list of references", "short", "filled in"],
)
def test_not_repeated_in_full(second: CheckedNote) -> None:
    assert codes(note(1, full()), second, entries=[cited(("1.1", 0), (second.parsed.note.id, 0))]) == []


@pytest.mark.parametrize(
    ("work", "contradicts"),
    [
        (Work(Kind.BOOK, "State Capitalism in Russia", CLIFF.authors, issued=Date(1988)), True),
        (Work(Kind.BOOK, "State Capitalism in Russia", CLIFF.authors, publisher="Bookmarks"), True),
        (Work(Kind.BOOK, "State Capitalism in Russia", (Name("Clift", "Tony"),), issued=Date(1974)), True),
        (Work(Kind.BOOK, "State Capitalism and Russia", CLIFF.authors, issued=Date(1974)), True),
        (Work(Kind.BOOK, "State Capitalism in Russia: An Analysis", CLIFF.authors, issued=Date(1974)), False),
        (Work(Kind.BOOK, "State Capitalism in Russia", CLIFF.authors, issued=Date(1974), original=Date(1955)), False),
        (Work(Kind.BOOK, "State Capitalism in Russia", CLIFF.authors, publisher="Pluto"), False),
        (Work(Kind.BOOK, "State Capitalism in Russia", CLIFF.authors, issued=Date(1988), edition="2"), True),
    ],
    ids=str,
)
def test_contradictions(work: Work, contradicts: bool) -> None:
    assert (
        "CC506" in codes(note(1, full()), note(2, full(work)), entries=[cited(("1.1", 0), ("1.2", 0))])
    ) is contradicts


def test_two_volumes_of_a_work_may_have_two_years() -> None:
    first = Work(Kind.BOOK, "Collected Works", CLIFF.authors, issued=Date(1960), volume="1")
    second = Work(Kind.BOOK, "Collected Works", CLIFF.authors, issued=Date(1961), volume="2")
    assert "CC506" not in codes(note(1, full(first)), note(2, full(second)), entries=[cited(("1.1", 0), ("1.2", 0))])


def test_findings_stand_in_the_order_of_the_notes() -> None:
    late, early = note(9, full(), judgements=[judged(Verdict.POSSIBLE)]), note(2, IBID)
    assert codes(early, late) == ["CC501", "CC203"]


def test_a_finding_tells_fields_that_were_read_with_little_confidence() -> None:
    nowhere = Judgement(Answer(Query("", CLIFF), asked=("shelf",)), Verdict.UNRESOLVED, "nothing fits")
    sure = Citation(0, 6, work=CLIFF, spans=(Span(0, 4, "title", 0.9),))
    unsure = Citation(0, 6, work=CLIFF, spans=(Span(0, 4, "title", 0.3), Span(4, 6, "author", 0.9)))
    notes = [note(1, sure, judgements=[nowhere]), note(2, unsure, judgements=[nowhere])]
    hints = [one.hint for one in review(notes, Bibliography()) if one.code == "CC201"]
    assert ["little confidence" in hint for hint in hints] == [False, True]
    assert hints[1].endswith("Read with little confidence: title.")
