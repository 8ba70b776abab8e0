"""A document checked in steps that its caller can stop between: begun, judged note by note, finished, reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from citecheck import decisions, gate, plugins, suppress
from citecheck.asking import Desk, questions
from citecheck.bibliography import collect, corrected, together
from citecheck.catalogues.online.connection import Connection
from citecheck.config import Settings
from citecheck.decisions import Decisions
from citecheck.defaults import VERSION
from citecheck.errors import CatalogueError, UsageError
from citecheck.house import house
from citecheck.judge import CITED, LISTED, judge, ordered, review, strictly
from citecheck.match import rank
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
    Query,
    Report,
    Traffic,
)
from citecheck.notes import listed
from citecheck.parse import parse
from citecheck.protocols import Catalogue

Confirm = Callable[[Answer], Answer]
Watch = Callable[[Sequence[ParsedNote]], Iterable[ParsedNote]]


@dataclass(frozen=True, slots=True)
class Begun:
    """A document whose notes are parsed, with its works.

    `asked`: for each note the question on each of its citations, None on one that names no work. `behind`: the entries
    of the list of works behind the notes; `both`: the works of notes and list, as `judge.review` wants them.
    """

    apparatus: Apparatus
    parsed: tuple[ParsedNote, ...]
    asked: tuple[tuple[Query | None, ...], ...]
    works: Bibliography
    behind: tuple[Note, ...]
    both: Bibliography


class Checker:
    """Checks documents one after the other, with the same catalogues; what was asked before is answered from memory."""

    def __init__(self, settings: Settings, catalogues: Sequence[Catalogue], confirm: Confirm | None = None) -> None:
        gate.require_known(settings)
        self._settings = settings
        self._style = house(settings.style)
        self._exemptions = suppress.exemptions.load(Path(settings.ignore_file)) if settings.ignore_file else ()
        self._known = suppress.baseline.load(Path(settings.baseline)) if settings.baseline else ()
        self._catalogues = catalogues
        self._matcher = Matcher(catalogues, strict=settings.strict, confirm=confirm)

    def begin(self, apparatus: Apparatus, decided: Decisions = Decisions()) -> Begun:  # noqa: B008  (frozen)
        """Parses the notes, as far as nobody marked them by hand, and begins to ask."""
        parsed = tuple(parse(apparatus.notes, decided.by_hand))
        asked = questions(parsed)
        for query in (query for queries in asked for query in queries if query is not None):
            self._matcher.begin(query)
        behind = tuple(parse(listed(apparatus.document))) or tuple(one for one in parsed if _is_listed(one))
        cited = [one for one in parsed if not _is_listed(one)]
        both = together(((CITED, collect(cited)), (LISTED, collect(behind)))) if cited and behind else Bibliography()
        return Begun(apparatus, parsed, asked, collect(parsed), tuple(one.note for one in behind), both)

    def judge(self, begun: Begun, watch: Watch = iter) -> Iterator[CheckedNote]:
        """The notes in order, each judged when its catalogues have answered."""
        for one, queries in zip(watch(begun.parsed), begun.asked, strict=True):
            yield CheckedNote(one, tuple(map(self._matcher.judge, queries, one.citations)))

    def finish(self, begun: Begun, notes: Iterable[CheckedNote], decided: Decisions = Decisions()) -> CheckedDocument:  # noqa: B008
        """The document with its findings, those left out that the settings do without; all of its notes are judged."""
        apparatus, judged, entries = begun.apparatus, tuple(notes), begun.works
        found = self._review(begun, judged)
        settled = tuple(
            decisions.settled_note(note, asked, decided) for note, asked in zip(judged, begun.asked, strict=True)
        )
        if any(note.decisions for note in settled):
            found = ordered(decisions.settle(found, self._review(begun, settled), settled), settled)
            entries = corrected(entries, decisions.rewritten(settled))
        document = CheckedDocument(apparatus.document, settled, entries, (*apparatus.findings, *found))
        remarked = suppress.remarked(document, _today())
        return replace(remarked, findings=gate.chosen(remarked, self._settings))

    def alone(self, checked: CheckedDocument) -> CheckedDocument:
        """The document as a report on it alone has it; for the exemptions, which may name a work by its key there."""
        if not (self._exemptions or self._settings.baseline):
            return checked
        (found,) = self.report([checked]).documents
        return found

    def report(self, documents: Sequence[CheckedDocument], failures: tuple[Failure, ...] = ()) -> Report:
        """The documents together, with the project's exemptions and its baseline."""
        settings = self._settings
        report = joined(documents, failures, self._catalogues)
        told = complaints(self._catalogues) if self._matcher.answers else ()
        report = replace(report, warnings=told, traffic=traffic(self._catalogues))
        if self._exemptions:
            report = suppress.exempted(report, self._exemptions, settings.ignore_file or "", _today())
        if settings.baseline:
            path, complete = Path(settings.baseline), not gate.is_incomplete(report)
            report = suppress.held_against(report, self._known, path, complete=complete)
        return report

    def _review(self, begun: Begun, notes: Sequence[CheckedNote]) -> tuple[Finding, ...]:
        return review(notes, begun.works, self._style, begun.behind, begun.both)


@contextmanager
def open_checker(settings: Settings) -> Iterator[Checker]:
    """A checker with the catalogues of the settings; those on the network share a session, closed at the end."""
    with Connection(settings, f"citecheck/{VERSION}") as connection:
        yield Checker(settings, _opened(settings, connection), _confirming(connection, settings))


def decided_for(path: str, settings: Settings) -> Decisions:
    """The decisions that hold for a manuscript.

    UsageError where the settings name a file that is not there: by a slip of the pen all decisions would be forgotten.
    """
    place = decisions_at(path, settings)
    if place is None:
        return Decisions()
    if settings.decisions and not place.exists():
        raise UsageError(f"{place}: no such file of decisions: `citecheck review` makes it")
    return decisions.load(place)


def decisions_at(path: str, settings: Settings) -> Path | None:
    """The file in which the decisions on a manuscript lie: the one named, else beside it; None for none at all."""
    if settings.decisions is None:
        return Path(path).parent / decisions.NAME
    return Path(settings.decisions) if settings.decisions else None


def joined(
    documents: Sequence[CheckedDocument], failures: tuple[Failure, ...], asked: Sequence[Catalogue] = ()
) -> Report:
    """The documents as one report, with the works of all of them."""
    everything = together((one.document.path, one.bibliography) for one in documents)
    return Report(tuple(documents), VERSION, failures, tuple(one.name for one in asked), everything)


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
    with Connection(settings, f"citecheck/{VERSION}") as connection:
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


def _is_listed(parsed: ParsedNote) -> bool:
    return parsed.note.kind is NoteKind.REFERENCE


def _today() -> date:
    return datetime.now().astimezone().date()
