"""References matched on a Spark cluster: Spark carries, `match` decides. docs/decisions/0014-spark.md.

The references are cut once into numbered parts, equal texts in the same one, and each part is a job of its own, whose
rows Spark writes whole or not at all. What is stopped goes on at the first part that is not there. No row passes the
driver.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citecheck import __version__
from citecheck.batch import matching, session
from citecheck.batch.hadoop import Place, is_uri, local
from citecheck.batch.manifest import Manifest
from citecheck.batch.parts import Part, Work
from citecheck.errors import CatalogueError, ReadError, UsageError
from citecheck.protocols import Catalogue

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession

Watch = Callable[[int, int, float, int], None]  # parts done, parts, the share of the next that is done, its retries
Spent = tuple[float, int]  # seconds of a task, and how often it had been begun before

ROWS = 1_000_000  # references of a part: what a kill of the whole job costs at most
_TURNS = 4  # tasks of each core in a part, so that none waits long for the last one
_AT_ONCE = 1000  # rows that a task hands over at a time
_PACE = 0.5  # seconds between two looks at the job


def link(spark: SparkSession, work: Work, watch: Watch = lambda *_: None) -> list[Part]:
    """Matches the references, those parts left out that an earlier run has done; what became of all parts.

    ReadError where there is nothing to read; UsageError where the output holds the rows of other work; CatalogueError
    where Spark gives up a part: those before it stay.
    """
    begun, output = time.monotonic(), Place(spark, work.output)
    manifest = Manifest(output, _identity(spark, work))
    with session.telling():
        parts = manifest.parts
        if parts is None or (len(manifest.done) < parts and not (output / "_staged" / "_SUCCESS").exists()):
            parts = _cut(spark, work, manifest)
        index = _sent(spark, work.index)
        for number in range(parts):
            if number not in manifest.done:
                manifest.keep(_matched(spark, work, number, index, partial(watch, number, parts)))
            watch(number + 1, parts, 0.0, 0)
    (output / "_staged").remove()
    manifest.close(time.monotonic() - begun)
    return [manifest.done[number] for number in range(parts)]


# --- cutting --------------------------------------------------------------------------------------------------------


def _cut(spark: SparkSession, work: Work, manifest: Manifest) -> int:
    """Writes the references into the folders of their parts; how many parts there are."""
    from pyspark.sql import functions as f  # the extra `spark`

    found, count = _references(spark, work.references)
    if not count:
        raise ReadError(f"{work.references}: holds no reference")
    parts = math.ceil(count / work.rows)
    numbered = found.withColumn("part", f.pmod(f.xxhash64("key"), f.lit(parts)).cast("int"))
    staged = Place(spark, work.output) / "_staged"
    numbered.repartition(parts, "part").write.mode("overwrite").partitionBy("part").parquet(staged.uri)
    manifest.begin(parts)
    return parts


def _references(spark: SparkSession, given: str) -> tuple[DataFrame, int]:
    """Rows of `source`, `number`, `body` and `key`, by which equal ones are brought together, and how many they are."""
    place = Place(spark, given)
    if not place.exists():
        raise ReadError(f"{given}: no such file")
    names = place.names() if place.is_folder() else (place.uri,)
    if any(name.endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")) for name in names):
        return _lines(spark, place)
    if any(name.endswith(".parquet") for name in names):
        return _rows(spark, place)
    return _manuscripts(spark, place, given)


def _lines(spark: SparkSession, place: Place) -> tuple[DataFrame, int]:
    """The lines of files, numbered in each: a first pass counts those of each block of a file."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f  # the extra `spark`

    read = spark.read.option("lineSep", "\n").text(place.uri)
    block = [f.col(f"_metadata.{name}").alias(name) for name in ("file_path", "file_block_start")]
    lines = read.select("value", *block, f.monotonically_increasing_id().alias("at"))
    counted = lines.groupBy("file_path", "file_block_start").agg(f.min("at").alias("first"), f.count("*").alias("held"))
    before = Window.partitionBy("file_path").orderBy("file_block_start").rowsBetween(Window.unboundedPreceding, -1)
    starts = counted.withColumn("before", f.coalesce(f.sum("held").over(before), f.lit(0))).drop("held").cache()
    text = f.get_json_object("value", "$.text")
    numbered = (
        lines.join(f.broadcast(starts), ["file_path", "file_block_start"])
        .where(f.trim("value") != "")
        .select(
            f.col("file_path").alias("source"),
            (f.col("before") + f.col("at") - f.col("first") + 1).alias("number"),
            f.col("value").cast("binary").alias("body"),
            f.coalesce(text, "value").alias("key"),
        )
    )
    return numbered, numbered.count()


