"""What `citecheck link` does on this machine: one core against two, memory, and whether it grows.

python benchmarks/linking.py [FOLDER] [--references N] [--copies N]    (against the catalogue in FOLDER; else a new one)

Matches N distinct references of ../shared/corpora/matching/crossref (all styles, the noise, what is in no catalogue) on
one core and on two, each time from the start, and compares the rows. Then --copies references that repeat a hundred
texts, on two cores.

Prints for each run rows, wall and processor seconds (user and system, all processes), references a second of both, the
load before and after, and the most memory of a process (resident, and what of it is no file's) at ten points in time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterable, Sequence
from itertools import cycle, islice
from pathlib import Path

import pyarrow.parquet as pq
from index import CATALOGUE, CROSSREF
from shared import COMMAND, SETTING

from citecheck.catalogues.index import Builder, folder

Memory = tuple[float, float]  # MB resident, and of that what is no file's


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", help="else one of the 7,485 records that are asked for")
    parser.add_argument("--references", type=int, default=50_000)
    parser.add_argument("--copies", type=int, default=1_000_000)
    chosen = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        index = chosen.folder or _built(place)
        texts = _texts()[: chosen.references]
        given = _written(place / "references.jsonl", texts)
        size = max(1, min(5000, len(texts) // 8))
        rates = [_run(given, index, place / f"on-{n}", cores[:n], size) for n in (1, 2)]
        print(f"two cores against one: {rates[1] / rates[0]:.2f} times the references a second")
        print("rows of both runs:", "equal" if _rows(place / "on-1") == _rows(place / "on-2") else "DIFFERENT")
        if chosen.copies:
            many = _written(place / "copies.jsonl", islice(cycle(texts[:100]), chosen.copies))
            _run(many, index, place / "copies", cores[:2], 100_000)


def _built(data: Path) -> Path:
    place = folder("asked", str(data))
    with Builder(place) as builder:
        builder.add(str(CATALOGUE))
    return place.path


def _texts() -> list[str]:
    found: dict[str, None] = {}
    for path in sorted(CROSSREF.glob("*.json.gz")):
        with gzip.open(path) as file:
            found.update(dict.fromkeys(row["ref_string"] for row in json.load(file)["dataset"] if row["ref_string"]))
    texts = list(found)
    random.Random(1).shuffle(texts)
    return texts


def _written(path: Path, texts: Iterable[str]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": f"r{n}", "text": text}) + "\n" for n, text in enumerate(texts))
    return path


def _run(given: Path, index: Path, output: Path, cores: Sequence[int], size: int) -> float:
    """Runs the command on these cores; references a second by the clock."""
    before, begun, load = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), os.getloadavg()[0]
    command = [COMMAND, "link", str(given), "--index", str(index), "--output", str(output), "--part-size", str(size)]
    free = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    process = subprocess.Popen([*command, "--jobs", str(len(cores)), "--quiet"], env=SETTING)
    os.sched_setaffinity(0, free)
    seen: list[Memory] = []
    while process.poll() is None:
        seen.append(_memory(process.pid))
        time.sleep(0.5)
    wall, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    rows = json.loads((output / "_citecheck.json").read_text())["total"]["rows"]
    print(
        f"{len(cores)} cores: {rows:,} rows, {wall:.1f} s by the clock ({rows / wall:.1f} a second), {spent:.1f} s of"
        f" processors ({rows / spent:.1f} a second, {1000 * spent / rows:.2f} ms each), load {load:.1f} before,"
        f" {os.getloadavg()[0]:.1f} after, exit code {process.returncode}", flush=True,
    )  # fmt: skip
    points = [max(seen[len(seen) * n // 10 : max(len(seen) * (n + 1) // 10, len(seen) * n // 10 + 1)],
                  default=(0.0, 0.0)) for n in range(10)]  # fmt: skip
    print("  MB resident (no file's):", ", ".join(f"{whole:.0f} ({own:.0f})" for whole, own in points), flush=True)
    return rows / wall


def _memory(pid: int) -> Memory:
    """Of the largest of a process and its children."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:  # over
        return 0.0, 0.0
    return max(map(_held, [str(pid), *children]))


def _held(pid: str) -> Memory:
    try:
        lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    except (FileNotFoundError, ProcessLookupError):
        return 0.0, 0.0
    resident, own = (int(lines.get(name, "0 kB").split()[0]) / 1024 for name in ("VmRSS", "RssAnon"))
    return resident, own


def _rows(output: Path) -> list[object]:
    return [row for file in sorted(output.glob("part-*.parquet")) for row in pq.ParquetFile(file).read().to_pylist()]


if __name__ == "__main__":
    main()
