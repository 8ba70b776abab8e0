"""Where catalogues lie: a folder each, under the user's data directory, with a label that tells what made it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from citecheck.catalogues.index.schema import VERSION
from citecheck.errors import CatalogueError, UsageError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_LABEL = "catalogue.json"


@dataclass(frozen=True, slots=True)
class Folder:
    """A catalogue's folder, there or not yet."""

    name: str
    path: Path

    @property
    def index(self) -> Path:
        """What tantivy owns."""
        return self.path / "index"

    @property
    def journal(self) -> Path:
        """What the index knows beside its records: see journal.py."""
        return self.path / "journal.sqlite"

    @property
    def log(self) -> Path:
        """Where the first skipped entries of each kind are written down."""
        return self.path / "skipped.log"

    def exists(self) -> bool:
        """Whether there is a catalogue, of whatever version."""
        return (self.path / _LABEL).is_file()

    def create(self) -> None:
        """Makes the folder and its label; the label last, since it says that the rest is there."""
        try:
            self.index.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{self.path}: cannot be made: {error.strerror or error}") from error
        draft = self.path / f"{_LABEL}.part"
        draft.write_text(json.dumps({"schema": VERSION}), "utf-8")
        draft.replace(self.path / _LABEL)

    def version(self) -> int:
        """The schema that the catalogue was made with; CatalogueError where its label makes no sense."""
        try:
            return int(json.loads((self.path / _LABEL).read_text("utf-8"))["schema"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CatalogueError(f"{self.path / _LABEL}: damaged ({error}): {self.rebuilding()}") from error

    def require(self) -> None:
        """CatalogueError where the catalogue was made with another schema than this program's."""
        if (version := self.version()) != VERSION:
            raise CatalogueError(
                f"the catalogue {self.name!r} was made by another version (schema {version}, needed: {VERSION}): "
                f"{self.rebuilding()}"
            )

    def rebuilding(self) -> str:
        """What to do where the catalogue is of no use."""
        return f"rebuild it: citecheck catalogue remove {self.name}, then citecheck catalogue add {self.name} SOURCE..."

    def bytes(self) -> int:
        """What the folder takes on the disk; files that a writer deletes meanwhile count nothing."""
        return sum(_size(path) for path in self.path.rglob("*"))

    def remove(self) -> None:
        """Deletes everything, the label first: a half removed catalogue is none."""
        (self.path / _LABEL).unlink(missing_ok=True)
        shutil.rmtree(self.path)


def folder(name: str, data: str | None = None) -> Folder:
    """The folder of a name, under `data` or else the user's data directory; UsageError for what is no name."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name for a catalogue: letters, digits, - and _, at most 64")
    return Folder(name, root(data) / name)


def folders(data: str | None = None) -> tuple[Folder, ...]:
    """All catalogues, by name."""
    return tuple(one for one in _within(root(data)) if one.exists())


def root(data: str | None = None) -> Path:
    """The folder that holds the catalogues."""
    if data:
        return Path(data).expanduser()
    from platformdirs import user_data_path  # lazy: asked only where no folder is named

    return user_data_path("citecheck") / "catalogues"


def _within(path: Path) -> Iterable[Folder]:
    return (Folder(one.name, one) for one in sorted(path.iterdir())) if path.is_dir() else ()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except FileNotFoundError:
        return 0