def _rows(spark: SparkSession, place: Place) -> tuple[DataFrame, int]:
    """The rows of Parquet files, as lines of JSON."""
    from pyspark.sql import functions as f  # the extra `spark`

    read = spark.read.parquet(place.uri)
    if not {"text", "work"} & set(read.columns):
        raise ReadError(f"{place.uri}: has no column 'text' and no column 'work'")
    line = f.to_json(f.struct("*"))
    key = f.coalesce(f.col("text"), line) if "text" in read.columns else line
    found = read.select(
        f.col("_metadata.file_path").alias("source"),
        (f.col("_metadata.row_index") + 1).alias("number"),
        line.cast("binary").alias("body"),
        key.alias("key"),
    )
    return found, found.count()


def _manuscripts(spark: SparkSession, place: Place, given: str) -> tuple[DataFrame, int]:
    """The paths of a folder's files, which every machine sees; `body` is what the rows call them, `number` 0."""
    if not place.is_local:
        raise UsageError(f"{place.uri}: manuscripts are read from a folder that every machine sees, not from a URI")
    paths = sorted(map(local, place.names()))
    root = given if is_uri(given) else str(Path(given))  # a name as the other engine has it
    rows = [(path, 0, f"{root}{path.removeprefix(place.path)}".encode(), path) for path in paths]
    return spark.createDataFrame(rows, "source string, number bigint, body binary, key string"), len(paths)


# --- matching -------------------------------------------------------------------------------------------------------


def _matched(
    spark: SparkSession, work: Work, number: int, index: tuple[str, str], watch: Callable[[float, int], None]
) -> Part:
    """Matches a part and writes its rows, by rename."""
    from pyspark.accumulators import AccumulatorParam

    class Lists(AccumulatorParam[list[Spent]]):
        def zero(self, _: list[Spent]) -> list[Spent]:
            return []

        def addInPlace(self, one: list[Spent], other: list[Spent]) -> list[Spent]:  # noqa: N802  (Spark's own)
            return one + other

    part, begun = Part(number), time.monotonic()
    staged = Place(spark, work.output) / "_staged" / f"part={number}"
    if not staged.exists():  # no text has this number
        return part
    spent = spark.sparkContext.accumulator([], Lists())
    tasks = _TURNS * spark.sparkContext.defaultParallelism
    sorted_ = spark.read.parquet(staged.uri).repartition(tasks, "key").sortWithinPartitions("key", "source", "number")
    matched = sorted_.mapInPandas(partial(_task, index=index, spent=spent), _ROW)
    place = Place(spark, work.output) / f"part-{number:05}.parquet"
    with _watched(spark, f"citecheck part {number}", watch) as retries:
        matched.write.mode("overwrite").option("compression", "zstd").parquet(place.uri)
    written = spark.read.parquet(place.uri)
    lines = Place(spark, work.output) / f"part-{number:05}.jsonl"
    written.write.mode("overwrite").option("ignoreNullFields", "false").json(lines.uri)
    for told in written.groupBy("verdict").agg({"*": "count", "error": "count"}).collect():
        part.rows += told["count(1)"]
        part.errors += told["count(error)"]
        if told["verdict"] is not None:
            part.verdicts[told["verdict"]] = told["count(1)"]
    part.tasks = [round(seconds, 3) for seconds, _ in spent.value]
    part.retries = max(sum(attempt for _, attempt in spent.value), retries())
    part.seconds = round(time.monotonic() - begun, 3)
    return part


