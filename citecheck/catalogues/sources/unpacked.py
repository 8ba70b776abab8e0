"""The files of a source, taken out of whatever holds them: a folder, a glob, a pipe, an archive, a compressed file."""

from __future__ import annotations

import bz2
import glob
import gzip
import io
import lzma
import shutil
import sys
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import zstandard

from citecheck.catalogues.sources.entries import Skipped
from citecheck.errors import ReadError

HEAD = 65536  # bytes by which a format is known
_BUFFER = 4 * HEAD
_PIECE = 8192  # bytes read at a time: what a damage costs of the sound data before it
_DEPTH = 6  # of archives in archives: beyond, somebody is playing
_SPOOLED = 64 * 1024 * 1024  # bytes of a zip file out of a pipe that are held in memory, the others on disk
_DAMAGES = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, zstandard.ZstdError)


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes, uncompressed. `alone`: the user named this very file, and nothing else came with it."""

    name: str
    stream: io.BufferedReader
    origin: _Origin
    alone: bool = True

    @property
    def head(self) -> bytes:
        """The first bytes, which stay to be read."""
        return self.stream.peek(HEAD)[:HEAD]

    @property
    def damage(self) -> str:
        """Why the bytes end where they do, known when they are read; "" where they end as they should."""
        return self.origin.damage


def unpacked(
    source: str, stdin: BinaryIO | None = None, opened: Callable[[BinaryIO], object] = id
) -> Iterator[Content | Skipped]:
    """Every file in a source; each must be read before the next is asked for. ReadError where there is none.

    `opened` is told each file that is opened, so that a caller can see how far it is read.
    """
    if source == "-":
        yield from _opened("standard input", stdin or sys.stdin.buffer, True, 0)
        return
    paths = files(source)
    alone = paths == [Path(source)]
    for path in paths:
        yield from unpacked_file(path, alone, opened)


def unpacked_file(
    path: Path, alone: bool, opened: Callable[[BinaryIO], object] = id, name: str = ""
) -> Iterator[Content | Skipped]:
    """One file of a source, as `unpacked`. `alone`: it is the whole source; `name`: what it is called, if not so."""
    name = name or str(path)
    try:
        file = path.open("rb")
    except OSError as error:
        reason = f"{name}: cannot be read: {error.strerror or error}"
        if alone:
            raise ReadError(reason) from error
        yield Skipped(name, "file", "damaged file", reason)
        return
    with file:
        opened(file)
        yield from _opened(name, file, alone, 0)


def files(source: str) -> list[Path]:
    """The files of a source, in the order in which they are read; ReadError where there is none."""
    path = Path(source)
    if path.is_dir():
        found = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
    elif path.exists():
        return [path]
    else:
        found = sorted(one for one in map(Path, glob.glob(source, recursive=True)) if one.is_file())  # noqa: PTH207  (Path.glob takes no absolute pattern)
    if not found:
        raise ReadError(f"{source}: no such file, and no pattern that fits one")
    return found


# --- archives and compression ---------------------------------------------------------------------------------------


def _opened(name: str, file: Any, alone: bool, depth: int) -> Iterator[Content | Skipped]:
    origin = _Origin(file)
    content = Content(name, io.BufferedReader(origin, _BUFFER), origin, alone)
    head = content.head
    compressed = next((opener for magic, opener in _COMPRESSED if head.startswith(magic)), None)
    if depth == _DEPTH or not (compressed or _is_archive(head)):
        yield content
    elif compressed:
        yield from _opened(name, compressed(content.stream), alone, depth + 1)
    elif head.startswith(_ZIP):
        yield from _zipped(name, file if file.seekable() else content.stream, depth)
    else:
        yield from _tarred(name, content.stream, depth)


def _is_archive(head: bytes) -> bool:
    return head.startswith(_ZIP) or head[257:262] == b"ustar"


def _zipped(name: str, file: Any, depth: int) -> Iterator[Content | Skipped]:
    with tempfile.SpooledTemporaryFile(_SPOOLED) as spool:
        if file.seekable():
            file.seek(0)
        else:
            shutil.copyfileobj(file, spool)
        try:
            archive = zipfile.ZipFile(file if file.seekable() else spool)
        except _DAMAGES as error:
            yield Skipped(name, "file", "damaged file", f"no sound zip file: {error}")
            return
        with archive:
            for member in archive.infolist():
                yield from _member(name, archive, member, depth)


def _member(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int) -> Iterator[Content | Skipped]:
    if member.is_dir():
        return
    inner = f"{name}/{member.filename}"
    try:
        file = archive.open(member)
    except (*_DAMAGES, RuntimeError) as error:  # RuntimeError: it wants a password, or an unknown compression
        yield Skipped(inner, "file", "damaged file", str(error))
        return
    with file:
        yield from _opened(inner, _Unseekable(file), False, depth + 1)


def _tarred(name: str, stream: io.BufferedReader, depth: int) -> Iterator[Content | Skipped]:
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            while member := archive.next():
                archive.members = []  # type: ignore[attr-defined]  # else it remembers all that have gone by
                file = archive.extractfile(member) if member.isfile() else None
                if file:
                    yield from _opened(f"{name}/{member.name}", _Unseekable(file), False, depth + 1)
    except tarfile.TarError as error:
        yield Skipped(name, "file", "damaged file", f"no sound tar file: {error}")


class _Unseekable:
    """A member of an archive, of which seeking would ask for what has gone by."""

    def __init__(self, file: Any) -> None:
        self.read = file.read
        self.read1 = file.read1

    def seekable(self) -> bool:
        return False


class _Origin(io.RawIOBase):
    """Bytes that end where the damage begins, instead of an error that would cost what was read before it."""

    def __init__(self, file: Any) -> None:
        self._read: Callable[[int], bytes] = getattr(file, "read1", file.read)  # never more than one read at a time
        self.damage = ""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer as long as there is anything, so that `peek` sees a whole head."""
        filled = 0
        while filled < len(buffer) and not self.damage:
            try:
                data = self._read(min(len(buffer) - filled, _PIECE))
            except _DAMAGES as error:
                self.damage = str(error) or type(error).__name__
                break
            if not data:
                break
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        return filled


class _Zstandard:
    """One frame after another; the library's own reader takes an end in the middle of a frame for the end."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._frame: Any = None
        self._rest = b""

    def seekable(self) -> bool:
        return False

    def read(self, size: int) -> bytes:
        """Up to `size` bytes, but at least one unless the data end."""
        while not self._rest:
            data = self._next()
            if not data:
                if self._frame:
                    raise EOFError("the compressed file ends in the middle of its data")
                return b""
            self._frame = self._frame or zstandard.ZstdDecompressor(max_window_size=2**31).decompressobj()
            self._rest = self._frame.decompress(data)
        found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def _next(self) -> bytes:
        if not (self._frame and self._frame.eof):
            return self._stream.read1(HEAD)
        unused: bytes = self._frame.unused_data
        self._frame = None
        return unused or self._stream.read1(HEAD)


_ZIP = b"PK\x03\x04"
_COMPRESSED: tuple[tuple[bytes, Callable[[io.BufferedReader], Any]], ...] = (
    (b"\x1f\x8b", lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"\x28\xb5\x2f\xfd", _Zstandard),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
    (b"BZh", bz2.BZ2File),
)
