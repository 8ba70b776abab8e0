"""The three plugs: what a reader, a catalogue and a reporter must do to take part.

Ours and other people's register in the same entry-point groups (`citecheck.readers`, `citecheck.catalogues`,
`citecheck.reporters`); docs/plugins.md shows one of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from citecheck.model import Document, Query, Record, Report


@runtime_checkable
class Reader(Protocol):
    """Reads one format. `suffixes` are lower case with their dot: ``(".md",)``."""

    name: str
    suffixes: tuple[str, ...]

    def recognizes(self, head: bytes) -> bool:
        """Whether the first bytes of a file (up to 4,096) are of this format beyond doubt; plain text never is."""
        ...

    def read(self, data: bytes, path: Path) -> Document:
        """The document in `data`; `path` is for places and messages. ReadError where it cannot be read."""
        ...


@runtime_checkable
class Catalogue(Protocol):
    """Knows works. Built as ``Class(settings)``."""

    name: str

    def search(self, query: Query, limit: int) -> Sequence[Record]:
        """Up to `limit` records that may be the work meant, likeliest first; CatalogueError where it cannot tell."""
        ...


@runtime_checkable
class Reporter(Protocol):
    """Writes a report as text, or as the bytes of a file that is none (docx).

    Pure, but that it may read the manuscripts again, where they lie as the report names them.
    """

    name: str

    def render(self, report: Report) -> str | bytes:
        """The whole report; UsageError where a report cannot have this form."""
        ...
