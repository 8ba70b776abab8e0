"""A real Spark cluster on this machine's loopback: a master and workers, each a process of its own."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest

_PATIENCE = 90.0  # seconds for a daemon to say that it is there, on a machine that is busy
_CLASSES = "org.apache.spark.deploy"


def require_spark() -> None:
    """Skips the test where there is no cluster to be had."""
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("PySpark is not installed")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("there is no Java")


@dataclass
class Daemon:
    """A process of the cluster with those it started, in a group of its own."""

    process: subprocess.Popen[bytes]
    log: Path

    def said(self, pattern: str) -> re.Match[str]:
        """What the daemon has said, or says in the next seconds."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            if found := re.search(pattern, self.log.read_text("utf-8", "replace")):
                return found
            time.sleep(0.1)
        raise AssertionError(f"no {pattern!r} in:\n{self.log.read_text('utf-8', 'replace')[-4000:]}")

    def kill(self) -> None:
        """Kills the daemon, its executors and their Python processes as a machine that loses its power would."""
        everybody = {self.process.pid, *below(self.process.pid)}
        for pid in everybody:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class Cluster:
    """To be entered and left; `folder` holds the logs and the workers' folders."""

    folder: Path
    workers: int = 2
    memory: str = "1g"
    daemons: list[Daemon] = field(default_factory=list)
    master: str = ""

    def __enter__(self) -> Self:
        try:
            leader = self._start("master", f"{_CLASSES}.master.Master")
            port = leader.said(r"Successfully started service 'sparkMaster' on port (\d+)")[1]
            self.master = f"spark://127.0.0.1:{port}"
            leader.said("I have been elected leader")
            for _ in range(self.workers):
                self.add_worker()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for daemon in reversed(self.daemons):
            daemon.kill()

    def add_worker(self) -> Daemon:
        """One more worker, of one core."""
        name = f"worker-{len(self.daemons)}"
        place = ("--work-dir", str(self.folder / name), "--cores", "1", "--memory", self.memory)
        daemon = self._start(name, f"{_CLASSES}.worker.Worker", *place, self.master)
        daemon.said("Successfully registered with master")
        return daemon

    def _start(self, name: str, main: str, *arguments: str) -> Daemon:
        home = _home()
        log = self.folder / f"{name}.log"
        everywhere = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        with log.open("wb") as output:
            process = subprocess.Popen(
                (str(home / "bin" / "spark-class"), main, *everywhere, *arguments),
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=environment() | {"SPARK_WORKER_DIR": str(self.folder), "SPARK_DAEMON_MEMORY": "256m"},
                start_new_session=True,
            )
        self.daemons.append(Daemon(process, log))
        return self.daemons[-1]


def environment() -> dict[str, str]:
    """This process's, with all that Spark binds bound to the loopback."""
    ours = {"SPARK_HOME": str(_home()), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "127.0.0.1"}
    # Without the version of Scala the daemons of the wheel take it for a source tree, and no executor starts.
    return dict(os.environ) | ours | {"SPARK_SCALA_VERSION": "2.13", "PYSPARK_PYTHON": sys.executable}


def _home() -> Path:
    spec = importlib.util.find_spec("pyspark")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def below(pid: int) -> Iterator[int]:
    """The processes that a process started, and those that these started: executors have sessions of their own."""
    parents = dict(_parents())
    found: Sequence[int] = [pid]
    while found := [child for child, parent in parents.items() if parent in found]:
        yield from found


def _parents() -> Iterator[tuple[int, int]]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            yield int(path.parent.name), int(path.read_text().rpartition(")")[2].split()[1])
