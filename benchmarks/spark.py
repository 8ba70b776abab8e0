"""What a Spark cluster of two workers on this machine does, and what it costs.

python benchmarks/spark.py build [SOURCE...]    (a catalogue; else of all of ../shared/catalogues)
python benchmarks/spark.py compare DIR DIR      (what two runs of `citecheck link` wrote)
python benchmarks/spark.py link FOLDER [--references N] [--sample N]    (against the catalogue in FOLDER)

The second takes references of ../shared/corpora/matching/crossref (all styles, the noise, what is in no catalogue): a
sample on one worker and on two; then N with the embedded engine, `--jobs 2`, and on two workers, one of which is killed
in the middle and another begun. Compares the rows that both engines wrote.

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
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Self

import pyarrow.parquet as pq
from shared import COMMAND, ROOT, SHARED

sys.path.insert(0, str(ROOT))

from tests.batch.cluster import Cluster, below, environment

_TICKS = os.sysconf("SC_CLK_TCK")
KINDS = (
    ("CoarseGrainedExecutorBackend", "executors' JVM"),
    ("pyspark.daemon", "executors' Python"),
    ("deploy.SparkSubmit", "driver's JVM"),
    ("deploy.", "daemons"),
    ("citecheck", "command"),
    ("multiprocessing", "command"),
)
Row = dict[str, Any]
SPARK = "--driver-memory 1g --conf spark.executor.memory=1g --conf spark.ui.enabled=false pyspark-shell"


class Meter:
    """Processor seconds by kind of process, of all that is started while it is entered, and what these start."""

    def __init__(self) -> None:
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
        for kind, seconds in self._seen.values():
            found[kind] += seconds
        return found

    def told(self) -> str:
        """All of it in a line."""
        spent = self.spent()
        parts = ", ".join(f"{kind} {seconds:.1f}" for kind, seconds in spent.most_common() if seconds >= 0.1)
        return f"CPU {spent.total():.1f} s ({parts}), wall {self.wall:.1f} s, load {os.getloadavg()[0]:.1f}"

    def _watch(self) -> None:
        while not self._over.wait(0.2):
            self._seen.update(_processes())


def _processes() -> Iterator[tuple[int, tuple[str, float]]]:
    for pid in below(os.getpid()):
        with contextlib.suppress(OSError):
            command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            if command:  # else it is over, and nobody has asked what became of it
                kind = next((kind for sign, kind in KINDS if sign in command), "launchers")
                yield pid, (kind, (int(times[11]) + int(times[12])) / _TICKS)


def main() -> None:
    parser = argparse.ArgumentParser()
    parts = parser.add_subparsers(dest="part", required=True)
    building = parts.add_parser("build")
    building.add_argument("sources", nargs="*", default=[str(SHARED / "catalogues")])
    linking = parts.add_parser("link")
    linking.add_argument("index")
    linking.add_argument("--references", type=int, default=50_000)
    linking.add_argument("--sample", type=int, default=5000)
    comparing = parts.add_parser("compare")
    comparing.add_argument("folders", nargs=2, type=Path)
    chosen = parser.parse_args()
    if chosen.part == "build":
        build(chosen.sources)
    elif chosen.part == "compare":
        compare(*(_rows(file for file in one.rglob("*.parquet") if file.is_file()) for one in chosen.folders))
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
    """What the second worker is worth; the rows of this machine and of a cluster that loses a worker."""
    lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(islice(cycle(_texts()), count))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        some = _written(folder / "some.jsonl", random.Random(1).sample(lines, sample))
        rates = [_sampled(folder, some, index, workers, sample) for workers in (1, 2)]
        print(f"two workers against one: {rates[1] / rates[0]:.2f} times the references a second", flush=True)
        references = _written(folder / "references.jsonl", lines)
        here = _embedded(folder / "here", references, index, count)
        there = _killed(folder, references, index, count)
        compare(here, there)


def compare(here: dict[str, Row], there: dict[str, Row]) -> None:
    """The verdicts on both sides, and the rows that are not the same."""
    for told in (here, there):
        print(f"{len(told):,} rows: {dict(Counter(row['verdict'] for row in told.values()).most_common())}")
    differing = [key for key in here.keys() | there.keys() if here.get(key) != there.get(key)]
    print(f"rows that differ: {len(differing):,}", flush=True)
    for key in differing[:10]:
        print(here.get(key), there.get(key), sep="\n")


def _sampled(folder: Path, some: str, index: str, workers: int, count: int) -> float:
    """References a second while the part is matched: without what starting takes."""
    out = folder / f"on-{workers}"
    with _cluster(str(folder), workers) as cluster, Meter() as meter:
        _run(*_linking(some, index, out, count), *_there(cluster))
    rate = count / json.loads((out / "_citecheck.json").read_text())["total"]["process_seconds"]
    python, java = (1000 * meter.spent()[f"executors' {kind}"] / count for kind in ("Python", "JVM"))
    print(
        f"{count:,} references on {workers} of the workers: {rate:.1f} a second, on executors {python:.2f} ms each in"
        f" Python, {java:.2f} in the JVM; {meter.told()}",
        flush=True,
    )
    return rate


def _embedded(out: Path, references: str, index: str, count: int) -> dict[str, Row]:
    """The rows of the embedded engine."""
    with Meter() as meter:
        _run(*_linking(references, index, out, 5000), "--jobs", "2")
    print(f"embedded, two processes: {count / meter.wall:.1f} references a second, {meter.told()}", flush=True)
    return _rows(out.glob("part-*.parquet"))


def _killed(folder: Path, references: str, index: str, count: int) -> dict[str, Row]:
    """The rows of a cluster of two, one of which is killed when the first part of four is there."""
    out = folder / "there"
    with _cluster(str(folder), 2) as cluster, Meter() as meter:
        command = (COMMAND, *_linking(references, index, out, count // 4), *_there(cluster))
        with subprocess.Popen(command, env=_setting(), stderr=subprocess.PIPE, text=True) as driver:
            while driver.poll() is None and not (out / "part-00000.parquet" / "_SUCCESS").exists():
                time.sleep(1)
            time.sleep(20)
            cluster.daemons[-1].kill()
            print(f"a worker killed, driver still running: {driver.poll() is None}", flush=True)
            time.sleep(10)
            cluster.add_worker()
            told = driver.communicate()[1]
    print(f"two workers, one killed, another begun: {count / meter.wall:.1f} references a second, {meter.told()}")
    print(_report(told), flush=True)
    return _rows(out.glob("part-*.parquet/*.parquet"))


def _linking(references: str, index: str, out: Path, part: int) -> tuple[str, ...]:
    return ("link", references, "--index", index, "--output", str(out), "--part-size", str(part))


def _there(cluster: Cluster) -> tuple[str, ...]:
    return ("--engine", "spark", "--master", cluster.master)


def _written(path: Path, lines: Iterable[str]) -> str:
    path.write_text("\n".join(lines), "utf-8")
    return str(path)


def _rows(files: Iterable[Path]) -> dict[str, Row]:
    """Each by its id, of which there must be one."""
    rows = [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]
    found = {row["id"]: row for row in rows}
    if len(found) != len(rows):
        raise SystemExit(f"{len(rows):,} rows, of {len(found):,} references")
    return found


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
    done = subprocess.run([COMMAND, *arguments], env=_setting(), capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr[-3000:])
    return done.stdout


def _setting() -> dict[str, str]:
    return environment() | {"PYSPARK_SUBMIT_ARGS": SPARK}


if __name__ == "__main__":
    main()
