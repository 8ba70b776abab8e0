"""The six steps in order. Whatever the command does, it does through here."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from os import PathLike

from citecheck import decisions
from citecheck.asking import questions
from citecheck.bibliography import collect, completed, corrected, resolved
from citecheck.checking import Matcher, Watch, decided_for, joined, open_checker
from citecheck.config import Settings
from citecheck.extraction import extract
from citecheck.judge import judge
from citecheck.match import match
from citecheck.model import (
    Answer,
    Apparatus,
    CheckedDocument,
    CheckedNote,
    Citation,
    Failure,
    Judgement,
    Note,
    NoteKind,
    ParsedNote,
    Place,
    Query,
    Reference,
    Report,
    Text,
    Work,
)
from citecheck.parse import parse
from citecheck.protocols import Catalogue

AHEAD = 64  # references of a stream that are asked about at a time


def check(
    paths: Iterable[str | PathLike[str]] | str | PathLike[str], settings: Settings | None = None, watch: Watch = iter
) -> Report:
    """The main job: every note of every file read, parsed, matched and judged.

    A file that cannot be read, or has no notes, becomes a `Failure` of the report; the others go on. `watch` is handed
    each document's notes and yields them again, so that a caller can show how far the work is. Findings that somebody
    wants left alone stay in the report, and do not count: `Finding.stands`.

    >>> check("refs/manuscripts/nothing-to-find.md").failures[0].path
    'refs/manuscripts/nothing-to-find.md'
    """
    settings = settings or Settings()
    with open_checker(settings) as checker:
        documents: list[CheckedDocument] = []
        apparatuses, failures = extract(paths, settings)
        for apparatus in apparatuses:
            decided = decided_for(apparatus.document.path, settings)
            begun = checker.begin(apparatus, decided)
            documents.append(checker.finish(begun, checker.judge(begun, watch), decided))
        return checker.report(documents, failures)


def bibliography(
    paths: Iterable[str | PathLike[str]] | str | PathLike[str],
    settings: Settings | None = None,
    *,
    complete: bool = False,
    only_resolved: bool = False,
) -> Report:
    """What the notes cite: a report whose judgements are all None, since no catalogue is asked unless it must be.

    It must for `complete`, which fills in from the records what the manuscript leaves open, and for `only_resolved`,
    which leaves out works of which no citation is resolved.
    """
    if complete or only_resolved:
        report = check(paths, settings)
        judged = _judged(report)
        entries = resolved(report.bibliography, judged) if only_resolved else report.bibliography
        return replace(report, bibliography=completed(entries, judged) if complete else entries)
    settings = settings or Settings()
    apparatuses, failures = extract(paths, settings)
    return joined([_unjudged(one, settings) for one in apparatuses], failures)


def _unjudged(apparatus: Apparatus, settings: Settings) -> CheckedDocument:
    """The document with its works, as far as editors corrected them with their words."""
    decided = decided_for(apparatus.document.path, settings)
    parsed = tuple(parse(apparatus.notes, decided.by_hand))
    notes = tuple(
        CheckedNote(note, (None,) * len(note.citations), decisions.made_on(note.note, asked, decided))
        for note, asked in zip(parsed, questions(parsed), strict=True)
    )
    entries = corrected(collect(parsed), decisions.rewritten(notes))
    return CheckedDocument(apparatus.document, notes, entries, apparatus.findings)


def _judged(report: Report) -> dict[Reference, Judgement]:
    """The judgements of a report, named as in its bibliography."""
    return {
        Reference(f"{one.document.path}#{note.parsed.note.id}", number): judgement
        for one in report.documents
        for note in one.notes
        for number, judgement in enumerate(note.judgements)
        if judgement is not None
    }


def judge_alone(
    notes: Iterable[tuple[Note, Work | None]], catalogues: Sequence[Catalogue]
) -> Iterator[tuple[Note, Judgement]]:
    """The verdicts on references that stand alone, in order: parsed first where no work is given; the longest counts.

    Where a catalogue is on the network, `AHEAD` references are under way while the first waits for its answer.
    """
    matcher = Matcher(catalogues)
    waiting: deque[tuple[Note, Query, Citation]] = deque()
    for note, work in notes:
        text = note.text.plain
        citation = Citation(0, len(text), work=work) if work is not None else _longest(note)
        waiting.append((note, Query(text, citation.work or Work()), citation))
        matcher.begin(waiting[-1][1])
        while len(waiting) > (AHEAD if matcher.looks_ahead else 0):
            yield _answered(matcher, *waiting.popleft())
    while waiting:
        yield _answered(matcher, *waiting.popleft())


def _answered(matcher: Matcher, note: Note, query: Query, citation: Citation) -> tuple[Note, Judgement]:
    return note, judge(matcher.ask(query), citation)


def judge_document(
    path: str, catalogues: Sequence[Catalogue]
) -> tuple[tuple[tuple[ParsedNote, tuple[Judgement | None, ...]], ...], tuple[Failure, ...]]:
    """The verdicts on the citations of each note of a file, as `check` gives them, and why it cannot be read."""
    apparatuses, failures = extract(path)
    matcher = Matcher(catalogues)
    notes = tuple(note for apparatus in apparatuses for note in parse(apparatus.notes))
    told = zip(notes, questions(notes), strict=True)
    return tuple((note, tuple(map(matcher.judge, asked, note.citations))) for note, asked in told), failures


def look_up(text: str, catalogue: Catalogue, limit: int) -> Answer:
    """What a catalogue says of a reference, up to `limit` records, best first."""
    work = _longest(Note("1", Text(text), Place(""), kind=NoteKind.REFERENCE)).work
    return match(Query(text, work or Work()), (catalogue,), limit)


def _longest(note: Note) -> Citation:
    """The longest citation of a note that names a work; the whole note where none does."""
    named = (c for parsed in parse([note]) for c in parsed.citations if c.work is not None)
    whole = Citation(0, len(note.text.plain), work=Work())
    return max(named, key=lambda c: c.end - c.start, default=whole)
