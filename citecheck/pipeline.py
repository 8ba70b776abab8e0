"""The six steps in order; the one module that knows them all. Whatever the command does, it does through here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fnmatch import fnmatchcase
from itertools import chain
from os import PathLike
from pathlib import Path, PurePath

from citecheck import __version__, plugins, suppress
from citecheck.bibliography import collect, completed, resolved, together
from citecheck.config import Settings
from citecheck.errors import CatalogueError, UsageError
from citecheck.extraction import extract
from citecheck.findings import register
from citecheck.house import House, house
from citecheck.judge import CITED, LISTED, judge, review
from citecheck.match import match
from citecheck.model import (
    Answer,
    Apparatus,
    Bibliography,
    CheckedDocument,
    CheckedNote,
    Citation,
    Failure,
    Finding,
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
from citecheck.notes import listed
from citecheck.parse import parse
from citecheck.protocols import Catalogue

LEVELS = ("info", "warning", "error")

Watch = Callable[[Sequence[ParsedNote]], Iterable[ParsedNote]]


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
    _known_codes(_codes(settings))
    style = house(settings.style)
    exemptions = suppress.exemptions.load(Path(settings.ignore_file)) if settings.ignore_file else ()
    known = suppress.baseline.load(Path(settings.baseline)) if settings.baseline else ()
    catalogues = open_catalogues(settings)
    matcher = Matcher(catalogues)
    documents: list[CheckedDocument] = []
    today = datetime.now().astimezone().date()
    apparatuses, failures = extract(paths, settings)
    for apparatus in apparatuses:
        checked = suppress.remarked(_check_document(apparatus, matcher, style, watch), today)
        documents.append(replace(checked, findings=_chosen(checked, settings)))
    warnings = complaints(catalogues) if matcher.answers else ()
    report = replace(_report(documents, failures, catalogues), warnings=warnings)
    if exemptions:
        report = suppress.exempted(report, exemptions, settings.ignore_file or "", today)
    if settings.baseline:
        report = suppress.held_against(report, known, Path(settings.baseline), complete=not is_incomplete(report))
    return report


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
    apparatuses, failures = extract(paths, settings)
    documents = []
    for apparatus in apparatuses:
        notes = tuple(parse(apparatus.notes))
        unjudged = tuple(CheckedNote(note, (None,) * len(note.citations)) for note in notes)
        documents.append(CheckedDocument(apparatus.document, unjudged, collect(notes), apparatus.findings))
    return _report(documents, failures)


def _judged(report: Report) -> dict[Reference, Judgement]:
    """The judgements of a report, named as in its bibliography."""
    return {
        Reference(f"{one.document.path}#{note.parsed.note.id}", number): judgement
        for one in report.documents
        for note in one.notes
        for number, judgement in enumerate(note.judgements)
        if judgement is not None
    }


def _report(
    documents: Sequence[CheckedDocument], failures: tuple[Failure, ...], asked: Sequence[Catalogue] = ()
) -> Report:
    everything = together((one.document.path, one.bibliography) for one in documents)
    return Report(tuple(documents), __version__, failures, tuple(one.name for one in asked), everything)


def complaints(catalogues: Iterable[Catalogue]) -> tuple[str, ...]:
    """What catalogues that have been asked could not read of their own entries, a line each.

    An entry that is skipped may be the one that is missed, so it is told. A plugin may do without `warnings`.
    """
    found: list[str] = []
    for one in catalogues:
        try:
            found.extend(getattr(one, "warnings", ()))
        except CatalogueError:
            continue  # it could not be read at all, which stands in the answers as an outage
    return tuple(found)


def open_catalogues(settings: Settings) -> tuple[Catalogue, ...]:
    """The catalogues that the settings name, each once."""
    return tuple(plugins.catalogue(name, settings) for name in dict.fromkeys(settings.catalogues))


@dataclass
class Matcher:
    """Asks the catalogues; a question asked before is answered from memory."""

    catalogues: tuple[Catalogue, ...]
    answers: dict[Query, Answer] = field(default_factory=dict)

    def ask(self, query: Query) -> Answer:
        """What the catalogues say."""
        if query not in self.answers:
            self.answers[query] = match(query, self.catalogues)
        return self.answers[query]

    def judge(self, note: Note, citation: Citation) -> Judgement | None:
        """The verdict on a citation; None where it names no work (a back reference that dangles)."""
        if citation.work is None or not _names_something(citation.work):
            return None
        return judge(self.ask(Query(note.text.plain[citation.start : citation.end], citation.work)), citation)


def judge_alone(note: Note, work: Work | None, matcher: Matcher) -> Judgement:
    """The verdict on a reference that stands alone: parsed first where no work is given; the longest counts."""
    text = note.text.plain
    citation = Citation(0, len(text), work=work) if work is not None else _longest(note)
    return judge(matcher.ask(Query(text, citation.work or Work())), citation)


def look_up(text: str, catalogue: Catalogue, limit: int) -> Answer:
    """What a catalogue says of a reference, up to `limit` records, best first."""
    work = _longest(Note("1", Text(text), Place(""))).work
    return match(Query(text, work or Work()), (catalogue,), limit)


def _longest(note: Note) -> Citation:
    """The longest citation of a note that names a work; the whole note where none does."""
    named = (c for parsed in parse([note]) for c in parsed.citations if c.work is not None)
    whole = Citation(0, len(note.text.plain), work=Work())
    return max(named, key=lambda c: c.end - c.start, default=whole)


def _check_document(apparatus: Apparatus, matcher: Matcher, style: House, watch: Watch) -> CheckedDocument:
    parsed = tuple(parse(apparatus.notes))
    entries = collect(parsed)
    notes = tuple(
        CheckedNote(one, tuple(matcher.judge(one.note, citation) for citation in one.citations))
        for one in watch(parsed)
    )
    behind = tuple(parse(listed(apparatus.document))) or tuple(one for one in parsed if _is_listed(one))
    cited = [one for one in parsed if not _is_listed(one)]
    joined = together(((CITED, collect(cited)), (LISTED, collect(behind)))) if cited and behind else Bibliography()
    found = review(notes, entries, style, [one.note for one in behind], joined)
    return CheckedDocument(apparatus.document, notes, entries, (*apparatus.findings, *found))


def _is_listed(parsed: ParsedNote) -> bool:
    return parsed.note.kind is NoteKind.REFERENCE


def _names_something(work: Work) -> bool:
    return bool(work.title or work.container or work.ids or work.archive)


def _chosen(checked: CheckedDocument, settings: Settings) -> tuple[Finding, ...]:
    path = PurePath(checked.document.path)
    fitting = (codes for glob, codes in settings.per_file_ignores if _fits(path, glob))
    ignored = (*settings.ignore, *chain.from_iterable(fitting))
    return tuple(
        f
        for f in checked.findings
        if (not settings.select or f.code.startswith(settings.select)) and not f.code.startswith(ignored)
    )


def _fits(path: PurePath, glob: str) -> bool:
    """Whether a glob fits a file, by its name or by its path as it was given or from here; * goes across folders."""
    names = (path.name, path.as_posix(), os.path.relpath(path).replace(os.sep, "/"))
    return any(fnmatchcase(name, glob) for name in names)


def _codes(settings: Settings) -> Iterator[str]:
    yield from (*settings.select, *settings.ignore, *(one for one in settings.fail_on if one not in LEVELS))
    yield from chain.from_iterable(codes for _, codes in settings.per_file_ignores)


def _known_codes(prefixes: Iterable[str]) -> None:
    for prefix in prefixes:
        if not any(code.startswith(prefix) for code in register()):
            raise UsageError(f"no finding has a code that begins with {prefix!r}{plugins.nearest(prefix, register())}")


def fails(report: Report, settings: Settings) -> bool:
    """Whether the report has a finding that `settings.fail_on` names, by level or code prefix, and that stands."""
    return any(_counts(f, settings.fail_on) for d in report.documents for f in d.findings if f.stands)


def _counts(finding: Finding, fail_on: Sequence[str]) -> bool:
    return any(
        LEVELS.index(finding.level) >= LEVELS.index(one) if one in LEVELS else finding.code.startswith(one)
        for one in fail_on
    )


def is_incomplete(report: Report) -> bool:
    """Whether a catalogue that was needed could not be asked."""
    judgements = _judgements(report)
    return any(j.verdict == "unchecked" for j in judgements)


def _judgements(report: Report) -> Iterator[Judgement]:
    return (j for d in report.documents for note in d.notes for j in note.judgements if j is not None)
