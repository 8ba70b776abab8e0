"""Decisions written: one at a time, by rename, and never over what somebody else wrote in the meantime."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from platformdirs import user_cache_path

from citecheck.decisions.file import (
    Correction,
    Decisions,
    correction,
    correction_shape,
    decision,
    decision_shape,
    dumps,
    load,
    read,
)
from citecheck.errors import CitecheckError, UsageError
from citecheck.model import Decision

_PATIENCE = 10.0  # seconds to wait for another process that writes, which takes it some milliseconds

Settled = Decision | Correction


class ConflictError(CitecheckError):
    """Somebody else wrote in the meantime: `found` is what stands there now, None for nothing."""

    def __init__(self, found: Settled | None) -> None:
        super().__init__(_told(found))
        self.found = found


@dataclass(frozen=True, slots=True)
class Change:
    """What is to stand under a key (`after`, None for nothing), and what its writer thinks stands there (`before`)."""

    section: str
    key: str
    before: Settled | None
    after: Settled | None

    @property
    def inverse(self) -> Change:
        """What undoes it."""
        return Change(self.section, self.key, self.after, self.before)


class Store:
    """A file of decisions; several processes and windows may write to it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> Decisions:
        """What it holds now; UsageError as `load`."""
        return load(self.path)

    def write(self, changes: Sequence[Change]) -> None:
        """All of the changes or none.

        ConflictError where something else stands under one of the keys than its writer thinks; UsageError where the
        file cannot be read or written.
        """
        with self._locked():
            body = read(self.path)
            for one in changes:
                found = body[one.section].get(one.key)
                if _digest(found) != _digest(shape(one.before)):
                    raise ConflictError(_value(one.section, found))
            for one in changes:
                if one.after is None:
                    body[one.section].pop(one.key, None)
                else:
                    body[one.section][one.key] = shape(one.after)
            self._replace(dumps(body))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            with FileLock(_lock(self.path), timeout=_PATIENCE):
                yield
        except Timeout as error:
            raise UsageError(f"{self.path}: another program has been writing to it for {_PATIENCE:.0f} s") from error
        except OSError as error:
            raise UsageError(f"{self.path}: cannot be written: {error.strerror or error}") from error

    def _replace(self, text: str) -> None:
        """By rename, when all of it is on the disk: whoever reads it finds the old file or the new one."""
        target = self.path.resolve()  # through a link to the file that it means
        draft = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with draft.open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                with suppress(OSError):
                    draft.chmod(target.stat().st_mode & 0o777)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


def version(one: Settled | None) -> str | None:
    """What tells one state of a decision from another; None where there is none."""
    return _digest(shape(one))


def shape(one: Settled | None) -> dict[str, Any] | None:
    """A decision or correction as the file has it."""
    if one is None:
        return None
    return decision_shape(one) if isinstance(one, Decision) else correction_shape(one)


def _value(section: str, found: dict[str, Any] | None) -> Settled | None:
    read_one: Callable[[dict[str, Any]], Settled] = decision if section == "decisions" else correction
    return None if found is None else read_one(found)


def _digest(told: dict[str, Any] | None) -> str | None:
    if told is None:
        return None
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def _lock(path: Path) -> Path:
    """The lock's file: not beside the manuscript, where it would be one more thing to wonder at."""
    name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]
    return user_cache_path("citecheck", ensure_exists=True) / f"{name}.lock"


def _told(found: Settled | None) -> str:
    if found is None:
        return "it was withdrawn in the meantime"
    what = str(found) if isinstance(found, Decision) else f"its fields were marked{f' by {found.by}' * bool(found.by)}"
    return f"it was decided in the meantime: {what}"
