"""Tables with a header line, in commas."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BufferedReader

from citecheck.catalogues.sources.typed import lines


def rows(stream: BufferedReader) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row by the names of its columns, "" where it has fewer, and its place (the line that it ends on)."""
    csv.field_size_limit(1 << 24)
    table = csv.reader(line.replace("\0", "") for line in lines(stream))
    header = [name.strip() for name in next(table, [])]
    for row in table:
        if any(row):
            cells = row + [""] * (len(header) - len(row))
            yield f"line {table.line_num}", dict(zip(header, cells, strict=False))
