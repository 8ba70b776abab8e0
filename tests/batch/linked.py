"""What the tests of both engines ask of `citecheck link`: a process of its own, and the rows that it wrote."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from tests.conftest import ROOT

Row = dict[str, Any]

_PATIENCE = 180.0  # seconds, on a machine that is busy


def texts() -> list[str]:
    """The distinct references of the pairs."""
    with (ROOT / "refs" / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return sorted({row["text"] for row in csv.DictReader(file) if row["text"]})


def begun(arguments: tuple[str, ...], folder: Path, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """The command, leading a group of processes; interrupts reach it even where these tests run in the background."""
    ours = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        command = (sys.executable, "-m", "citecheck", *arguments)
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=folder, env=env, stdout=pipe, stderr=pipe, start_new_session=True)
    finally:
        signal.signal(signal.SIGINT, ours)


def until(seen: Callable[[], bool], process: subprocess.Popen[bytes], pace: float = 0.05) -> None:
    """Waits for what is to be seen while the process runs, looking every `pace` seconds."""
    end = time.monotonic() + _PATIENCE
    while not seen():
        assert process.poll() is None, process.communicate()[1].decode()
        assert time.monotonic() < end
        time.sleep(pace)


def rows_in(out: Path) -> list[Row]:
    """Those of the parts' Parquet, in order; Spark's parts are folders of files."""
    return [row for file in _files(out, "parquet") for row in pq.ParquetFile(file).read().to_pylist()]


def json_rows_in(out: Path) -> list[Row]:
    """Those of the parts' lines."""
    return [json.loads(line) for file in _files(out, "json*") for line in _lines(file)]


def _files(out: Path, kind: str) -> list[Path]:
    return sorted(one for one in out.rglob(f"part-*.{kind}") if one.is_file())


def _lines(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8") as lines:
        yield from lines
