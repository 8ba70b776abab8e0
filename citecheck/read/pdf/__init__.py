"""PDF: footnotes by size and number, endnotes and numbered references by their heading; scans if they have text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from citecheck.errors import ReadError
from citecheck.model import Block, Document, NoteKind, Place
from citecheck.read.language import guess_language
from citecheck.read.pdf import body, endnotes, engine
from citecheck.read.pdf.footnotes import Found, find_footnotes
from citecheck.read.pdf.furniture import without_furniture
from citecheck.read.pdf.join import Part, joined, vocabulary
from citecheck.read.pdf.lines import Line, lines_of

__all__ = ["Pdf"]

_ENDED = '.!?:”»"…'  # signs behind which a sentence does not go on over the page
_SAMPLE = 200  # blocks from which the language is told


class Pdf:
    """The reader of .pdf files. Places bear pages, counted from 1 as a viewer counts them, and no lines."""

    name = "pdf"
    suffixes = (".pdf",)

    def recognizes(self, head: bytes) -> bool:
        """Whether the header of a PDF stands within the first bytes (ISO 32000-1, annex H: within 1,024)."""
        return b"%PDF-" in head[:1024]

    def read(self, data: bytes, path: Path) -> Document:
        """The document; ReadError for what is damaged, locked, or has no text."""
        pages = list(lines_of(engine.pages(data, str(path))))
        if not any(pages):
            raise ReadError(
                f"{path}: holds no text, only images: run `ocrmypdf {path.name} with-text.pdf` and read that"
            )
        blocks = tuple(_blocks(without_furniture(pages), str(path)))
        language = guess_language("\n".join(block.text.plain for block in blocks[:_SAMPLE]))
        return Document(str(path), self.name, blocks, language)


def _blocks(pages: Sequence[list[Line]], path: str) -> Iterator[Block]:
    """All blocks: the running text of each page and the notes at its foot; listed notes where their list stands."""
    words = vocabulary(pages)
    feet = find_footnotes(pages)
    rest = _without(pages, feet)
    lists = endnotes.listed([line for lines in rest for line in lines])
    rest = _without(rest, [note for _, entries in lists for note in entries])
    notes = [(NoteKind.FOOTNOTE, feet), *lists]
    _give_keys(notes)
    binder = body.Binder(feet, *(_of_kind(lists, kind) for kind in (NoteKind.ENDNOTE, NoteKind.REFERENCE)))
    by_page: dict[int, list[Block]] = {}
    for kind, entries in notes:
        for note in entries:
            by_page.setdefault(note.page, []).append(_note(note, kind, words, path))
    running = (list(body.blocks(lines, binder, words, path)) for lines in rest)
    yield from _in_order(pages, running, by_page)


def _without(pages: Sequence[list[Line]], notes: Sequence[Found]) -> list[list[Line]]:
    """The pages without the lines of notes."""
    taken = {id(line) for note in notes for line, _ in note.parts}
    return [[line for line in lines if id(line) not in taken] for lines in pages]


def _in_order(
    pages: Sequence[list[Line]], running: Iterator[list[Block]], by_page: dict[int, list[Block]]
) -> Iterator[Block]:
    """The running text of each page, then its notes; a sentence that a page breaks off goes on with the next."""
    is_open = False
    for lines, blocks in zip(pages, running, strict=True):
        for position, block in enumerate(blocks):
            yield replace(block, continues=True) if is_open and position == 0 else block
        if blocks:
            is_open = blocks[-1].text.plain[-1:] not in _ENDED
        yield from by_page.get(lines[0].page, ()) if lines else ()


def _of_kind(lists: Sequence[tuple[NoteKind, list[Found]]], wanted: NoteKind) -> list[Found]:
    return [note for kind, entries in lists if kind is wanted for note in entries]


def _give_keys(notes: Sequence[tuple[NoteKind, list[Found]]]) -> None:
    for kind, entries in notes:
        for number, note in enumerate(entries, start=1):
            note.key = f"{kind}.{note.page}.{number}"


def _note(note: Found, kind: NoteKind, words: frozenset[str], path: str) -> Block:
    text = joined((Part(line, start) for line, start in note.parts), words).text()
    return Block(text, Place(path, page=note.page), (), kind, note.label, note.key, note.page)
