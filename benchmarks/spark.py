"""What a Spark cluster of two workers on this machine does, and what it costs: building a catalogue.

python benchmarks/spark.py build [SOURCE...]    (else all of ../shared/catalogues)

Prints processor seconds (user and system) by kind of process, sampled out of /proc five times a second, and the load.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Self

from shared import COMMAND, ROOT, SHARED

sys.path.insert(0, str(ROOT))

from tests.batch.cluster import Cluster, environment

_TICKS = os.sysconf("SC_CLK_TCK")
KINDS = (
    ("CoarseGrainedExecutorBackend", "executors' JVM"),
    ("pyspark.daemon", "executors' Python"),
    ("deploy.SparkSubmit", "driver's JVM"),
    ("deploy.", "daemons"),
    ("citecheck", "command"),
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
    chosen = parser.parse_args()
    build(chosen.sources)


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


def _cluster(folder: str, workers: int) -> Cluster:
    return Cluster(Path(tempfile.mkdtemp(dir=folder)), workers, "1g")


def _run(*arguments: str) -> str:
    """Standard output of the command."""
    setting = environment() | {"PYSPARK_SUBMIT_ARGS": SPARK}
    done = subprocess.run([COMMAND, *arguments], env=setting, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr[-3000:])
    return done.stdout


if __name__ == "__main__":
    main()
