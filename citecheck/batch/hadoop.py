"""Files and folders in whatever file system Spark reads: this machine's, hdfs:, s3a:."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")  # of two letters at least: one is a drive


class Place:
    """A path or a URI; a path is one of the machine's own file system, whatever Spark's default is."""

    def __init__(self, spark: SparkSession, name: str) -> None:
        self._spark = spark
        self.uri = name.rstrip("/") if is_uri(name) else f"file://{Path(name).expanduser().absolute()}"
        self._path = _java(spark).org.apache.hadoop.fs.Path(self.uri)
        self._system = self._path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())

    def __truediv__(self, name: str) -> Self:
        return type(self)(self._spark, f"{self.uri}/{name}")

    @property
    def parent(self) -> Self:
        """The folder it lies in."""
        return type(self)(self._spark, self.uri.rpartition("/")[0])

    @property
    def is_local(self) -> bool:
        """Whether it is a path of each machine."""
        return self.uri.startswith("file:")

    @property
    def path(self) -> str:
        """Its path, where it is one."""
        return local(self.uri)

    def exists(self) -> bool:
        """Whether it is there."""
        return bool(self._system.exists(self._path))

    def is_folder(self) -> bool:
        """Whether it is there and holds others."""
        return self.exists() and bool(self._system.getFileStatus(self._path).isDirectory())

    def names(self) -> tuple[str, ...]:
        """The URIs of the files in a folder and those below it, but for hidden ones, sorted."""
        return tuple(sorted(uri for uri, _ in self._files()))

    def stamp(self) -> str:
        """Tells whether it is still the same: how many files, bytes and when the last was written."""
        found = [status for _, status in self._files()]
        bytes_ = sum(one.getLen() for one in found)
        last = max((one.getModificationTime() for one in found), default=0)
        return f"{self.uri}: {len(found)} files, {bytes_} bytes, {last}"

    def read(self) -> str:
        """A small text."""
        stream = self._system.open(self._path)
        try:
            return bytes(_java(self._spark).org.apache.commons.io.IOUtils.toByteArray(stream)).decode()
        finally:
            stream.close()

    def write(self, text: str) -> None:
        """A small text, whole or not at all."""
        draft = _java(self._spark).org.apache.hadoop.fs.Path(f"{self.uri}.part")
        stream = self._system.create(draft, True)
        try:
            stream.write(bytearray(text.encode()))
        finally:
            stream.close()
        self._system.delete(self._path, False)
        self._system.rename(draft, self._path)

    def remove(self) -> None:
        """Deletes it with all that it holds, if it is there."""
        self._system.delete(self._path, True)

    def _files(self) -> Iterator[tuple[str, Any]]:
        if not self.exists():
            return
        found = self._system.listFiles(self._path, True)
        inner = len(self._path.toString())
        while found.hasNext():
            status = found.next()
            uri = status.getPath().toString()
            if not re.search(r"/[._]", uri[inner:]):
                yield uri, status


def local(uri: str) -> str:
    """The path that a URI of this machine means.

    >>> local("file:///a/b"), local("file:/a/b")
    ('/a/b', '/a/b')
    """
    return re.sub(r"\Afile:/+", "/", uri)


def is_uri(name: str) -> bool:
    """Whether it names a file system.

    >>> is_uri("hdfs://host/x"), is_uri("refs.jsonl")
    (True, False)
    """
    return bool(_SCHEME.match(name))


def _java(spark: SparkSession) -> Any:
    return spark._jvm
