"""Builds and extends an index, a step at a time: what is killed goes on where the last step was kept."""

from __future__ import annotations

import datetime
import hashlib
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, Self

import tantivy

from citecheck.catalogues.index.entry import Entry, Ready, ready
from citecheck.catalogues.index.folder import Folder
from citecheck.catalogues.index.journal import Journal, Reading
from citecheck.catalogues.index.progress import Progress, Watch, files
from citecheck.catalogues.index.schema import EXACT, SOUNDS, STORED, WORDS, prepared, schema
from citecheck.catalogues.index.search import opened
from citecheck.catalogues.sources import read
from citecheck.errors import CatalogueError, CitecheckError, UsageError
from citecheck.model import Notice

STANDARD_INPUT = "-"

Read = Callable[[str, str], Iterable[Ready]]  # a source, and by which name its keys are told apart

_HEAP = 128_000_000  # bytes that tantivy may hold before it writes a segment: each one makes every search longer
_WATCHED = 100  # items between two looks at the clock
_FIRST = 10  # lines of each kind of skipped entry that the log keeps, for each source


@dataclass(frozen=True, slots=True)
class Step:
    """How much may be lost to a crash: so many items, or so many seconds of work."""

    items: int = 200_000
    seconds: float = 180.0


@dataclass(frozen=True, slots=True)
class Added:
    """What a source gave, earlier runs included. `before`: how many of its items these had read."""

    reading: Reading
    before: int

    @property
    def is_empty(self) -> bool:
        """Whether the source holds nothing that could be added."""
        return not (self.reading.records or self.reading.notices)

    @property
    def is_unchanged(self) -> bool:
        """Whether there was nothing left to add."""
        return self.before == self.reading.position > 0


class Builder:
    """The one writer of a catalogue, which it makes where there is none; to be closed.

    UsageError where another process is writing it; CatalogueError where it was made by another version.
    """

    def __init__(self, folder: Folder, step: Step = Step()) -> None:
        if not folder.exists():
            folder.create()
        self._folder = folder
        self._step = step
        self._index = opened(folder) if tantivy.Index.exists(str(folder.index)) else _made(folder)
        self._writer = _writer(self._index, folder)
        self._searcher = self._index.searcher()
        self._fresh: set[str] = set()  # keys of what is not committed, which no searcher sees
        self._journal = Journal(folder.journal)
        self._notices: list[Notice] = []
        self._log: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """What is not kept by now is dropped; segments that are being merged are waited for."""
        self._journal.close()
        self._writer.rollback()
        self._writer.wait_merging_threads()

    def __len__(self) -> int:
        self._index.reload()
        return int(self._index.searcher().num_docs)

    def add(
        self,
        source: str,
        limit: int | None = None,
        stdin: BinaryIO | None = None,
        watch: Watch = lambda *_: None,
        elsewhere: Read | None = None,
    ) -> Added:
        """Adds the records of a source, up to `limit` items of it; a record of the same key is replaced.

        A source that was read to its end, and has not changed since, is left alone. `elsewhere`: reads it on other
        machines, in the same order.
        """
        reading = self._reading(source if source == STANDARD_INPUT else os.path.abspath(source))  # noqa: PTH100
        before = reading.position
        if not reading.done:
            progress = Progress(source, limit, watch)
            try:
                # What comes in by a pipe has no name: it is taken for another source each time.
                name = reading.stamp if source == STANDARD_INPUT else reading.source
                here = read(source, stdin, progress.opened)
                told = elsewhere(source, name) if elsewhere else ready(here, name)
                self._read(islice(told, before, limit), reading, progress)
            except CitecheckError:
                self._drop()
                raise
            reading.done = limit is None or reading.position < limit
            self._keep(reading)
        return Added(reading, before)

    def _reading(self, source: str) -> Reading:
        """How far the source was read; not at all, if it has changed since."""
        stamp = _stamp(source)
        known = self._journal.reading(source)
        return known if known is not None and known.stamp == stamp else Reading(source, stamp)

    def _read(self, items: Iterable[Ready], reading: Reading, progress: Progress) -> None:
        first, kept = reading.position, time.monotonic()
        for item in items:
            self._take(item, reading)
            if reading.position % _WATCHED == 0:
                progress.tell(reading.position)
                if self._is_due(reading.position - first, time.monotonic() - kept):
                    self._keep(reading)
                    kept = time.monotonic()

    def _take(self, item: Ready, reading: Reading) -> None:
        reading.position += 1
        if isinstance(item, Entry):
            self._write(item)
            self._notices.extend(item.notices)
            reading.records += 1
        elif isinstance(item, Notice):
            self._notices.append(item)
            reading.notices += 1
        else:
            reading.skipped[item.kind] += 1
            if reading.skipped[item.kind] <= _FIRST:
                self._log.append(f"{item.kind}\t{item.source}, {item.place}\t{' '.join(item.reason.split())}\n")

    def _write(self, entry: Entry) -> None:
        key = entry.key
        document = tantivy.Document()
        document.add_text(WORDS, entry.words)
        if entry.sounds:
            document.add_text(SOUNDS, entry.sounds)
        for one in entry.exact:
            document.add_text(EXACT, one)
        document.add_bytes(STORED, entry.stored)
        if key in self._fresh or self._searcher.doc_freq(EXACT, key):
            # Only then: tantivy keeps each deletion in memory as long as the writer lives, a kilobyte apiece.
            self._writer.delete_documents_by_term(EXACT, key)
        self._fresh.add(key)
        self._writer.add_document(document)

    def _is_due(self, items: int, seconds: float) -> bool:
        return items % self._step.items < _WATCHED or seconds >= self._step.seconds

    def _keep(self, reading: Reading) -> None:
        """Commits: first the records, then how far they go, so that a crash between only adds some once more."""
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()
        reading.day = datetime.datetime.now(datetime.UTC).date().isoformat()
        self._journal.write(reading, self._notices)
        if self._log:
            with self._folder.log.open("a", encoding="utf-8", errors="replace") as log:
                log.writelines(self._log)
        self._forget()

    def _drop(self) -> None:
        """Takes back what was not committed."""
        self._writer.rollback()
        self._forget()

    def _forget(self) -> None:
        self._fresh.clear()
        self._notices.clear()
        self._log.clear()


def _made(folder: Folder) -> tantivy.Index:
    return prepared(tantivy.Index(schema(), str(folder.index)))


def _writer(index: tantivy.Index, folder: Folder) -> tantivy.IndexWriter:
    try:
        return index.writer(_HEAP, num_threads=1)
    except ValueError as error:
        if "LockBusy" not in str(error):
            raise CatalogueError(f"the catalogue {folder.name!r} cannot be written: {error}") from error
        raise UsageError(
            f"the catalogue {folder.name!r} is being written by another process: try again when it has finished"
        ) from error


def _stamp(source: str) -> str:
    """Tells whether a source is still the same: its files with their sizes and times; never, for standard input."""
    if source == STANDARD_INPUT:
        return str(time.time_ns())
    told = (f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files(source))
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogateescape")).hexdigest()
