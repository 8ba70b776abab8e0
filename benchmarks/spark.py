"""What a Spark cluster of two workers on this machine does, and what it costs.

python benchmarks/spark.py build [SOURCE...]    (a catalogue; else of all of ../shared/catalogues)
python benchmarks/spark.py link FOLDER [--references N] [--sample N]    (against the catalogue in FOLDER)

The second matches N references of ../shared/corpora/matching/crossref (all styles, the noise, what is in no catalogue)
in two processes of this machine; then on two workers, one of which is killed in the middle; compares the rows; matches
a sample on one worker and on two.

Prints processor seconds (user and system) by kind of process, sampled out of /proc five times a second, and the load.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Self

import pyarrow.parquet as pq
from shared import COMMAND, ROOT, SHARED

from citecheck.batch.matching import Line, match
from citecheck.catalogues.index import Folder, Index

sys.path.insert(0, str(ROOT))

from tests.batch.cluster import Cluster, environment

_TICKS = os.sysconf("SC_CLK_TCK")
KINDS = (
    ("CoarseGrainedExecutorBackend", "executors' JVM"),
    ("pyspark.daemon", "executors' Python"),
    ("deploy.SparkSubmit", "driver's JVM"),
    ("deploy.", "daemons"),
    ("citecheck", "command"),
    ("multiprocessing", "command"),
)
SPARK = "--driver-memory 1g --conf spark.executor.memory=1g --conf spark.ui.enabled=false pyspark-shell"


class Meter:
    """Processor seconds by kind of process, of all processes that are seen while it is entered."""

    def __init__(self) -> None:
        self._first = {pid: spent for pid, (_, spent) in _processes()}
        self._seen: dict[int, tuple[str, float]] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self.started = time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self.wall = time.monotonic() - self.started

    def spent(self) -> Counter[str]:
        """Seconds by kind."""
        found: Counter[str] = Counter()
        for pid, (kind, seconds) in self._seen.items():
            found[kind] += seconds - self._first.get(pid, 0.0)
        return found

    def told(self) -> str:
        """All of it in a line."""
        spent = self.spent()
        parts = ", ".join(f"{kind} {seconds:.1f}" for kind, seconds in spent.most_common() if seconds >= 0.1)
        return f"CPU {spent.total():.1f} s ({parts}), wall {self.wall:.1f} s, load {os.getloadavg()[0]:.1f}"

    def _watch(self) -> None:
        while not self._over.wait(0.2):
            for pid, (kind, seconds) in _processes():
                if kind:
                    self._seen[pid] = kind, seconds


def _processes():
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            kind = next((kind for sign, kind in KINDS if sign in command), "")
            if kind and "benchmarks/" not in command:
                times = (path / "stat").read_text().rpartition(")")[2].split()
                yield int(path.name), (kind, (int(times[11]) + int(times[12])) / _TICKS)


def main() -> None:
    parser = argparse.ArgumentParser()
    parts = parser.add_subparsers(dest="part", required=True)
    building = parts.add_parser("build")
    building.add_argument("sources", nargs="*", default=[str(SHARED / "catalogues")])
    linking = parts.add_parser("link")
    linking.add_argument("index")
    linking.add_argument("--references", type=int, default=50_000)
    linking.add_argument("--sample", type=int, default=5000)
    chosen = parser.parse_args()
    if chosen.part == "build":
        build(chosen.sources)
    else:
        link(chosen.index, chosen.references, chosen.sample)


def build(sources: list[str]) -> None:
    """A catalogue built on this machine and by two workers."""
    with tempfile.TemporaryDirectory() as folder:
        data = ("--data", folder)
        with Meter() as meter:
            _run("catalogue", "build", "here", *sources, *data)
        print(f"embedded: {meter.told()}", flush=True)
        with _cluster(folder, 2) as cluster, Meter() as meter:
            _run("catalogue", "build", "there", *sources, *data, "--engine", "spark", "--master", cluster.master)
        print(f"two workers: {meter.told()}", flush=True)
        for name in ("here", "there"):
            print(_run("catalogue", "info", name, *data).splitlines()[3])


def link(index: str, count: int, sample: int) -> None:
    """Rows of this machine and of a cluster that loses a worker; what the second worker is worth."""
    lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(islice(cycle(_texts()), count))]
    with tempfile.TemporaryDirectory() as folder:
        references = Path(folder) / "references.jsonl"
        references.write_text("\n".join(lines))
        with Meter() as meter, ProcessPoolExecutor(2, get_context("spawn")) as pool:
            pieces = [lines[n : n + 500] for n in range(0, count, 500)]
            here = sorted(row for piece in pool.map(partial(_matched, index), pieces) for row in piece)
        print(f"two processes: {count / meter.wall:.1f} references a second, {meter.told()}", flush=True)
        there = _killed(folder, str(references), index, count)
        same = sum(one == other for one, other in zip(here, there, strict=False))
        print(f"{len(here):,} and {len(there):,} rows, {same:,} the same: {here == there}", flush=True)
        some = Path(folder) / "some.jsonl"
        some.write_text("\n".join(random.Random(1).sample(lines, sample)))
        for workers in (1, 2):
            with _cluster(folder, workers) as cluster, Meter() as meter:
                told = _run(*_linking(str(some), index, f"{folder}/{workers}", sample), cluster.master)
            spent = meter.spent()
            each = 1000 * (spent["executors' Python"] + spent["executors' JVM"]) / sample
            print(
                f"{workers} of the workers: {meter.told()}; {each:.1f} ms a reference on executors; {told}", flush=True
            )


def _killed(folder: str, references: str, index: str, count: int) -> list[str]:
    """The rows of a cluster of two, one of which is killed when the first part of four is there."""
    out = Path(folder) / "out"
    setting = environment() | {"PYSPARK_SUBMIT_ARGS": SPARK}
    with _cluster(folder, 2) as cluster, Meter() as meter:
        command = (COMMAND, *_linking(references, index, str(out), count // 4), cluster.master)
        with subprocess.Popen(command, env=setting, stderr=subprocess.PIPE, text=True) as driver:
            while driver.poll() is None and not (out / "part-00000.parquet" / "_SUCCESS").exists():
                time.sleep(1)
            time.sleep(20)
            cluster.daemons[-1].kill()
            print(f"a worker killed, driver still running: {driver.poll() is None}", flush=True)
            time.sleep(10)
            cluster.add_worker()
            told = driver.communicate()[1]
    print(f"two workers, one killed, another begun: {meter.told()}\n{_report(told)}", flush=True)
    files = sorted(out.glob("part-*.parquet/*.parquet"))
    return sorted(json.dumps(row, sort_keys=True) for file in files for row in pq.ParquetFile(file).read().to_pylist())


def _matched(index: str, lines: list[str]) -> list[str]:
    """In a process of its own."""
    catalogue = opened(index)
    rows = match([Line(1, line) for line in lines], catalogue)
    return [json.dumps(row, sort_keys=True) for row in rows]


@cache
def opened(index: str) -> Index:
    return Index(Folder(Path(index).name, Path(index)))


def _linking(references: str, index: str, out: str, part: int) -> tuple[str, ...]:
    place = ("--index", index, "--output", out, "--part-size", str(part))
    return ("link", references, *place, "--engine", "spark", "--master")


def _texts() -> list[str]:
    """The references of all sets, those that stand twice once."""
    found: dict[str, None] = {}
    for path in sorted((SHARED / "corpora" / "matching" / "crossref").glob("*sent-*.json.gz")):
        with gzip.open(path) as file:
            found |= dict.fromkeys(row["ref_string"] for row in json.load(file)["dataset"] if row["ref_string"])
    return list(found)


def _report(told: str) -> str:
    """What the command says at its end."""
    return "\n".join(line for line in told.splitlines() if line.startswith(("  ", "tasks:")) or " rows in " in line)


def _cluster(folder: str, workers: int) -> Cluster:
    return Cluster(Path(tempfile.mkdtemp(dir=folder)), workers, "1g")


def _run(*arguments: str) -> str:
    """Standard output of the command."""
    setting = environment() | {"PYSPARK_SUBMIT_ARGS": SPARK}
    done = subprocess.run([COMMAND, *arguments], env=setting, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr[-3000:])
    return done.stdout or _report(done.stderr)


if __name__ == "__main__":
    main()
