"""Everything that can go wrong, as one tree; each branch names who can mend it.

CitecheckError
├── UsageError      the command line or the configuration          (exit 2)
├── ReadError       the user's file: missing, empty, not a text    (exit 3)
├── CatalogueError  a service or a catalogue file                  (the answer says "not asked")
│   ├── OutdatedError   ... that said something on an earlier day
│   └── OfflineError    ... that was not to be asked
└── PluginError     an installation: a plugin or reference data    (exit 2)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class CitecheckError(Exception):
    """The root; its text is one line that says what is wrong and what to do."""


class UsageError(CitecheckError):
    """The command line or the configuration says something that cannot be done."""


class ReadError(CitecheckError):
    """A file of the user's cannot be read."""


class CatalogueError(CitecheckError):
    """A catalogue could not be asked, or did not answer sensibly."""


class OutdatedError(CatalogueError):
    """A catalogue could not be asked; `records` are what it answered on an earlier `day` (ISO 8601)."""

    def __init__(self, reason: str, records: Sequence[Any], day: str) -> None:
        super().__init__(reason)
        self.records, self.day = records, day


class OfflineError(CatalogueError):
    """A catalogue was not to be asked, and no answer of it is kept."""


class PluginError(CitecheckError):
    """A plugin, or the reference data that come with the program, cannot be loaded."""
