"""The six steps in order; the one module that knows them all. Whatever the command does, it does through here."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from fnmatch import fnmatchcase
from itertools import chain
from os import PathLike
from pathlib import Path, PurePath

from citecheck import __version__, plugins, suppress
from citecheck.asking import Desk, questions
from citecheck.bibliography import collect, completed, resolved, together
from citecheck.catalogues.online.connection import Connection
from citecheck.config import Settings
from citecheck.errors import CatalogueError, UsageError
from citecheck.extraction import extract
from citecheck.findings import register
from citecheck.house import House, house
from citecheck.judge import CITED, LISTED, judge, review, strictly
from citecheck.match import match, rank
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
    LinkCheck,
    Note,
    NoteKind,
    ParsedNote,
    Place,
    Query,
    Reference,
    Report,
    Text,
    Traffic,
    Work,
)
from citecheck.notes import listed
from citecheck.parse import parse
from citecheck.protocols import Catalogue

AHEAD = 64  # references of a stream that are asked about at a time
LEVELS = ("info", "warning", "error")

Confirm = Callable[[Answer], Answer]
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
    today = datetime.now().astimezone().date()
    with Connection(settings, f"citecheck/{__version__}") as connection:
        catalogues = _opened(settings, connection)
        matcher = Matcher(catalogues, strict=settings.strict, confirm=_confirming(connection, settings))
        documents: list[CheckedDocument] = []
        apparatuses, failures = extract(paths, settings)
        for apparatus in apparatuses:
            checked = suppress.remarked(_check_document(apparatus, matcher, style, watch), today)
            documents.append(replace(checked, findings=_chosen(checked, settings)))
        warnings = complaints(catalogues) if matcher.answers else ()
        report = _report(documents, failures, catalogues)
        report = replace(report, warnings=warnings, traffic=traffic(catalogues))
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
    return tuple(dict.fromkeys(found))


def traffic(catalogues: Iterable[Catalogue]) -> tuple[Traffic, ...]:
    """What was asked of those on the network."""
    return tuple(one.traffic for one in catalogues if hasattr(one, "traffic"))


@contextmanager
def open_catalogues(settings: Settings) -> Iterator[tuple[Catalogue, ...]]:
    """The catalogues that the settings name, each once; those on the network share a session, closed at the end."""
    with Connection(settings, f"citecheck/{__version__}") as connection:
        yield _opened(settings, connection)


def _opened(settings: Settings, connection: Connection) -> tuple[Catalogue, ...]:
    plugins.require_services(connection.bases)
    return tuple(plugins.catalogue(name, settings, connection) for name in dict.fromkeys(settings.catalogues))


def _confirming(connection: Connection, settings: Settings) -> Confirm:
    """Looks up what no catalogue can tell: whether an unknown DOI exists at all, and with `links` the addresses."""

    def confirm(answer: Answer) -> Answer:
        cited = answer.query.work.ids
        known = {one for match in answer.matches for one in match.record.work.ids}
        dois = [one for one in cited if one.scheme == "doi" and one not in known]
        links = [one.value for one in cited if one.scheme == "url"] if settings.links else []
        return replace(
            answer,
            absent=tuple(one for one in dois if connection.lacks(one.value)),
            links=tuple(
                LinkCheck(found.url, found.state.value, found.copy) for found in map(connection.look_up, links)
            ),
        )

    return confirm


class Matcher:
    """Asks the catalogues; a question asked before is answered from memory."""

    def __init__(
        self, catalogues: Sequence[Catalogue], *, strict: bool = False, confirm: Confirm | None = None
    ) -> None:
        self._strict = strict
        self._confirm = confirm
        self.answers: dict[Query, Answer] = {}
        self._desk = Desk(catalogues)

    @property
    def looks_ahead(self) -> bool:
        """Whether it helps to begin questions before their answers are wanted: some catalogue is on the network."""
        return self._desk.is_remote

    def begin(self, query: Query) -> None:
        """Sets the catalogues on the network to work on a question."""
        if query not in self.answers:
            self._desk.begin(query)

    def ask(self, query: Query) -> Answer:
        """What the catalogues say."""
        if query not in self.answers:
            answer = rank(query, self._desk.ask(query))
            remote = self._confirm if self.looks_ahead else None  # who asks no service, asks no registry either
            self.answers[query] = remote(answer) if remote else answer
        return self.answers[query]

    def judge(self, query: Query | None, citation: Citation) -> Judgement | None:
        """The verdict on a citation; None where it names no work (a back reference that dangles)."""
        if query is None:
            return None
        judgement = judge(self.ask(query), citation)
        return strictly(judgement) if self._strict else judgement


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
    asked = questions(parsed)
    for query in (query for queries in asked for query in queries if query is not None):
        matcher.begin(query)
    notes = tuple(
        CheckedNote(one, tuple(map(matcher.judge, queries, one.citations)))
        for one, queries in zip(watch(parsed), asked, strict=True)
    )
    behind = tuple(parse(listed(apparatus.document))) or tuple(one for one in parsed if _is_listed(one))
    cited = [one for one in parsed if not _is_listed(one)]
    joined = together(((CITED, collect(cited)), (LISTED, collect(behind)))) if cited and behind else Bibliography()
    found = review(notes, entries, style, [one.note for one in behind], joined)
    return CheckedDocument(apparatus.document, notes, entries, (*apparatus.findings, *found))


def _is_listed(parsed: ParsedNote) -> bool:
    return parsed.note.kind is NoteKind.REFERENCE


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
