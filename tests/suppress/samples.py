"""A report of one note with two citations, and findings on it."""

from __future__ import annotations

from citecheck.findings import make
from citecheck.model import (
    Bibliography,
    CheckedDocument,
    CheckedNote,
    Citation,
    Content,
    Document,
    Entry,
    Finding,
    Note,
    ParsedNote,
    Place,
    Reference,
    Report,
    Text,
    Work,
)

NOTE = Note("1", Text("Pipes, Lenin's Gulag, 45; Marx to Engels, 3 Jan. 1868."), Place("a.md", 3))
CITATIONS = (Citation(0, 24, work=Work(title="Lenin's Gulag")), Citation(26, 54, work=Work(title="Letter")))
ENTRIES = Bibliography(
    (
        Entry("pipesndlenins", CITATIONS[0].work or Work(), (Reference("a.md#1", 0),)),
        Entry("marx1868letter", CITATIONS[1].work or Work(), (Reference("a.md#1", 1),)),
    )
)


def finding(code: str, citation: int | None = 0, path: str = "a.md") -> Finding:
    text = NOTE.text.plain if citation is None else NOTE.text.plain[slice(*_span(citation))]
    return make(code, "the message", Place(path, 3), subject=text, note="1", citation=citation)


def report(*findings: Finding, path: str = "a.md") -> Report:
    notes = (CheckedNote(ParsedNote(NOTE, Content.CITATION, CITATIONS), (None, None)),)
    return Report(
        (CheckedDocument(Document(path, "markdown", ()), notes, ENTRIES, findings),), "1", bibliography=ENTRIES
    )


def _span(citation: int) -> tuple[int, int]:
    return CITATIONS[citation].start, CITATIONS[citation].end
