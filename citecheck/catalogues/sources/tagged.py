"""RIS files of any size, a batch of entries at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from citecheck.catalogues.sources import entries
from citecheck.catalogues.sources.entries import Skipped
from citecheck.catalogues.sources.typed import lines
from citecheck.catalogues.sources.unpacked import Content
from citecheck.formats import ris
from citecheck.model import Record

_BATCH = 2000  # entries
_BEGIN = re.compile(r"\s{0,8}TY {1,3}-")


def read(content: Content) -> Iterator[Record | Skipped]:
    """The records of a .ris file; a bad entry costs itself only and is told with its line."""
    for first, text in _batches(lines(content.stream)):
        loaded = ris.loads(text)
        for (key, work), line in zip(loaded.entries, loaded.lines, strict=True):
            place = f"line {first + line - 1}"
            yield entries.settled(entries.keyed, (key, work), content.name, place)
        for complaint in loaded.complaints:
            if "skipped" in complaint.message:  # the others tell of entries that were read all the same
                kind = "no title" if complaint.message.startswith("entry") else "stray line"
                yield Skipped(content.name, f"line {first + complaint.line - 1}", kind, complaint.message)


def _batches(typed: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The text in parts of whole entries, each with the number of its first line."""
    held: list[str] = []
    first, begun = 1, 0
    for number, line in enumerate(typed, 1):
        if _BEGIN.match(line):
            begun += 1
            if begun > _BATCH:
                yield first, "".join(held)
                held, first, begun = [], number, 1
        held.append(line)
    yield first, "".join(held)
