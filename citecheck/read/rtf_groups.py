"""What a group of an RTF file is while it is read: its looks, its goal, and the note or field it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from citecheck.read.runs import Reference, Runs


class Goal(Enum):
    """Where the characters of a group go."""

    TEXT = 1
    NOWHERE = 2
    FONTS = 3
    STYLES = 4
    CODE = 5


@dataclass(slots=True)
class Group:
    """What a group inherits, and gives back when it ends. `fallback`: characters that follow each one in Unicode."""

    goal: Goal = Goal.TEXT
    italic: bool = False
    raised: bool = False
    hidden: bool = False
    struck: bool = False
    codec: str = "cp1252"
    fallback: int = 1
    ending: Callable[[], None] | None = None

    def inner(self) -> Group:
        """The group that begins within this one."""
        return Group(self.goal, self.italic, self.raised, self.hidden, self.struck, self.codec, self.fallback)


@dataclass(slots=True)
class Field:
    """A field being read; what it shows begins at `start`."""

    within: Runs
    start: int
    goal: Goal
    code: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Note:
    """A note being read, and the text and the note that wait for its end. `numbered`: its number is automatic."""

    reference: Reference
    within: Runs
    outer: Note | None
    numbered: bool
