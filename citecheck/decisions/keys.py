"""The names under which decisions are kept: of what is cited, so that they hold in the next draft and chapter."""

from __future__ import annotations

import hashlib

from citecheck.findings import fingerprint
from citecheck.model import Note, Query


def key_of(query: Query | None, note: Note, citation: int) -> str:
    """The key of a citation, 16 hexadecimal digits: of the words that are asked, folded.

    The same reference in another note has the same key, and a back reference that of its target. One that names no
    work (`query` is None: "ibid." after nothing) is known by its note and its place in it.
    """
    return fingerprint("decision", query.text if query else f"{note.text.plain} {citation}")


def key_of_note(text: str) -> str:
    """The key of a note whose fields were marked by hand: of its text to the letter, since offsets count in it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
