"""The running text of a PDF as blocks, and its marks bound to the notes they call."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from citecheck.model import Block, Call, Place
from citecheck.read.pdf.footnotes import Found
from citecheck.read.pdf.furniture import leading
from citecheck.read.pdf.join import Joined, Mark, Part, joined
from citecheck.read.pdf.labels import attached_marks, raised_marks
from citecheck.read.pdf.lines import Line

_BRACKETED = re.compile(r"\[(\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,20})\]")
_INDENT = 0.7  # times the size: the first line of a paragraph
_ENDED = '.!?:”»"’)…'


class Binder:
    """Which mark calls which note: by label, on the same page before the next, in the order of the text."""

    def __init__(self, footnotes: Sequence[Found], endnotes: Sequence[Found], references: Sequence[Found]) -> None:
        self._on_page: dict[tuple[int, str], list[Found]] = defaultdict(list)
        for note in footnotes:
            self._on_page[note.page, note.label].append(note)
        self._anywhere: dict[str, list[Found]] = defaultdict(list)
        for note in endnotes:
            self._anywhere[note.label].append(note)
        self._references = {note.label: note for note in reversed(references)}
        self._last = 0

    def marks(self, line: Line) -> list[Mark]:
        """The marks on a line of running text."""
        found = [mark for mark in (self._raised(line, *where) for where in raised_marks(line)) if mark]
        found.extend(self._bracketed(line))
        taken = [(mark.start, mark.end) for mark in found]
        for start, end, label in attached_marks(line):
            if not any(a < end and start < b for a, b in (*taken, *line.raised)):
                note = self._take(line.page, label, pages=(0,))
                if note:
                    found.append(Mark(start, end, label, note.key))
        return found

    def _raised(self, line: Line, start: int, end: int, label: str) -> Mark | None:
        note = self._take(line.page, label, pages=(0, 1, -1))
        if note:
            self._last = int(label) if label.isdecimal() else self._last
            return Mark(start, end, label, note.key)
        if label.isdecimal() and self._last and int(label) == self._last + 1:
            self._last += 1
            return Mark(start, end, label)
        return None

    def _take(self, page: int, label: str, pages: tuple[int, ...]) -> Found | None:
        """The note that a mark calls; each is called once."""
        for step in pages:
            waiting = self._on_page.get((page + step, label))
            if waiting:
                return waiting.pop(0)
        listed = self._anywhere.get(label)
        return listed.pop(0) if listed else None

    def _bracketed(self, line: Line) -> Iterator[Mark]:
        if not self._references:
            return
        for found in _BRACKETED.finditer(line.text):
            numbers = re.findall(r"\d+", found[1])
            notes = [self._references[number] for number in numbers if number in self._references]
            if len(notes) == len(numbers):
                for position, note in enumerate(notes):
                    start = found.start() if position == 0 else found.end()
                    yield Mark(start, found.end(), note.label, note.key)


def blocks(lines: Sequence[Line], binder: Binder, words: frozenset[str], path: str) -> Iterator[Block]:
    """The running text of one page, paragraph by paragraph."""
    for paragraph in _paragraphs(lines):
        parts = [Part(line, 0, tuple(binder.marks(line))) for line in paragraph]
        whole = joined(parts, words)
        if whole.plain or whole.marks:
            yield _block(whole, paragraph[0].page, path)


def _block(whole: Joined, page: int, path: str) -> Block:
    calls = tuple(Call(offset, mark.label, Place(path, page=at), mark.key) for offset, mark, at in whole.marks)
    return Block(whole.text(), Place(path, page=page), calls, page=page)


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that belong together: no wide gap, no other size, no indented beginning behind a full stop."""
    usual = leading(lines)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _begins(line, paragraph[-1], paragraph, usual):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _begins(line: Line, above: Line, paragraph: list[Line], usual: float) -> bool:
    if line.column != above.column:
        return above.text[-1:] in _ENDED and line.text[:1].isupper()
    if above.y - line.y > 1.4 * usual or abs(line.size - above.size) > 0.8:
        return True
    margin = min(other.left for other in paragraph[-2:])
    return above.text[-1:] in _ENDED and line.left - margin > _INDENT * line.size
