"""Running text as it was before page breaks cut it: blocks that continue one another, joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from citecheck.model import Block
from citecheck.notes.sentences import sentences

BEFORE = 300  # characters: where the sentence before is shorter, the one before that is given too
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
    _text: str = ""
    _starts: dict[int, int] = field(default_factory=dict)
    _breaks: set[int] = field(default_factory=set)
    _sentences: list[tuple[int, int]] | None = None

    def extended(self, index: int, block: Block) -> Flow:
        """The flow itself, the block joined to it; a word cut by a hyphen is made whole."""
        if _BROKEN_WORD.search(self._text[-2:]) and block.text.plain[:1].islower():
            self._text = self._text[:-1]
        elif self._text:
            self._text += " "
        self._starts[index] = len(self._text)
        self._breaks.update(len(self._text) + call.offset for call in block.calls)
        self._text += block.text.plain
        return self

    def is_prose(self) -> bool:
        """Whether it is more than a heading: it ends in a stop, or is long."""
        return len(self._text) > PROSE or not self._text[-1:].isalnum()

    def around(self, block: int, offset: int) -> tuple[str, str]:
        """The sentence that a mark belongs to, and what precedes; a mark after a full stop belongs to what it ends."""
        ranges = self._ranges()
        index = max(0, bisect_left(ranges, (self._starts[block] + offset, 0)) - 1)
        said = self._last(index)
        if not said and self.previous is not None:
            said = self.previous._last(len(self.previous._ranges()))
        return (self._text[slice(*ranges[index])] if ranges else ""), said

    def _ranges(self) -> list[tuple[int, int]]:
        if self._sentences is None:
            self._sentences = sentences(self._text, self.language, self._breaks)
        return self._sentences

    def _last(self, index: int) -> str:
        """The sentence before the one at `index`; two where it is short."""
        ranges = self._ranges()[max(0, index - 2) : index]
        if len(ranges) == 2 and ranges[1][1] - ranges[1][0] > BEFORE:
            del ranges[0]
        return self._text[ranges[0][0] : ranges[-1][1]] if ranges else ""
