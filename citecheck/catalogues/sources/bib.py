"""BibTeX files of any size, a batch of entries at a time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from citecheck.catalogues.sources import entries
from citecheck.catalogues.sources.entries import Skipped
from citecheck.catalogues.sources.typed import lines
from citecheck.catalogues.sources.unpacked import Content
from citecheck.formats import bibtex
from citecheck.model import Record

_BATCH = 1 << 19  # characters
_PARENTS = 10_000  # entries that may be named in a `crossref`, kept for later batches
_ENTRY = re.compile(r"[ \t]*@[ \t]*(?P<type>[A-Za-z]+)\s*[{(]\s*(?P<key>[^\s,{}]*)")
_CROSSREF = re.compile(r"\bcrossref\s*=\s*[{\"]\s*([^\s{}\"]+)", re.IGNORECASE)
_HOLDERS = frozenset({"book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings", "periodical"})

_NO_ENTRIES = frozenset({"", "string", "comment", "preamble"})


@dataclass(slots=True)
class _Entry:
    """What stands between one entry's beginning and the next, as typed; `line` is its first."""

    line: int
    type: str
    key: str
    text: str

    @property
    def parent(self) -> str:
        found = _CROSSREF.search(self.text) if "ross" in self.text or "ROSS" in self.text else None
        return found[1].casefold() if found else ""


@dataclass(slots=True)
class _Shelf:
    """What later entries may refer to: strings, and the books that hold parts; `waiting` are parts without theirs."""

    strings: list[str] = field(default_factory=list)
    parents: dict[str, _Entry] = field(default_factory=dict)
    waiting: list[_Entry] = field(default_factory=list)


def read(content: Content) -> Iterator[Record | Skipped]:
    """The records of a .bib file; a bad entry costs itself only and is told with its line.

    Entries that refer to one further down (`crossref`) come after it, or last if it never comes.
    """
    shelf = _Shelf()
    for batch in _batches(_entries(lines(content.stream))):
        yield from _read(list(_ready(batch, shelf)), shelf, content.name)
        for entry in batch:
            _keep(entry, shelf)
    yield from _read(shelf.waiting, shelf, content.name)


def _entries(typed: Iterable[str]) -> Iterator[_Entry]:
    """The text cut before each line that begins an entry."""
    entry = _Entry(1, "", "", "")
    held: list[str] = []
    for number, line in enumerate(typed, 1):
        found = _ENTRY.match(line) if "@" in line else None
        if found:
            entry.text = "".join(held)
            yield entry
            entry, held = _Entry(number, found["type"].lower(), found["key"].casefold(), ""), []
        held.append(line)
    entry.text = "".join(held)
    yield entry


def _batches(found: Iterable[_Entry]) -> Iterator[list[_Entry]]:
    batch: list[_Entry] = []
    size = 0
    for entry in found:
        batch.append(entry)
        size += len(entry.text)
        if size > _BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _ready(batch: list[_Entry], shelf: _Shelf) -> Iterator[_Entry]:
    """Those whose parent is known, with those of former batches that waited for one in this."""
    known = {entry.key for entry in batch} | shelf.parents.keys()
    waited, shelf.waiting = shelf.waiting, []
    for entry in (*waited, *batch):
        if entry.parent and entry.parent not in known:
            shelf.waiting.append(entry)
        else:
            yield entry


def _keep(entry: _Entry, shelf: _Shelf) -> None:
    if entry.type == "string":
        shelf.strings.append(entry.text.strip() + "\n")
    elif entry.type in _HOLDERS:
        shelf.parents[entry.key] = entry
        if len(shelf.parents) > _PARENTS:
            del shelf.parents[next(iter(shelf.parents))]


def _read(batch: list[_Entry], shelf: _Shelf, source: str) -> Iterator[Record | Skipped]:
    """The records of a batch; strings and parents of former batches are read before it, and not told again."""
    own = {entry.key for entry in batch}
    parents = {key: shelf.parents[key] for key in {entry.parent for entry in batch} - own if key in shelf.parents}
    parts = [*shelf.strings, *(parent.text for parent in parents.values())]
    before = "".join(part if part.endswith("\n") else f"{part}\n" for part in parts)
    loaded = bibtex.loads(before + "".join(entry.text for entry in batch))
    places = _Places(batch, before.count("\n"))
    silent = {entry.line for entry in batch if entry.type not in _NO_ENTRIES}
    for (key, work), parsed in zip(loaded.entries, loaded.lines, strict=True):
        line = places.line(parsed)
        if line is not None:
            silent.discard(line)
            yield entries.settled(entries.keyed, (key, work), source, f"line {line}")
    for complaint in loaded.complaints:
        line = places.beginning(complaint.line, silent)
        if line is not None and complaint.message.startswith("entry skipped"):
            silent.discard(line)
            yield Skipped(source, f"line {line}", "bad entry", complaint.message.removeprefix("entry skipped: "))
    for line in sorted(silent):
        yield Skipped(source, f"line {line}", "bad entry", "it holds nothing")


class _Places:
    """From lines of the text that was parsed back to lines of the file; None for a line before the batch."""

    def __init__(self, batch: list[_Entry], before: int) -> None:
        self._starts: list[tuple[int, int]] = []
        parsed = before + 1
        for entry in batch:
            self._starts.append((parsed, entry.line))
            parsed += entry.text.count("\n")

    def line(self, parsed: int) -> int | None:
        """The same line in the file."""
        index = self._index(parsed)
        return self._starts[index][1] + parsed - self._starts[index][0] if index >= 0 else None

    def beginning(self, parsed: int, silent: set[int]) -> int | None:
        """The line on which the entry begins that a complaint is of; one of its end has the next one's first line."""
        index = self._index(parsed)
        if index > 0 and self._starts[index][0] == parsed and self._starts[index - 1][1] in silent:
            index -= 1
        return self._starts[index][1] if index >= 0 else None

    def _index(self, parsed: int) -> int:
        return bisect_right(self._starts, (parsed, 1 << 62)) - 1
