"""What is taken for uncatalogued by nature in the shared manuscripts, and in the archivists' notes of LinkedBooks.

python benchmarks/nature.py [-v]

LinkedBooks (../shared/corpora/parsing/dev) marks each reference "primary" (archival) or "secondary" (books, articles);
`-v` lists what was taken.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from shared import SHARED

from citecheck.config import Settings
from citecheck.extraction import extract
from citecheck.judge.nature import nature
from citecheck.model import Citation, Note, Place, Role, Text
from citecheck.parse import parse

FOLDERS = ("docx", "epub", "html", "jats", "latex", "markdown", "ocr-md", "odt", "pdf", "rtf", "tei")
NOTES = SHARED / "corpora" / "parsing" / "dev" / "linkedbooks_valid_notes.jsonl.gz"


def manuscripts() -> Iterator[tuple[str, Citation]]:
    """The full citations of every manuscript, with their text."""
    folders = (SHARED / "manuscripts" / name for name in FOLDERS)
    paths = [path for folder in folders for path in sorted(folder.iterdir()) if path.name != "SOURCE.txt"]
    for apparatus in extract(paths, Settings())[0]:
        for parsed in parse(apparatus.notes):
            yield from works(parsed.note, parsed.citations)


def works(note: Note, citations: Sequence[Citation]) -> Iterator[tuple[str, Citation]]:
    for one in citations:
        if one.role is Role.WORK and one.work is not None:
            yield note.text.plain[one.start : one.end], one


def linked() -> Iterator[tuple[str, str, Citation]]:
    """For each reference of LinkedBooks its type, and the longest citation that is parsed of it."""
    with gzip.open(NOTES, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            for reference in row["refs"]:
                note = Note("1", Text(row["text"][reference["start"] : reference["end"]]), Place(""))
                found = [one for parsed in parse([note]) for one in works(note, parsed.citations)]
                if found:
                    yield reference["type"], *max(found, key=lambda one: len(one[0]))


def main(arguments: Sequence[str]) -> None:
    every = [("manuscripts", *one) for one in manuscripts()] + [
        (f"LinkedBooks, {one[0]}", *one[1:]) for one in linked()
    ]
    called = [(name, nature(text, one.work) if one.work else "", text) for name, text, one in every]
    for name, count in Counter(name for name, *_ in called).items():
        taken = Counter(kind for source, kind, _ in called if source == name and kind)
        print(f"{name}: {taken.total()} of {count}: {', '.join(f'{n} {kind}' for kind, n in taken.most_common())}")
    if "-v" in arguments:
        print(*(f"{name} | {kind} | {' '.join(text.split())}" for name, kind, text in called if kind), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
