"""The records of big dumps, read and made ready on a cluster; the index is written from them as from any others.

docs/decisions/0014-spark.md tells why the index itself is not written in shards.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from citecheck.batch import session
from citecheck.catalogues.index import STANDARD_INPUT, Read, Ready, ready
from citecheck.catalogues.sources import Told, files, read_file, require
from citecheck.errors import CitecheckError, ReadError, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SHARD = 64_000_000  # bytes of files that a task reads at most, but for a larger file: they pass the driver as one
_TURNS = 4  # tasks of each core at least, so that none waits long for the last one


@dataclass(frozen=True, slots=True)
class _End:
    """Of one file. `unread`: why each content of it could not be read, "" where it was; `error`: why none was."""

    unread: tuple[str, ...] = ()
    error: str = ""


def elsewhere(spark: SparkSession) -> Read:
    """Reads a source in parallel, its files by many tasks; what they tell comes in the order of the source.

    The files lie where every machine of the cluster sees them under the same path.
    """
    from pyspark import StorageLevel  # the extra `spark`

    def read(source: str, name: str) -> Iterator[Ready]:
        if source == STANDARD_INPUT:
            raise UsageError("standard input cannot be read by many machines: name a file or a folder")
        paths = files(source)
        alone = paths == [Path(source)]
        sizes = [(str(one), one.stat().st_size) for one in paths]
        shards = shared_out(sizes, _TURNS * spark.sparkContext.defaultParallelism)
        task = partial(_shard, here=Path.cwd(), name=name, alone=alone)
        told = spark.sparkContext.parallelize(shards, len(shards)).flatMap(task).persist(StorageLevel.DISK_ONLY)
        try:
            with session.telling():
                told.foreachPartition(_nothing)  # all at once; what follows only fetches, one shard after the other
            yield from _checked(source, told.toLocalIterator(prefetchPartitions=True))
        finally:
            told.unpersist()

    return read


def shared_out(sizes: Sequence[tuple[str, int]], wanted: int) -> list[list[str]]:
    """Files with their bytes as shards of neighbours, about as many as are `wanted`, more where they grow too large.

    >>> shared_out([("a", 9), ("b", 9), ("c", 18), ("d", 1)], 2)
    [['a', 'b'], ['c', 'd']]
    """
    most = min(math.ceil(sum(size for _, size in sizes) / wanted), _SHARD)
    shards: list[list[str]] = [[]]
    held = 0
    for path, size in sizes:
        if shards[-1] and held + size > most:
            shards.append([])
            held = 0
        shards[-1].append(path)
        held += size
    return shards


def _shard(paths: Sequence[str], here: Path, name: str, alone: bool) -> Iterator[Ready | _End]:
    for path in paths:
        unread: list[str] = []
        try:
            yield from ready(_noting(read_file(here / path, alone=alone, name=path), unread), name)
        except CitecheckError as error:  # not the task's fault: doing it again would not help
            yield _End(error=str(error))
        else:
            yield _End(tuple(unread))


def _noting(told: Generator[Told, None, list[str]], unread: list[str]) -> Iterator[Told]:
    unread.extend((yield from told))


def _checked(source: str, told: Iterable[Ready | _End]) -> Iterator[Ready]:
    unread: list[str] = []
    for one in told:
        if not isinstance(one, _End):
            yield one
        elif one.error:
            raise ReadError(one.error)
        else:
            unread.extend(one.unread)
    require(source, unread)


def _nothing(_: Iterable[object]) -> None:
    """Only so that a partition is made."""
