"""How long formatting takes, by style, and what the rules on the notes' style and putting findings aside cost.

python benchmarks/formatted.py
"""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from citecheck.bibliography import collect, together
from citecheck.formats import bibtex
from citecheck.formats.citeproc import Cite, Typesetter
from citecheck.house import house
from citecheck.judge import CITED, LISTED, review
from citecheck.model import (
    CheckedDocument,
    CheckedNote,
    Citation,
    Content,
    Document,
    Note,
    NoteKind,
    ParsedNote,
    Place,
    Remark,
    Report,
    Role,
    Text,
    Work,
)
from citecheck.suppress import baseline, held_against, remarked
from citecheck.text import spaced

SHELF = Path(__file__).parent.parent / "refs" / "catalogue" / "political-history.bib"
NOTES = 5_000


def main() -> None:
    works = bibtex.loads(SHELF.read_text("utf-8")).entries
    for style in ("chicago-notes-bibliography", "mhra-notes", "oscola", "infoclio-de"):
        _formatting(style, works[:100])
    _rules([work for _, work in works])


def _formatting(style: str, works: tuple[tuple[str, Work], ...]) -> None:
    begin = time.process_time()
    typesetter = Typesetter(style, works)
    opened = time.process_time()
    notes = list(typesetter.notes([Cite(key, "4")] for key, _ in works for _ in range(2)))
    noted = time.process_time()
    entries = typesetter.bibliography()
    print(
        f"{style:<28} opened {opened - begin:.2f} s, {len(notes)} notes {noted - opened:.1f} s, "
        f"{len(entries)} works {time.process_time() - noted:.1f} s"
    )


def _rules(works: list[Work]) -> None:
    """Full citations, short forms and ibids in turn, over a list of the same works."""
    parsed = [_note(number, works[number // 3 % len(works)]) for number in range(NOTES)]
    listed = [_note(number, work, NoteKind.REFERENCE) for number, work in enumerate(works)]
    notes = tuple(CheckedNote(one, (None,) * len(one.citations)) for one in parsed)
    entries = collect(parsed)
    begin = time.process_time()
    joined = together(((CITED, entries), (LISTED, collect(listed))))
    found = review(notes, entries, house("chicago-18"), [one.note for one in listed], joined)
    reviewed = time.process_time()
    remarks = tuple(Remark("ignore CC5 why", Place("a.md", line * 10, 4)) for line in range(1, 200))
    document = CheckedDocument(Document("a.md", "markdown", (), remarks=remarks), notes, entries, found)
    path = Path("known.json")
    report = Report((remarked(document, date(2026, 11, 29)),), "1")
    held_against(report, baseline.of(report, path), path)
    print(
        f"{NOTES} notes and a list of {len(works)} works: rules {reviewed - begin:.2f} s ({len(found)} findings), "
        f"comments and baseline {time.process_time() - reviewed:.2f} s"
    )


def _note(number: int, work: Work, kind: NoteKind = NoteKind.FOOTNOTE) -> ParsedNote:
    text = spaced(f"{work.title}, {number}")
    roles = (Role.WORK, Role.SHORT, Role.IBID) if kind is NoteKind.FOOTNOTE else (Role.WORK,)
    citation = Citation(0, len(text), roles[number % len(roles)], work=work)
    note = Note(f"{kind.value}{number}", Text(text), Place("a.md", number + 1), str(number + 1), kind=kind)
    return ParsedNote(note, Content.CITATION, (citation,))


if __name__ == "__main__":
    main()
