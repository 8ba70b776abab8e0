"""Pieces of Markdown put together: plain characters, and over which of them something extends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citecheck.model import Text
from citecheck.read.delimiters import Delimiter
from citecheck.read.paragraph import Raised

_OUTSIDE = ("http:", "https:", "ftp:", "doi:", "//")


@dataclass(frozen=True, slots=True)
class Called:
    """``[^label]``: `offset` in the plain text, `source` in the source."""

    offset: int
    source: int
    label: str


@dataclass(frozen=True, slots=True)
class Inserted:
    """A note written inside the paragraph; its own source goes from `start` to `end`."""

    offset: int
    source: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Inline:
    """A paragraph scanned. `origins`: (offset in the plain text, offset in the source) wherever the two part."""

    text: Text
    raised: tuple[Raised, ...] = ()
    called: tuple[Called, ...] = ()
    inserted: tuple[Inserted, ...] = ()
    anchors: tuple[str, ...] = ()
    origins: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Piece:
    """A bit of the source: characters, or a sign that something begins, ends or stands there."""

    kind: str
    value: str
    source: int
    delimiter: Delimiter | None = None
    span: tuple[int, int] = (0, 0)


def assemble(pieces: Iterable[Piece]) -> Inline:
    """The paragraph that the pieces make; its delimiters have been paired."""
    page = _Page()
    for piece in pieces:
        page.add(piece)
    return page.finished()


class _Page:
    """The plain characters so far, and the ranges that are open or done."""

    def __init__(self) -> None:
        self.plain: list[str] = []
        self.length = 0
        self.origins: list[tuple[int, int]] = []
        self.italic: list[int] = []
        self.emphasis: list[tuple[int, int]] = []
        self.raising: list[int] = []
        self.raised: list[Raised] = []
        self.linking: list[tuple[int, str]] = []
        self.links: list[tuple[int, int, str]] = []
        self.called: list[Called] = []
        self.inserted: list[Inserted] = []
        self.anchors: list[str] = []

    def add(self, piece: Piece) -> None:
        if piece.kind == "text":
            self._write(piece.value, piece.source)
        elif piece.delimiter is not None:
            self._delimit(piece, piece.delimiter)
        elif piece.kind == "called":
            self.called.append(Called(self.length, piece.source, piece.value))
        elif piece.kind == "inserted":
            self.inserted.append(Inserted(self.length, piece.source, *piece.span))
        elif piece.kind == "anchor":
            self.anchors.append(piece.value)
        else:
            self._range(piece)

    def _range(self, piece: Piece) -> None:
        if piece.kind == "+italic":
            self._italicize()
        elif piece.kind == "-italic":
            self._straighten()
        elif piece.kind == "+raised":
            self.origins.append((self.length, piece.source))
            self.raising.append(self.length)
        elif piece.kind == "+link":
            self.origins.append((self.length, piece.source))
            self.linking.append((self.length, piece.value))
        elif piece.kind == "-raised" and self.raising:
            self.raised.append(Raised(self.raising.pop(), self.length))
        elif piece.kind == "-link" and self.linking:
            self._link(*self.linking.pop())

    def _write(self, plain: str, source: int) -> None:
        self.origins.append((self.length, source))
        self.plain.append(plain)
        self.length += len(plain)

    def _delimit(self, piece: Piece, run: Delimiter) -> None:
        for _ in range(run.ends):
            self._straighten()
        if run.count == 1 or self.raising or not (run.opens or run.closes):
            self._write(run.sign * run.count, piece.source)
        for _ in range(run.begins):
            self._italicize()

    def _italicize(self) -> None:
        self.italic.append(self.length)

    def _straighten(self) -> None:
        if self.italic:
            began = self.italic.pop()
            if not self.italic and self.length > began:
                self.emphasis.append((began, self.length))

    def _link(self, start: int, target: str) -> None:
        if target.startswith("#"):
            self.raised.append(Raised(start, self.length, target[1:]))
        elif target.lower().startswith(_OUTSIDE) and self.length > start:
            self.links.append((start, self.length, target))

    def finished(self) -> Inline:
        plain = "".join(self.plain)
        links = tuple(sorted(link for link in self.links if not _is_same(plain[link[0] : link[1]], link[2])))
        text = Text(plain, _merged(self.emphasis), links)
        raised = tuple(sorted(self.raised, key=lambda r: (r.start, r.end)))
        return Inline(text, raised, tuple(self.called), tuple(self.inserted), tuple(self.anchors), tuple(self.origins))


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The ranges in order, those that touch or overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _is_same(printed: str, target: str) -> bool:
    """Whether the printed words are the address itself, with or without its scheme."""
    return target.rstrip("/").endswith(printed.strip().rstrip("/")) and ("." in printed or "/" in printed)
