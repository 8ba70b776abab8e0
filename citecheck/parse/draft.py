"""A reference while its fields are being found: its pieces, and the spans so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from citecheck.model import Span
from citecheck.parse.atoms import Marked
from citecheck.parse.pieces import Piece
from citecheck.parse.tokens import Tokens

_TRIMMED = frozenset(",;:([{—–-“”‘’«»„‚\"'`…/.")
_NOTHING = Piece(0, 0, "none")


@dataclass(slots=True)
class Draft:
    """What has been found so far. `style`: the delimiter after the authors, by which titles end.

    `title`, `container`: whether they are known; `quoted`: whether the title stands in quotation marks.
    """

    tokens: Marked
    pieces: list[Piece]
    style: str
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    title: bool = False
    container: bool = False
    quoted: bool = False

    def piece(self, at: int) -> Piece:
        """A piece, or, past either end, one of no kind."""
        return self.pieces[at] if 0 <= at < len(self.pieces) else _NOTHING

    def printed(self, at: int) -> str:
        """The text of a piece."""
        return self.tokens.printed(self.pieces[at].start, self.pieces[at].end)

    def opens_capital(self, at: int) -> bool:
        """Whether a piece begins with a capital letter."""
        return self.tokens[self.pieces[at].start].capital

    def add(self, start: int, end: int, name: str) -> None:
        """Notes a field, its marks and delimiters trimmed."""
        start, end = _trim(self.tokens, start, end)
        if start < end:
            self.spans.append((start, end, name))

    def has(self, *names: str) -> bool:
        """Whether one of the fields is known."""
        return any(name in names for _, _, name in self.spans)

    def finish(self, start: int) -> tuple[tuple[Span, ...], int]:
        """The spans in order, and the token where the last one ends (`start` where there is none)."""
        tokens, kept = self.tokens, sorted(self.spans)
        last = max((end for _, end, _ in kept), default=start)
        return tuple(Span(tokens[a].start, tokens[b - 1].end, name) for a, b, name in kept), last


def _trim(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Without marks at either end; a closing bracket stays with its opening one."""
    while start < end and tokens[start].text in _TRIMMED and tokens.closing.get(start, end) >= end:
        start += 1
    while start < end and _may_drop(tokens, start, end):
        end -= 1
    return start, end


def _may_drop(tokens: Tokens, start: int, end: int) -> bool:
    text = tokens[end - 1].text
    if text in ")]":
        return not any(tokens.closing.get(i) == end - 1 for i in range(start, end))
    return text in _TRIMMED
