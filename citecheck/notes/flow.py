"""Running text as it was before page breaks cut it: blocks that continue one another, joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from citecheck.model import Block
from citecheck.notes.sentences import sentences

BEFORE = 300  # characters: where the sentence before is shorter, the one before that is given too
LONGEST = 1500  # characters of a sentence on either side of its mark; the longest of the samples has 1,100 in all
PROSE = 120  # characters from which a paragraph is running text even though no stop ends it

_BROKEN_WORD = re.compile(r"[^\W\d_][-\u00ad\u2010]$")


def flows(blocks: Sequence[Block], language: str | None) -> dict[int, Flow]:
    """The flow of each block by the block's index; a note's is its own."""
    found: dict[int, Flow] = {}
    running: Flow | None = None
    prose: Flow | None = None
    for index, block in enumerate(blocks):
        if block.kind is not None:
            found[index] = Flow(language).extended(index, block)
        elif block.continues and running is not None:
            found[index] = running.extended(index, block)
        else:
            prose = running if running is not None and running.is_prose() else prose
            running = Flow(language, prose)
            found[index] = running.extended(index, block)
    return found


@dataclass(slots=True)
class Flow:
    """Blocks that make one paragraph, and the last flow of prose before it."""

    language: str | None
    previous: Flow | None = None
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _starts: dict[int, int] = field(default_factory=dict)
    _breaks: set[int] = field(default_factory=set)
    _text: str | None = None
    _sentences: list[tuple[int, int]] | None = None
    _sorted: list[int] | None = None

    def extended(self, index: int, block: Block) -> Flow:
        """The flow itself, the block joined to it; a word cut by a hyphen is made whole."""
        if self._pieces:
            self._join(block.text.plain)
        self._starts[index] = self._length
        self._breaks.update(self._length + call.offset for call in block.calls)
        self._pieces.append(block.text.plain)
        self._length += len(block.text.plain)
        return self

    def _join(self, following: str) -> None:
        if _BROKEN_WORD.search(self._pieces[-1][-2:]) and following[:1].islower():
            self._pieces[-1] = self._pieces[-1][:-1]
            self._length -= 1
        else:
            self._pieces.append(" ")
            self._length += 1

    @property
    def text(self) -> str:
        """All of it; asked for when no block will be joined any more."""
        if self._text is None:
            self._text = "".join(self._pieces)
        return self._text

    def is_prose(self) -> bool:
        """Whether it is more than a heading: it ends in a stop, or is long."""
        return self._length > PROSE or not self._pieces[-1][-1:].isalnum()

    def around(self, block: int, offset: int) -> tuple[str, str]:
        """The sentence that a mark belongs to, and what precedes; a mark after a full stop belongs to what it ends."""
        ranges, at = self._ranges(), self._starts[block] + offset
        index = self._index(at)
        said = self._last(index)
        if not said and self.previous is not None:
            said = self.previous._last(len(self.previous._ranges()))
        return (self._near(*ranges[index], at) if ranges else ""), said

    def lead(self, block: int, offset: int) -> str:
        """Of the sentence that a mark belongs to, what stands between the mark before and this one."""
        ranges, at = self._ranges(), self._starts[block] + offset
        if not ranges:
            return ""
        marks = self._marks()
        place = bisect_left(marks, at)
        start, _ = ranges[self._index(at)]
        return self._near(max(start, marks[place - 1] if place else 0), at, at)

    def _index(self, at: int) -> int:
        """Which sentence a mark belongs to."""
        return max(0, bisect_left(self._ranges(), (at, 0)) - 1)

    def _marks(self) -> list[int]:
        if self._sorted is None:
            self._sorted = sorted(self._breaks)
        return self._sorted

    def _near(self, start: int, end: int, at: int) -> str:
        """The text from `start` to `end`, of what is no sentence but a list or a table the part around a mark."""
        return self.text[max(start, at - LONGEST) : min(end, at + LONGEST)]

    def _ranges(self) -> list[tuple[int, int]]:
        if self._sentences is None:
            self._sentences = sentences(self.text, self.language, self._breaks)
        return self._sentences

    def _last(self, index: int) -> str:
        """The sentence before the one at `index`; two where it is short."""
        ranges = self._ranges()[max(0, index - 2) : index]
        if len(ranges) == 2 and ranges[1][1] - ranges[1][0] > BEFORE:
            del ranges[0]
        return self._near(ranges[0][0], ranges[-1][1], ranges[-1][1]) if ranges else ""
