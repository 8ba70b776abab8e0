"""The files a manuscript reads in: inside its own folder only, each known by its path as an editor would name it."""

from __future__ import annotations

from pathlib import Path

from citecheck.errors import ReadError
from citecheck.model import Place
from citecheck.read.latex.source import Source, decoded

_MOST = 2_000  # files read in all; a book has some dozens


class Folder:
    """The folder of a manuscript, and which of its files are being read."""

    def __init__(self, path: Path) -> None:
        self._main = path
        self._root = path.parent.resolve()
        self._open: list[Path] = [path.resolve()]
        self._read = 0
        self.warnings: list[str] = []

    def find(self, name: str, suffix: str, place: Place) -> Path | None:
        """The file that a name means; None, with a warning, where it lies outside the folder or is missing."""
        wanted = name.strip().strip('"')
        for candidate in (wanted, wanted + suffix):
            try:
                path = (self._root / candidate).resolve()
                if not path.is_relative_to(self._root):
                    self._warn(place, f"{name} lies outside the manuscript's folder: not read")
                    return None
                if path.is_file():
                    return path
            except (OSError, ValueError):
                break
        self._warn(place, f"{name} is missing: not read")
        return None

    def enter(self, path: Path, place: Place) -> Source | None:
        """The text of a file that is to be read in; `leave` must follow. ReadError where it reads itself in."""
        if path in self._open:
            raise ReadError(f"{place.path}:{place.line}: {path.name} reads itself in: break the circle of \\input")
        self._read += 1
        if self._read > _MOST:
            raise ReadError(f"{place.path}:{place.line}: more than {_MOST} files are read in: read the chapters singly")
        data = self.bytes(path, place)
        if data is None:
            return None
        self._open.append(path)
        shown = self._main.parent / path.relative_to(self._root)
        text, warnings = decoded(data, shown)
        self.warnings.extend(warnings)
        return Source(text, str(shown))

    def bytes(self, path: Path, place: Place) -> bytes | None:
        """What a file holds; None, with a warning, where it cannot be read."""
        try:
            return path.read_bytes()
        except OSError as error:
            self._warn(place, f"{path.name} cannot be read ({error.strerror}): left out")
            return None

    def leave(self) -> None:
        """Ends the file entered last."""
        self._open.pop()

    def _warn(self, place: Place, message: str) -> None:
        self.warnings.append(f"{place.path}:{place.line}: {message}")
