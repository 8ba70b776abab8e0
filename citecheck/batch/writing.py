"""Rows into a part's two files, Parquet and JSON Lines, which say the same and appear whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.json
import pyarrow.parquet as pq

from citecheck.batch.matching import Row
from citecheck.batch.parts import Part
from citecheck.batch.schema import ROW

DRAFT = ".part-"  # how the names of files begin that are not yet whole
_AT_ONCE = 1000  # rows in memory at a time, and in a group of a Parquet file


def write(rows: Iterable[Row], folder: Path, part: Part) -> Iterator[int]:
    """Writes the rows of a part and counts them in it; yields how many more there are, after some at a time."""
    name = f"part-{part.number:05}"
    drafts = [folder / f"{DRAFT}{part.number:05}.{os.getpid()}.{kind}" for kind in ("jsonl", "parquet")]
    waiting = iter(rows)
    with drafts[0].open("wb") as lines, pq.ParquetWriter(drafts[1], ROW, compression="zstd") as table:
        while some := list(islice(waiting, _AT_ONCE)):
            text = "".join(map(_line, some)).encode()
            lines.write(text)
            table.write_table(_table(text))
            _count(some, part)
            yield len(some)
    for draft in drafts:
        draft.replace(folder / f"{name}{draft.suffix}")


def _line(row: Row) -> str:
    return json.dumps({key: row[key] for key in ROW.names}, ensure_ascii=False) + "\n"


def _table(text: bytes) -> pa.Table:
    """Lines as a table."""
    # Of the rows themselves pyarrow makes one only when it has loaded pandas, where that is: 50 MB in each process.
    reading = pyarrow.json.ReadOptions(use_threads=False, block_size=len(text))
    parsing = pyarrow.json.ParseOptions(explicit_schema=ROW, unexpected_field_behavior="error")
    return pyarrow.json.read_json(pa.BufferReader(text), reading, parsing)


def _count(rows: Sequence[Row], part: Part) -> None:
    part.rows += len(rows)
    for row in rows:
        part.errors += row["error"] is not None
        if row["verdict"] is not None:
            part.verdicts[row["verdict"]] = part.verdicts.get(row["verdict"], 0) + 1
