"""Spark, opened for one command. Nothing else here knows how it is started, nor what it says when it cannot be."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from citecheck.errors import CatalogueError, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SETTINGS = {
    "spark.ui.showConsoleProgress": "false",  # the command shows its own
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",  # rows that a Python process holds at a time
    "spark.executorEnv.OMP_NUM_THREADS": "1",  # a task has one core, whatever a library thinks of the machine
    "spark.executorEnv.OPENBLAS_NUM_THREADS": "1",
}


@contextmanager
def opened(master: str | None, name: str) -> Iterator[SparkSession]:
    """A session; on this machine's cores where neither `master` nor Spark's own configuration names a cluster.

    UsageError where PySpark or Java is missing, or the cluster does not answer.
    """
    _require()
    from pyspark.sql import SparkSession  # the extra `spark`

    # Workers run the interpreter of this environment, which lies at the same path on each of them, or is packed.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName(name)
    for key, value in _SETTINGS.items():
        builder = builder.config(key, value)
    try:
        spark = (builder.master(master) if master else builder).getOrCreate()
    except _failures() as error:
        raise UsageError(f"Spark cannot be started{f' at {master}' if master else ''}: {_first(error)}") from error
    spark.sparkContext.setLogLevel("ERROR")
    # Of the small sums alone: whatever is large says itself into how many pieces it goes.
    spark.conf.set("spark.sql.shuffle.partitions", spark.sparkContext.defaultParallelism)
    try:
        yield spark
    finally:
        spark.stop()


@contextmanager
def telling() -> Iterator[None]:
    """Around a job: CatalogueError where Spark gives it up, since a task failed time and again."""
    try:
        yield
    except _failures() as error:
        raise CatalogueError(f"Spark gave up: {_first(error)}; the same command again goes on from there") from error


def _failures() -> tuple[type[Exception], ...]:
    """What PySpark raises: of its own, of Java's, and where Java does not start."""
    from py4j.protocol import Py4JError  # a dependency of PySpark
    from pyspark.errors import PySparkException

    return PySparkException, Py4JError, OSError


def _require() -> None:
    if importlib.util.find_spec("pyspark") is None:
        raise UsageError("Spark is not installed: pip install 'citecheck-notes[spark]' (and Java 17 or newer)")
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=os.path.join(home, "bin") if home else None) is None:  # noqa: PTH118  (a search path)
        where = f" in JAVA_HOME ({home})" if home else ""
        raise UsageError(f"Spark needs Java 17 or newer, and there is none{where}: install a Java runtime environment")


def _first(error: Exception) -> str:
    """The line of a long Java message that says what happened."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [line for line in lines if "Exception: " in line or "Error: " in line or line.startswith("Caused by: ")]
    told = next(iter(causes), lines[0] if lines else "")
    return told.removeprefix(": ") or type(error).__name__
