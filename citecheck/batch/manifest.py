"""What an output's folder is about and which of its parts are done, so that a run goes on where another was stopped."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from citecheck.batch.parts import Part, verdicts
from citecheck.errors import UsageError

_ABOUT, _DONE, _WHOLE = "_citecheck.json", "_parts.jsonl", "_SUCCESS"


class Manifest:
    """The manifest of a folder, which is made where there is none.

    `_citecheck.json` tells the work, and at the end the sums; `_parts.jsonl` gets a line for each part that is done.
    UsageError where the folder is about other work.
    """

    def __init__(self, folder: Path, identity: dict[str, Any]) -> None:
        self._folder, self._identity = folder, identity
        self.done: dict[int, Part] = {}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._agree()
            self._resume()
        except OSError as error:
            raise UsageError(f"{folder}: cannot be written: {error.strerror or error}") from error

    def keep(self, part: Part) -> None:
        """A part is done."""
        self.done[part.number] = part
        with (self._folder / _DONE).open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(part)) + "\n")

    def close(self, seconds: float) -> None:
        """All parts are done, the last of them `seconds` after this run began."""
        parts = self.done.values()
        rows, spent = sum(one.rows for one in parts), sum(one.seconds for one in parts)
        told = {
            "parts": len(parts), "rows": rows, "errors": sum(one.errors for one in parts),
            "lost": sum(one.lost for one in parts), "retries": sum(one.retries for one in parts),
            "verdicts": dict(verdicts(parts).most_common()), "process_seconds": round(spent, 3),
            "seconds": round(seconds, 3),
        }  # fmt: skip
        _write(self._folder / _ABOUT, self._identity | {"total": told})
        (self._folder / _WHOLE).write_text("")

    def _agree(self) -> None:
        place = self._folder / _ABOUT
        if not place.exists():
            if any(self._folder.glob("part-*")):
                raise UsageError(f"{self._folder}: holds parts of something else: name another folder")
            _write(place, self._identity)
            return
        try:
            told = json.loads(place.read_text("utf-8"))
            differing = next((key for key, value in self._identity.items() if told.get(key) != value), None)
        except (ValueError, AttributeError) as error:
            raise UsageError(f"{place}: damaged: name another folder") from error
        if differing:
            raise UsageError(
                f"{self._folder}: holds the rows of another {differing} ({told.get(differing)}, "
                f"now {self._identity[differing]}): name another folder"
            )

    def _resume(self) -> None:
        """Reads which parts are done; a line that a kill cut short is none."""
        place = self._folder / _DONE
        lines = place.read_text("utf-8").splitlines(keepends=True) if place.exists() else []
        whole = [line for line in lines if line.endswith("\n")]
        self.done = {one.number: one for one in map(_part, whole) if (self._folder / _name(one.number)).exists()}
        draft = self._folder / f".{_DONE}"
        draft.write_text("".join(json.dumps(asdict(one)) + "\n" for one in self.done.values()), "utf-8")
        draft.replace(place)


def stamp(paths: Iterable[Path]) -> str:
    """Tells whether files are still the same: how many, their bytes, and when the last was written."""
    found = [one.stat() for one in paths]
    last = max((one.st_mtime_ns for one in found), default=0)
    return f"{len(found)} files, {sum(one.st_size for one in found)} bytes, {last}"


def _part(line: str) -> Part:
    return Part(**json.loads(line))


def _name(number: int) -> str:
    return f"part-{number:05}.parquet"


def _write(path: Path, told: dict[str, Any]) -> None:
    draft = path.with_name(f".{path.name}.part")
    draft.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    draft.replace(path)
