"""A paragraph of any format before it is known whether it is running text or a note."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from citecheck.model import Place, Text


@dataclass(frozen=True, slots=True)
class Raised:
    """Characters above the line, or a number that leads to an anchor of the document (`target`)."""

    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""Text with its raised characters; ``"\n"`` where a line ends.

    `origins`: (offset, line, column) wherever the characters do not simply follow one another in the file, and where
    what raises them begins; () for formats without lines. `anchors`: the names by which links reach it. `ruled`: a
    line across the page stands before it. `page`: None where the format does not tell.
    """

    text: Text
    raised: tuple[Raised, ...] = ()
    origins: tuple[tuple[int, int, int], ...] = ()
    anchors: tuple[str, ...] = ()
    heading: bool = False
    ruled: bool = False
    page: int | None = None

    def place(self, offset: int, path: str) -> Place:
        """Where the character at `offset` stands in the file."""
        if not self.origins:
            return Place(path, page=self.page)
        at = bisect_left(self.origins, (offset, 0, 0))
        if at == len(self.origins) or self.origins[at][0] > offset:
            at = max(0, at - 1)
        start, line, column = self.origins[at]
        return Place(path, line, column + offset - start, self.page)


_RUN = re.compile(r"(?P<space>\s+)|\S+(?:\s\S+)*")
_WHITE = re.compile(r"\s")
_STOPS = frozenset(".,;:!?)]}\u00bb\u201d\u2019\u060c\u061b\u061f\u3002\uff0c")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Cut:
    """A text with parts taken out; `removed`: (start, end, characters gone before), in order."""

    text: Text
    removed: tuple[tuple[int, int, int], ...]

    def moved(self, offset: int) -> int:
        """Where an offset of the whole text has gone; that of a character taken out leads to the one behind."""
        at = bisect_right(self.removed, (offset, -1, 0))
        if not at:
            return offset
        start, end, gone = self.removed[at - 1]
        return offset - gone - (min(end, offset) - start)


def cut(text: Text, start: int, end: int, marks: Iterable[tuple[int, int]] = (), *, whole: bool = False) -> Cut:
    """The text from `start` to `end` without the marks; white space made single and trimmed.

    A space before a mark goes with it where a stop follows: "Marxists (1)." gives "Marxists.". A mark may be empty.
    `whole`: lines end where a printer broke them, so that words cut by a hyphen are made whole.
    """
    plain = text.plain
    taken = list(_widened(plain, sorted(mark for mark in marks if start <= mark[0] and mark[1] <= end), start))
    if whole:
        taken += [m.span() for m in _BROKEN_WORD.finditer(plain, start, end) if plain[m.end()].islower()]
    return _taken(text, _single(plain, _kept(sorted(taken), start, end)))


def _widened(plain: str, marks: Iterable[tuple[int, int]], floor: int) -> Iterator[tuple[int, int]]:
    """The marks, each with the white space before it if it is followed by white space, a stop or nothing."""
    for start, end in marks:
        begin, follows = start, plain[end : end + 1]
        if not follows or follows.isspace() or follows in _STOPS:
            while begin > floor and plain[begin - 1].isspace():
                begin -= 1
        yield begin, end
        floor = max(floor, end)


def _kept(taken: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stays from `start` to `end`."""
    for begin, stop in [*taken, (end, end)]:
        if begin > start:
            yield start, begin
        start = max(start, stop)


def _single(plain: str, kept: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same with one character for each run of white space, and none at the ends."""
    pieces: list[tuple[int, int]] = []
    blank = True
    for start, end in kept:
        for found in _RUN.finditer(plain, start, end):
            if not found["space"]:
                pieces.append(found.span())
            elif not blank:
                pieces.append((found.start(), found.start() + 1))
            blank = bool(found["space"])
    return pieces[:-1] if pieces and blank else pieces


def _taken(text: Text, kept: Sequence[tuple[int, int]]) -> Cut:
    """The text of the ranges kept."""
    removed, at, gone = [], 0, 0
    for begin, stop in [*kept, (len(text.plain), len(text.plain))]:
        if begin > at:
            removed.append((at, begin, gone))
            gone += begin - at
        at = stop
    plain = _WHITE.sub(" ", "".join(text.plain[begin:stop] for begin, stop in kept))
    bare = Cut(Text(plain), tuple(removed))
    spans = ((bare.moved(a), bare.moved(b)) for a, b in text.emphasis)
    links = ((bare.moved(a), bare.moved(b), url) for a, b, url in text.links)
    return Cut(
        Text(plain, tuple(s for s in spans if s[0] < s[1]), tuple(u for u in links if u[0] < u[1])), bare.removed
    )


def joined(texts: Sequence[Text]) -> tuple[Text, list[int]]:
    """The paragraphs of a note as one text, a line break between them, and where each begins in it."""
    starts = list(accumulate((len(text.plain) + 1 for text in texts), initial=0))[: len(texts)]
    emphasis = [(a + start, b + start) for text, start in zip(texts, starts, strict=True) for a, b in text.emphasis]
    links = [(a + start, b + start, u) for text, start in zip(texts, starts, strict=True) for a, b, u in text.links]
    return Text("\n".join(text.plain for text in texts), tuple(emphasis), tuple(links)), starts
