"""A manuscript of a few notes, whose works only a catalogue of our own knows, and decisions on them."""

from __future__ import annotations

import json
from pathlib import Path

from citecheck.model import Decision, DecisionKind, Kind, Name, Record, Work

CHAPTER = """The strike began in May.[^1] It was settled soon.[^2] So they say.[^3] Letters tell more.[^4]

[^1]: Ada Verne, Harbour Strikes of the North (Leeds: Quay Press, 1931), 12.
[^2]: Ibid., 14.
[^3]: Bruno Amsel, Salt and Silence (Graz: Nirgends, 1977), 3.
[^4]: See Verne, Harbour Strikes, 20; Bruno Amsel, Salt and Silence (Graz: Nirgends, 1977), 9.
"""
CATALOGUE = [
    {
        "id": "harbour", "type": "book", "title": "Harbour Strikes of the North", "publisher": "Quay Press",
        "author": [{"family": "Verne", "given": "Ada"}], "issued": {"date-parts": [[1934]]}, "publisher-place": "Leeds",
    },
]  # fmt: skip
HARBOUR = Record(Work(Kind.BOOK, "Harbour Strikes of the North", (Name("Verne", "Ada"),)), "works", "harbour")
ACCEPTED = Decision(DecisionKind.ACCEPTED, "Verne", "seen", "A. Editor", "2026-11-29T09:00:00+00:00", HARBOUR)


def laid(folder: Path) -> Path:
    """The chapter and its catalogue in a folder; the chapter's path."""
    (folder / "works.json").write_text(json.dumps(CATALOGUE), "utf-8")
    path = folder / "chapter.md"
    path.write_text(CHAPTER, "utf-8")
    return path
