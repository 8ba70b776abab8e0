"""What the LaTeX reader writes: paragraphs of running text, and the notes they call behind each of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from citecheck.model import Block, Call, NoteKind, Place, Text, Work

_BLANKS = re.compile(r"\s{2,}|[^\S ]")
_LIGATURE = re.compile(r"---|--|``|''|`|'|,,|<<|>>")
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "'": "’", ",,": "„", "<<": "«", ">>": "»"}


@dataclass(slots=True)
class Draft:
    """A block in the making. `slot`: the place kept for a note among those of its paragraph."""

    kind: NoteKind | None = None
    label: str = ""
    key: str = ""
    slot: int = -1
    place: Place | None = None
    italic: bool = False
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    emphasis: list[tuple[int, int]] = field(default_factory=list)
    opened: int = 0
    calls: list[Call] = field(default_factory=list)
    embedded: list[tuple[int, int, Work]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, text: str, where: Callable[[], Place]) -> None:
        """More characters; blanks that meet blanks or open the block are left out."""
        text = _BLANKS.sub(" ", text)
        if text.startswith(" ") and (not self.pieces or self.pieces[-1].endswith(" ")):
            text = text[1:]
        if text:
            if self.place is None:
                self.place = where()
            self.pieces.append(text)
            self.length += len(text)

    def lean(self, italic: bool) -> None:
        """Turns italics on or off."""
        if italic == self.italic:
            return
        if self.italic:
            self._close_emphasis()
        self.italic, self.opened = italic, self.length

    def block(self) -> Block:
        """The block as it stands."""
        if self.italic:
            self._close_emphasis()
        plain = "".join(self.pieces).rstrip()
        end = len(plain)
        emphasis = tuple((a, min(b, end)) for a, b in self.emphasis if a < end)
        calls = tuple(c if c.offset <= end else replace(c, offset=end) for c in self.calls)
        embedded = tuple((a, min(b, end), work) for a, b, work in self.embedded if a < end)
        place = self.place or (self.calls[0].place if self.calls else Place(""))
        links = tuple((a, min(b, end), url) for a, b, url in self.links if a < end)
        text = Text(plain, emphasis, links)
        return Block(text, place, calls, self.kind, self.label, self.key, embedded=embedded)

    def _close_emphasis(self) -> None:
        if self.emphasis and self.emphasis[-1][1] == self.opened:
            self.emphasis[-1] = (self.emphasis[-1][0], self.length)
        elif self.length > self.opened:
            self.emphasis.append((self.opened, self.length))


class Output:
    """The blocks so far, and the block being written: a paragraph, or the innermost note that is open."""

    def __init__(self, where: Callable[[], Place]) -> None:
        self._where = where
        self._blocks: list[Block] = []
        self._outer: list[Draft] = []
        self._notes: list[Block | None] = []
        self._broken = False
        self.draft = Draft()
        self.muted = False

    @property
    def in_note(self) -> bool:
        """Whether a note is being written."""
        return bool(self._outer)

    def text(self, text: str) -> None:
        """Characters as LaTeX sets them: quotes, dashes and guillemets from their ASCII forms."""
        if not self.muted:
            self.draft.add(_LIGATURE.sub(_ligature, text), self._where)

    def literal(self, text: str) -> None:
        """Characters as they are."""
        if not self.muted:
            self.draft.add(text, self._where)

    def call(self, label: str, key: str, place: Place) -> None:
        """A mark; it counts even where the text around it is left out."""
        self.draft.calls.append(Call(self.draft.length, label, place, key))

    def open_note(self, note: Draft) -> None:
        """Begins a note; what follows is its text."""
        note.slot = len(self._notes)
        self._notes.append(None)
        self._outer.append(self.draft)
        self.draft = note

    def close_note(self) -> None:
        """Ends the innermost note."""
        note, self.draft = self.draft, self._outer.pop()
        self._notes[note.slot] = note.block()

    def paragraph(self, *, broken: bool = False) -> None:
        """Ends the paragraph; within a note it is a blank. `broken`: the next may go on in mid-sentence."""
        if self._outer:
            self.literal(" ")
            return
        done, self.draft = self.draft, Draft(italic=self.draft.italic)
        if done.length or done.calls:
            block = done.block()
            goes_on = self._broken and block.text.plain[:1].islower()
            self._blocks.append(replace(block, continues=True) if goes_on else block)
            self._broken = broken
        else:
            self._broken = self._broken and broken
        self._blocks.extend(note for note in self._notes if note)
        self._notes.clear()

    def blocks(self) -> tuple[Block, ...]:
        """Everything, once nothing more is to come; notes never closed end here."""
        while self._outer:
            self.close_note()
        self.paragraph()
        return tuple(self._blocks)


def _ligature(found: re.Match[str]) -> str:
    return _LIGATURES[found.group()]
