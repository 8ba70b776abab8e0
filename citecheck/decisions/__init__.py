"""What editors decided: kept in a file beside the manuscript, found again by what is cited, honoured by every check."""

from __future__ import annotations

from citecheck.decisions.file import NAME, SCHEMA, Correction, Decisions, load
from citecheck.decisions.keys import key_of, key_of_note
from citecheck.decisions.marks import marked
from citecheck.decisions.settle import made_on, rewritten, settle, settled, settled_note
from citecheck.decisions.store import Change, ConflictError, Store, version

__all__ = [
    "NAME",
    "SCHEMA",
    "Change",
    "ConflictError",
    "Correction",
    "Decisions",
    "Store",
    "key_of",
    "key_of_note",
    "load",
    "made_on",
    "marked",
    "rewritten",
    "settle",
    "settled",
    "settled_note",
    "version",
]
