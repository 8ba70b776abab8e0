"""Reads what can be added to a catalogue: BibTeX (.bib) and CSL-JSON Lines, plain or as .gz."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from citecheck.errors import CatalogueError, UsageError
from citecheck.formats import bibtex, csl
from citecheck.model import Record

__all__ = ["Notice", "Skipped", "read"]


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry that could not be read: where it stands, what kind of fault, and why."""

    source: str
    place: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What was published about a work: a retraction, a correction, an expression of concern."""

    doi: str
    pmid: str
    nature: str
    date: str
    reason: str


def read(source: str, stdin: BinaryIO | None = None) -> Iterator[Record | Notice | Skipped]:
    """The records of a file, or of `stdin` where the source is ``-``, in the order in which they stand."""
    path = Path(source)
    if source != "-" and not path.is_file():
        raise UsageError(f"{source}: no such file")
    try:
        data = (stdin.read() if stdin else b"") if source == "-" else path.read_bytes()
        text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{source}: cannot be read: {error}") from error
    name = path.name.partition(".")[0] or "stdin"
    return _bibtex(text, source, name) if text.lstrip()[:1] in ("@", "%") else _lines(text, source, name)


def _bibtex(text: str, source: str, name: str) -> Iterator[Record | Skipped]:
    loaded = bibtex.loads(text)
    yield from (Record(work, name, key, work.id("url")) for key, work in loaded.entries)
    yield from (Skipped(source, f"line {one.line}", "bad entry", one.message) for one in loaded.complaints)


def _lines(text: str, source: str, name: str) -> Iterator[Record | Skipped]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError as error:
            yield Skipped(source, f"line {number}", "not JSON", str(error))
            continue
        work = csl.from_csl(item)
        yield Record(work, name, str(item.get("id") or number), work.id("url"))
