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

    def __str__(self) -> str:
        return self.path if self.is_local else self.uri

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

    def has(self, name: str) -> bool:
        """Whether a file or folder is in it."""
        return (self / name).exists()

    def read(self, name: str) -> str:
        """The text of a small file in it."""
        stream = self._system.open((self / name)._path)
        try:
            return bytes(_java(self._spark).org.apache.commons.io.IOUtils.toByteArray(stream)).decode()
        finally:
            stream.close()

    def write(self, name: str, text: str) -> None:
        """A small file in it, whole or not at all."""
        place, draft = (self / name)._path, (self / f"{name}.part")._path
        stream = self._system.create(draft, True)
        try:
            stream.write(bytearray(text.encode()))
        finally:
            stream.close()
        self._system.delete(place, False)
        self._system.rename(draft, place)

    def append(self, name: str, text: str) -> None:
        """A text after those that a small file has, which is written anew: no object store appends."""
        self.write(name, (self.read(name) if self.has(name) else "") + text)

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
