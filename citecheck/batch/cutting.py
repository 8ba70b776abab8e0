"""References cut into parts: ranges of lines or rows, or some files. A part is read without what lies around it."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import Any

from citecheck.batch.matching import Line, Manuscript, Reference
from citecheck.errors import ReadError

_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_FILES = 16  # manuscripts of a part
_AT_ONCE = 1000  # rows that are read at a time


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of the references. `start`: of lines the byte, of Parquet the row; `first`: its number, from 1.

    `count`: its lines, blank ones too, its rows, or its files.
    """

    number: int
    paths: tuple[str, ...]
    start: int = 0
    first: int = 1
    count: int = 0


def sources(references: str) -> tuple[Path, ...]:
    """The files: those of lines in a folder, else of Parquet, else all as manuscripts; hidden ones never.

    ReadError where there is none.
    """
    place = Path(references)
    if not place.exists():
        raise ReadError(f"{references}: no such file or folder")
    if place.is_file():
        return (place,)
    found = sorted(
        Path(folder, name)
        for folder, _, names in os.walk(place)
        for name in names
        if not any(one.startswith((".", "_")) for one in Path(folder, name).relative_to(place).parts)
    )
    if not found:
        raise ReadError(f"{references}: holds no file")
    return tuple(next(filter(None, ([p for p in found if test(p)] for test in (_is_lines, _is_rows))), found))


def cut(files: tuple[Path, ...], rows: int) -> Iterator[Cut]:
    """The parts, of `rows` references at most, numbered in order. ReadError where a file makes no sense."""
    if not (_is_lines(files[0]) or _is_rows(files[0])):
        for number, start in enumerate(range(0, len(files), _FILES)):
            some = tuple(map(str, files[start : start + _FILES]))
            yield Cut(number, some, count=len(some))
        return
    number = 0
    for file in files:
        for start, first, count in _of_lines(file, rows) if _is_lines(file) else _of_rows(file, rows):
            yield Cut(number, (str(file),), start, first, count)
            number += 1


def read(part: Cut) -> Iterator[Reference]:
    """The references of a part, in order."""
    path = Path(part.paths[0])
    if _is_lines(path):
        return _lines(path, part)
    return _rows(path, part) if _is_rows(path) else (Manuscript(one, one) for one in part.paths)


def _is_lines(path: Path) -> bool:
    return path.name.endswith(_LINES)


def _is_rows(path: Path) -> bool:
    return path.name.endswith(".parquet")


def _of_lines(path: Path, rows: int) -> Iterator[tuple[int, int, int]]:
    """Ranges of lines; those with nothing but blank lines are none."""
    start = at = 0
    first, count, holds = 1, 0, False
    try:
        with _opened(path) as file:
            for line in file:
                at += len(line)
                count += 1
                holds = holds or not line.isspace()
                if count == rows:
                    if holds:
                        yield start, first, count
                    start, first, count, holds = at, first + count, 0, False
    except (OSError, EOFError) as error:
        raise ReadError(f"{path}: cannot be read: {error}") from error
    if holds:
        yield start, first, count


def _lines(path: Path, part: Cut) -> Iterator[Line]:
    with _opened(path) as file:
        file.seek(part.start)  # of a compressed file: unpacks what lies before
        for number, line in enumerate(islice(file, part.count), part.first):
            if not line.isspace():
                yield Line(number, line.decode("utf-8", "replace"))


def _opened(path: Path) -> gzip.GzipFile | BufferedReader:
    return gzip.open(path) if path.name.endswith(".gz") else path.open("rb")


def _of_rows(path: Path, rows: int) -> Iterator[tuple[int, int, int]]:
    import pyarrow as pa  # lazy: only who reads or writes Parquet loads it
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            names, held = file.schema_arrow.names, file.metadata.num_rows
    except (OSError, pa.ArrowException) as error:
        raise ReadError(f"{path}: is no Parquet file: {error}") from error
    if not {"text", "work"} & set(names):
        raise ReadError(f"{path}: has no column 'text' and no column 'work'")
    return ((start, start + 1, min(rows, held - start)) for start in range(0, held, rows))


def _rows(path: Path, part: Cut) -> Iterator[Line]:
    import pyarrow.parquet as pq  # lazy, as above

    with pq.ParquetFile(path) as file:
        groups: list[int] = []
        before = at = 0
        for group in range(file.num_row_groups):
            end = at + file.metadata.row_group(group).num_rows
            if at < part.start + part.count and end > part.start:
                before = at if not groups else before
                groups.append(group)
            at = end
        batches = file.iter_batches(batch_size=_AT_ONCE, row_groups=groups, use_threads=False)
        rows = (row for batch in batches for row in batch.to_pylist())
        wanted = islice(rows, part.start - before, part.start - before + part.count)
        for number, row in enumerate(wanted, part.first):
            yield Line(number, json.dumps(_told(row), default=str, ensure_ascii=False))


def _told(value: Any) -> Any:
    """Without fields that are null: columns that this row does without."""
    if isinstance(value, dict):
        return {name: _told(one) for name, one in value.items() if one is not None}
    return [_told(one) for one in value] if isinstance(value, list) else value