def _task(batches: Iterable[pd.DataFrame], index: tuple[str, str], spent: Any) -> Iterator[pd.DataFrame]:
    """On a worker: the rows of what Spark brings."""
    import pandas as pd  # the extra `spark`
    from pyspark import TaskContext

    begun = time.monotonic()
    rows = matching.match((_reference(*one) for batch in batches for one in _values(batch)), _opened(*index))
    while some := list(islice(rows, _AT_ONCE)):
        # Objects: pandas has no missing integer, and makes another number of it.
        yield pd.DataFrame({name: pd.Series([row[name] for row in some], dtype=object) for name in some[0]})
    context = TaskContext.get()
    spent.add([(time.monotonic() - begun, context.attemptNumber() if context else 0)])


def _values(batch: pd.DataFrame) -> Iterator[tuple[str, int, bytes]]:
    return zip(batch["source"], batch["number"], batch["body"], strict=True)


def _reference(source: str, number: int, body: bytes) -> matching.Reference:
    text = body.decode("utf-8", "replace")
    return matching.Line(int(number), text) if number else matching.Manuscript(source, text)


# --- the index ------------------------------------------------------------------------------------------------------


def _sent(spark: SparkSession, index: str) -> tuple[str, str]:
    """The name of the index and where workers find it: at its path, or among the files that Spark brings them."""
    place = Place(spark, index)
    name = index.rstrip("/").rpartition("/")[2]
    if not (place / "catalogue.json").exists():
        raise UsageError(f"{index}: no local catalogue lies there")
    if place.is_local:
        return name, place.path
    spark.sparkContext.addFile(place.uri, recursive=True)
    return name, ""


@cache
def _opened(name: str, path: str) -> Catalogue:
    """The index, once a process. A machine's processes share its pages, since it is memory-mapped."""
    from pyspark import SparkFiles  # the extra `spark`

    from citecheck.catalogues.index import Folder, Index

    folder = Folder(name, Path(path or SparkFiles.get(name)))
    if not folder.exists():
        raise CatalogueError(f"{folder.path}: not seen by this machine: name the index by a URI that Spark reads")
    return Index(folder)


# --- what is known of the work --------------------------------------------------------------------------------------


def _identity(spark: SparkSession, work: Work) -> dict[str, Any]:
    """What must be the same for a run to go on with another's parts."""
    index = Place(spark, work.index)
    return {
        "engine": "spark",
        "version": __version__,
        "references": Place(spark, work.references).stamp(),
        "index": (index / "index" / "meta.json").stamp(),
        "rows": work.rows,
    }


@contextmanager
def _watched(spark: SparkSession, group: str, watch: Callable[[float, int], None]) -> Iterator[Callable[[], int]]:
    """Looks at the jobs of a group until it is left; gives what tells how many of their tasks were begun again.

    That is those that failed, and those of a stage that was, since a dead machine took with it what they read.
    """
    tracker = spark.sparkContext.statusTracker()
    over = threading.Event()

    def stages() -> list[Any]:
        jobs = filter(None, map(tracker.getJobInfo, tracker.getJobIdsForGroup(group)))
        known = (tracker.getStageInfo(stage) for job in jobs for stage in job.stageIds)
        return [one for one in known if one is not None]

    def retries() -> int:
        return sum(map(_again, stages()))

    def look() -> None:
        while not over.wait(_PACE):
            seen = stages()
            whole = sum(one.numTasks for one in seen)
            watch(sum(one.numCompletedTasks for one in seen) / max(whole, 1), sum(map(_again, seen)))

    spark.sparkContext.setJobGroup(group, group)
    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield retries
    finally:
        over.set()
        thread.join()


def _again(stage: Any) -> int:
    """Tasks of a stage that were begun again."""
    return int(stage.numFailedTasks + (stage.numTasks if stage.currentAttemptId else 0))


_ROW = (
    "id string, document string, note string, citation int, text string, verdict string, reason string, "
    "probability double, catalogue string, key string, url string, record string, "
    "differences array<struct<field: string, cited: string, record: string, code: string>>, work string, error string"
)
