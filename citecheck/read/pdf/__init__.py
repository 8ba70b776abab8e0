"""PDF: footnotes by size and number, endnotes and numbered references by their heading; digital or scanned with text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from citecheck.errors import ReadError
from citecheck.model import Block, Document, NoteKind, Place
from citecheck.read.pdf import body, endnotes, engine
from citecheck.read.pdf.footnotes import Found, find_footnotes
from citecheck.read.pdf.furniture import without_furniture
from citecheck.read.pdf.join import Part, joined, vocabulary
from citecheck.read.pdf.lines import Line, lines_of

__all__ = ["Pdf"]

_UNENDED = '.!?:”»"…'


class Pdf:
    """The reader of .pdf files. Places bear pages, counted from 1 as a viewer counts them, and no lines."""

    name = "pdf"
    suffixes = (".pdf",)

    def recognizes(self, head: bytes) -> bool:
        """Whether the header of a PDF stands within the first bytes (ISO 32000-1, annex H: within 1,024)."""
        return b"%PDF-" in head[:1024]

    def read(self, data: bytes, path: Path) -> Document:
        """The document; ReadError for what is damaged, locked, or has no text."""
        pages = [lines_of(page) for page in engine.pages(data, str(path))]
        if not any(pages):
            raise ReadError(
                f"{path}: holds no text, only images: run `ocrmypdf {path.name} with-text.pdf` and read that"
            )
        return Document(str(path), self.name, tuple(_blocks(without_furniture(pages), str(path))))


def _blocks(pages: Sequence[list[Line]], path: str) -> Iterator[Block]:
    """All blocks: the running text of each page and the notes at its foot; listed notes where their list stands."""
    words = vocabulary(pages)
    feet = find_footnotes(pages)
    taken = {id(line) for note in feet for line, _ in note.parts}
    rest = [[line for line in lines if id(line) not in taken] for lines in pages]
    lists = endnotes.listed([line for lines in rest for line in lines])
    notes = [(NoteKind.FOOTNOTE, feet), *lists]
    _give_keys(notes)
    taken = {id(line) for _, entries in lists for note in entries for line, _ in note.parts}
    binder = body.Binder(feet, *(_of_kind(lists, kind) for kind in (NoteKind.ENDNOTE, NoteKind.REFERENCE)))
    by_page: dict[int, list[Block]] = {}
    for kind, entries in notes:
        for page, group in groupby(entries, key=lambda note: note.page):
            by_page.setdefault(page, []).extend(_note(note, kind, words, path) for note in group)
    yield from _in_order(rest, taken, binder, words, by_page, path)


def _in_order(
    rest: Sequence[list[Line]],
    taken: set[int],
    binder: body.Binder,
    words: frozenset[str],
    by_page: dict[int, list[Block]],
    path: str,
) -> Iterator[Block]:
    is_open = False
    for page in rest:
        running = list(body.blocks([line for line in page if id(line) not in taken], binder, words, path))
        for position, block in enumerate(running):
            yield replace(block, continues=True) if is_open and position == 0 else block
        if running:
            is_open = running[-1].text.plain[-1:] not in _UNENDED
        number = page[0].page if page else 0
        yield from by_page.pop(number, ())
    for remaining in by_page.values():
        yield from remaining


def _of_kind(lists: Sequence[tuple[NoteKind, list[Found]]], wanted: NoteKind) -> list[Found]:
    return [note for kind, entries in lists if kind is wanted for note in entries]


def _give_keys(notes: Sequence[tuple[NoteKind, list[Found]]]) -> None:
    for kind, entries in notes:
        for number, note in enumerate(entries, start=1):
            note.key = f"{kind}.{note.page}.{number}"


def _note(note: Found, kind: NoteKind, words: frozenset[str], path: str) -> Block:
    text = joined((Part(line, start) for line, start in note.parts), words).text()
    return Block(text, Place(path, page=note.page), (), kind, note.label, note.key, note.page)
