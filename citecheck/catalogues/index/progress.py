"""How far a source is read: by the bytes of its files, since nobody knows how many records are in them."""

from __future__ import annotations

import glob
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

Watch = Callable[[str, int, float], None]  # a source, how many of its items are read, what part of it that is, 0 to 1


class Progress:
    """Of one source, of which no more than `limit` items are read, if that is given."""

    def __init__(self, source: str, limit: int | None, watch: Watch) -> None:
        self._source, self._limit, self._watch = source, limit, watch
        self._sizes = [file.stat().st_size for file in files(source)]
        self._current: BinaryIO | None = None
        self._opened = 0

    def opened(self, file: BinaryIO) -> None:
        """The next of the source's files is read from now on."""
        self._current = file
        self._opened += 1

    def tell(self, items: int) -> None:
        """Tells whoever watches; only while a file is open."""
        here = self._current.tell() if self._current else 0
        part = (sum(self._sizes[: max(self._opened - 1, 0)]) + here) / max(sum(self._sizes), 1)
        self._watch(self._source, items, min(max(part, items / self._limit if self._limit else 0.0), 1.0))


def files(source: str) -> list[Path]:
    """The files of a source, in order; none of standard input, nor where there are none."""
    paths = sorted(glob.glob(source, recursive=True)) or [source]  # noqa: PTH207  (Path.glob takes no absolute pattern)
    return [file for path in paths for file in _within(Path(path))]


def _within(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
    return [path] if path.is_file() else []
