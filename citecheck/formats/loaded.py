"""What reading a bibliographic file gives: its works, and what was wrong with the entries that gave none."""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.model import Work


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with an entry, and where: the line counts from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """The entries of a file, (key, work) in order, the line each begins on, and what was wrong with the others."""

    entries: tuple[tuple[str, Work], ...]
    complaints: tuple[Complaint, ...] = ()
    lines: tuple[int, ...] = ()
