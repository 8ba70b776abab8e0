"""A bibliographic file as a catalogue: BibTeX (.bib), CSL-JSON (.json), JSON Lines of CSL-JSON (.jsonl, .jsonl.gz)."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citecheck.catalogues.memory import Memory
from citecheck.errors import CatalogueError, CitecheckError, UsageError
from citecheck.formats import bibtex, csl
from citecheck.model import Query, Record, Work

SUFFIXES = (".bib", ".json", ".jsonl", ".jsonl.gz")


class FileCatalogue:
    """The works of one or several files, read at the first search. `name`: the file's stem, if none is given.

    `warnings` tells which entries could not be read; the others are there all the same. Safe to share among threads.
    UsageError where a file is missing, unreadable or of another format; CatalogueError at a search where a file as a
    whole makes no sense.
    """

    def __init__(self, *paths: Path | str, name: str = "") -> None:
        self._paths = tuple(Path(path) for path in paths)
        for path in self._paths:
            _require(path)
        self.name = name or (_stem(self._paths[0]) if self._paths else "")
        self._lock = threading.Lock()
        self._warnings: tuple[str, ...] = ()
        self._memory: Memory | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be read, a line each; loads the files."""
        self._loaded()
        return self._warnings

    def search(self, query: Query, limit: int) -> Sequence[Record]:
        """Up to `limit` records that may be the work meant, likeliest first."""
        return self._loaded().search(query, limit)

    def _loaded(self) -> Memory:
        with self._lock:
            if self._memory is None:
                read = [entry for path in self._paths for entry in load(path)]
                self._warnings = tuple(entry.reason for entry in read if isinstance(entry, Broken))
                works = ((e.key, e.work) for e in read if isinstance(e, Read))
                self._memory = Memory([Record(work, self.name, key, work.id("url")) for key, work in works])
            return self._memory


@dataclass(frozen=True, slots=True)
class Read:
    """An entry that could be read."""

    key: str
    work: Work


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry that could not, and why, in a line."""

    reason: str


def load(path: Path) -> Iterator[Read | Broken]:
    """The entries of a file; CatalogueError where nothing can be read."""
    try:
        text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path}: cannot be read: {error}") from error
    if path.suffix == ".bib":
        return _bibtex(text, path)
    return _lines(text, path) if ".jsonl" in path.suffixes else _array(text, path)


def _bibtex(text: str, path: Path) -> Iterator[Read | Broken]:
    loaded = bibtex.loads(text)
    yield from (Read(key, work) for key, work in loaded.entries)
    yield from (Broken(f"{path}:{one.line}: {one.message}") for one in loaded.complaints)


def _lines(text: str, path: Path) -> Iterator[Read | Broken]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                item = json.loads(line)
            except ValueError as error:
                yield Broken(f"{path}:{number}: line skipped: {error}")
            else:
                yield _item(item, number, f"{path}:{number}")


def _array(text: str, path: Path) -> Iterator[Read | Broken]:
    try:
        items = json.loads(text)
    except ValueError as error:
        raise CatalogueError(f"{path}: not valid JSON: {error}") from error
    items = items.get("items", [items]) if isinstance(items, dict) else items
    if not isinstance(items, list):
        raise CatalogueError(f"{path}: no array of CSL-JSON items")
    for number, item in enumerate(items, 1):
        yield _item(item, number, f"{path}: item {number}")


def _item(item: Any, number: int, place: str) -> Read | Broken:
    if not isinstance(item, dict):
        return Broken(f"{place}: skipped: no CSL-JSON item")
    try:
        return Read(str(item.get("id") or number), csl.from_csl(item))
    except (CitecheckError, AttributeError, KeyError, TypeError, ValueError) as error:
        return Broken(f"{place}: skipped: {error}")


def _require(path: Path) -> None:
    if not path.name.endswith(SUFFIXES):
        raise UsageError(f"{path}: no catalogue: known are {', '.join(SUFFIXES)}")
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise UsageError(f"{path}: the catalogue cannot be read: {error.strerror or error}") from error


def _stem(path: Path) -> str:
    return path.name.partition(".")[0] or path.name
