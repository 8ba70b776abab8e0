"""Rows into a part's two files, Parquet and JSON Lines, which say the same and appear whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyarrow as pa
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
    with drafts[0].open("w", encoding="utf-8") as lines, pq.ParquetWriter(drafts[1], ROW, compression="zstd") as table:
        while some := list(islice(waiting, _AT_ONCE)):
            lines.writelines(
                json.dumps({key: row[key] for key in ROW.names}, ensure_ascii=False) + "\n" for row in some
            )
            table.write_table(pa.Table.from_pylist(some, ROW))
            _count(some, part)
            yield len(some)
    for draft in drafts:
        draft.replace(folder / f"{name}{draft.suffix}")


def _count(rows: Sequence[Row], part: Part) -> None:
    part.rows += len(rows)
    for row in rows:
        part.errors += row["error"] is not None
        if row["verdict"] is not None:
            part.verdicts[row["verdict"]] = part.verdicts.get(row["verdict"], 0) + 1
