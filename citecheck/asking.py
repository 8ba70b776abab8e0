"""Asks catalogues: those on this machine in turn, those on the network by threads and ahead of need."""

from __future__ import annotations

import queue
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future

from citecheck.errors import CatalogueError, OfflineError, OutdatedError
from citecheck.model import Citation, Inquiry, Note, Outage, ParsedNote, Query, Reference
from citecheck.protocols import Catalogue

LIMIT = 20  # records of each catalogue


def questions(notes: Sequence[ParsedNote]) -> tuple[tuple[Query | None, ...], ...]:
    """What is asked about each citation of each note: the reference alone, and never the sentence around it.

    A back reference is asked by the words of the citation that it means, "Ibid." being no words to find anything by.
    None for a citation that names no work.
    """
    whole = {Reference(one.note.id, n): _printed(one.note, c) for one in notes for n, c in enumerate(one.citations)}
    return tuple(tuple(_question(one.note, citation, whole) for citation in one.citations) for one in notes)


def _question(note: Note, citation: Citation, whole: Mapping[Reference, str]) -> Query | None:
    work, target = citation.work, citation.refers_to
    if work is None or not (work.title or work.container or work.ids or work.archive):
        return None
    return Query((whole.get(target) if target else None) or _printed(note, citation), work)


def _printed(note: Note, citation: Citation) -> str:
    return note.text.plain[citation.start : citation.end]


def ask(query: Query, catalogues: Sequence[Catalogue], limit: int = LIMIT) -> Inquiry:
    """What each catalogue tells, one after the other, in their order."""
    return together([_told(query, one, limit) for one in catalogues])


def together(told: Sequence[Inquiry]) -> Inquiry:
    """What several catalogues told, as one, in their order."""
    return Inquiry(
        tuple(record for one in told for record in one.records),
        tuple(name for one in told for name in one.asked),
        tuple(name for one in told for name in one.passed),
        tuple(outage for one in told for outage in one.outages),
    )


def _told(query: Query, catalogue: Catalogue, limit: int) -> Inquiry:
    """What one catalogue tells; one that cannot answer is an outage, never an absence."""
    name = catalogue.name
    holds = getattr(catalogue, "holds", None)
    try:
        if holds is not None and not holds(query):
            return Inquiry(passed=(name,))
        return Inquiry(tuple(catalogue.search(query, limit)), asked=(name,))
    except OfflineError:
        return Inquiry(passed=(name,))
    except OutdatedError as error:
        return Inquiry(tuple(error.records), outages=(Outage(name, str(error), error.day),))
    except CatalogueError as error:
        return Inquiry(outages=(Outage(name, str(error)),))


class Desk:
    """Asks catalogues ahead: a question that was begun is on its way while others are answered.

    A catalogue with `threads` (one on the network) is asked by so many, in the order in which questions were begun; one
    without is asked when the answer is wanted, in the thread that wants it. The threads are daemons: whoever leaves the
    program (Ctrl-C) waits for none of them.
    """

    def __init__(self, catalogues: Sequence[Catalogue], limit: int = LIMIT) -> None:
        self._catalogues = tuple(catalogues)
        self._limit = limit
        self._rows = {
            one.name: _Row(one, limit, threads) for one in catalogues if (threads := getattr(one, "threads", 0))
        }
        self._begun: dict[Query, dict[str, Future[Inquiry]]] = {}

    @property
    def is_remote(self) -> bool:
        """Whether it pays to begin questions ahead."""
        return bool(self._rows)

    def begin(self, query: Query) -> None:
        """Sets the catalogues on the network to work; a second time it does nothing."""
        if self._rows and query not in self._begun:
            self._begun[query] = {name: row.put(query) for name, row in self._rows.items()}

    def ask(self, query: Query) -> Inquiry:
        """What all catalogues tell, in their order; waits for those on the network."""
        self.begin(query)
        begun = self._begun.pop(query, {})
        return together(
            [
                begun[one.name].result() if one.name in begun else _told(query, one, self._limit)
                for one in self._catalogues
            ]
        )


class _Row:
    """The questions that wait for one catalogue, and the threads that put them to it."""

    def __init__(self, catalogue: Catalogue, limit: int, threads: int) -> None:
        self._catalogue = catalogue
        self._limit = limit
        self._wanted = threads
        self._waiting: queue.SimpleQueue[tuple[Query, Future[Inquiry]]] = queue.SimpleQueue()

    def put(self, query: Query) -> Future[Inquiry]:
        """Stands a question in the row; the first ones bring a thread each."""
        future: Future[Inquiry] = Future()
        self._waiting.put((query, future))
        if self._wanted:
            self._wanted -= 1
            threading.Thread(target=self._work, daemon=True).start()
        return future

    def _work(self) -> None:
        while True:
            query, future = self._waiting.get()
            try:
                future.set_result(_told(query, self._catalogue, self._limit))
            except BaseException as error:  # noqa: BLE001  (raised again by whoever waits for the answer)
                future.set_exception(error)
