"""What an output's folder is about and which of its parts are done, so that a run goes on where another was stopped."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from citecheck.batch.parts import Part, verdicts
from citecheck.errors import UsageError

_ABOUT, _DONE, _WHOLE = "_citecheck.json", "_parts.jsonl", "_SUCCESS"


class Folder(Protocol):
    """Where small texts are written by their names: on this machine, or wherever Spark writes."""

    def has(self, name: str) -> bool:
        """Whether a file or folder is in it."""

    def read(self, name: str) -> str:
        """The text of a file."""

    def write(self, name: str, text: str) -> None:
        """A file, whole or not at all."""

    def append(self, name: str, text: str) -> None:
        """A text after those that a file has."""


@dataclass(frozen=True, slots=True)
class Here:
    """A folder of this machine."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    def has(self, name: str) -> bool:
        """Whether a file is in it."""
        return (self.path / name).exists()

    def read(self, name: str) -> str:
        """The text of a file."""
        return (self.path / name).read_text("utf-8")

    def write(self, name: str, text: str) -> None:
        """A file, whole or not at all."""
        draft = self.path / f".{name}.part"
        draft.write_text(text, "utf-8")
        draft.replace(self.path / name)

    def append(self, name: str, text: str) -> None:
        """A text after those that a file has."""
        with (self.path / name).open("a", encoding="utf-8") as file:
            file.write(text)


class Manifest:
    """The manifest of a folder, in which there may be none yet.

    `_citecheck.json` tells the work, how many parts it has, and at the end the sums; `_parts.jsonl` gets a line for
    each part that is done. UsageError where the folder is about other work.
    """

    def __init__(self, folder: Folder, identity: dict[str, Any]) -> None:
        self._folder, self._identity = folder, identity
        self.parts: int | None = None  # not known before the references are cut
        self.done: dict[int, Part] = {}
        self._agree()
        self._resume()

    def begin(self, parts: int) -> None:
        """The references are cut."""
        self.parts = parts
        self._tell({})

    def keep(self, part: Part) -> None:
        """A part is done."""
        self.done[part.number] = part
        self._folder.append(_DONE, _line(part))

    def close(self, seconds: float) -> None:
        """All parts are done, the last of them `seconds` after this run began."""
        parts = self.done.values()
        rows, spent = sum(one.rows for one in parts), sum(one.seconds for one in parts)
        told = {
            "rows": rows, "errors": sum(one.errors for one in parts),
            "lost": sum(one.lost for one in parts), "retries": sum(one.retries for one in parts),
            "verdicts": dict(verdicts(parts).most_common()), "process_seconds": round(spent, 3),
            "seconds": round(seconds, 3),
        }  # fmt: skip
        self._tell({"total": told})
        self._folder.write(_WHOLE, "")

    def _tell(self, more: dict[str, Any]) -> None:
        told = self._identity | {"parts": self.parts} | more
        self._folder.write(_ABOUT, json.dumps(told, indent=1, ensure_ascii=False) + "\n")

    def _agree(self) -> None:
        if not self._folder.has(_ABOUT):
            if self._folder.has(_name(0)):
                raise UsageError(f"{self._folder}: holds parts of something else: name another folder")
            self._tell({})
            return
        try:
            told = json.loads(self._folder.read(_ABOUT))
            differing = next((key for key, value in self._identity.items() if told.get(key) != value), None)
        except (ValueError, AttributeError) as error:
            raise UsageError(f"{self._folder}/{_ABOUT}: damaged: name another folder") from error
        if differing:
            raise UsageError(
                f"{self._folder}: holds the rows of another {differing} ({told.get(differing)}, "
                f"now {self._identity[differing]}): name another folder"
            )
        self.parts = told.get("parts")

    def _resume(self) -> None:
        """Reads which parts are done; a line that a kill cut short is none."""
        lines = self._folder.read(_DONE).splitlines(keepends=True) if self._folder.has(_DONE) else []
        found = [Part(**json.loads(line)) for line in lines if line.endswith("\n")]
        # Of Spark's parts, which a hash makes, one may be empty: it has no file.
        self.done = {one.number: one for one in found if not one.rows or self._folder.has(_name(one.number))}
        self._folder.write(_DONE, "".join(map(_line, self.done.values())))


def stamp(paths: Iterable[Path]) -> str:
    """Tells whether files are still the same: how many, their bytes, and when the last was written."""
    found = [one.stat() for one in paths]
    last = max((one.st_mtime_ns for one in found), default=0)
    return f"{len(found)} files, {sum(one.st_size for one in found)} bytes, {last}"


def _line(part: Part) -> str:
    return json.dumps(asdict(part)) + "\n"


def _name(number: int) -> str:
    return f"part-{number:05}.parquet"
