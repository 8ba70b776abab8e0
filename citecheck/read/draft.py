"""A block while a tree is walked: text gathered piece by piece, with its emphasis, links and calls."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise

from citecheck.model import Block, Call, NoteKind, Place, Text

_INVISIBLE = ("\u00ad", "\u200b", "\u2060", "\ufeff")  # soft hyphen, breaks allowed and forbidden
_BEFORE = re.compile(r"[\s^\u2191\u21a9\ufe0e]*(?:[\])]?[.:,;]?(?=\s)|[\])]+)?[\s^\u2191\u21a9\ufe0e]*")
_AFTER = re.compile(r"(?:[\[(][\s,|\u21a9\u2191^\ufe0e]*[\])]|[\s\u21a9\u21b5\u2191\u23ce^\ufe0e])+$")
_LABEL_END = re.compile(r"(?:[\])][.:]?|[.:])\s+")
_CLOSING = frozenset(",;:.!?)]")
_LAST = 60  # characters in which to look for what links back have left behind


@dataclass(frozen=True, slots=True)
class Noted:
    """An element that is a note. `called_here`: it stands where it is called, in the running text.

    `opening`: the label as printed at the head of the note's own text, from where it is taken away.
    """

    label: str
    key: str
    kind: NoteKind = NoteKind.FOOTNOTE
    called_here: bool = False
    opening: str = ""
    scope: int | None = None


@dataclass(slots=True)
class Draft:
    """A block being written; `slanted` counts the open elements of emphasis, `since` is where the first began."""

    line: int | None = None
    noted: Noted | None = None
    scope: int | None = None
    parts: list[str] = field(default_factory=list)
    length: int = 0
    spaced: bool = True
    apart: bool = False  # a space is due before the next word, if that is what follows
    slanted: int = 0
    since: int = 0
    emphasis: list[tuple[int, int]] = field(default_factory=list)
    linked: list[tuple[int, int, str]] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)  # where the open links began
    calls: list[Call] = field(default_factory=list)

    def write(self, piece: str) -> None:
        """Adds text, its white space made single; invisible characters are left out."""
        if not piece.isascii():
            for character in _INVISIBLE:  # four searches are ten times faster than one translate()
                piece = piece.replace(character, "")
        words = " ".join(piece.split())
        if not words:
            words = " " * (bool(piece) and not self.spaced)
        else:
            opens_apart = piece[0].isspace() or (self.apart and words[0] not in _CLOSING)
            words = " " * (opens_apart and not self.spaced) + words + " " * piece[-1].isspace()
            self.apart = False
        if words:
            self.parts.append(words)
            self.length += len(words)
            self.spaced = words[-1] == " "

    def slant(self) -> None:
        """Begins emphasis."""
        if not self.slanted:
            self.since = self.length
        self.slanted += 1

    def straighten(self) -> None:
        """Ends emphasis; it may have been begun more than once."""
        self.slanted -= 1
        if not self.slanted and self.length > self.since:
            self.emphasis.append((self.since, self.length))

    def block(self, path: str) -> Block:
        """What was written, as a block."""
        if self.slanted and self.length > self.since:
            self.emphasis.append((self.since, self.length))
        text, calls = _composed(*_tidy("".join(self.parts), self))
        place = Place(path, self.line)
        if self.noted is None:
            return Block(text, place, calls, scope=self.scope)
        noted = self.noted
        start, end = _note_bounds(text.plain, noted.opening)
        inside = tuple(_moved(call, min(max(call.offset - start, 0), end - start)) for call in calls)
        return Block(text.slice(start, end), place, inside, noted.kind, noted.label, noted.key, scope=self.scope)


def _tidy(plain: str, draft: Draft) -> tuple[Text, tuple[Call, ...]]:
    """The text without white space at its ends, ranges without white space at theirs."""
    plain = plain.rstrip()
    ranges = (_trimmed(plain, start, end) for start, end in draft.emphasis)
    links = ((*_trimmed(plain, start, end), address) for start, end, address in draft.linked)
    text = Text(plain, tuple(r for r in ranges if r[0] < r[1]), tuple(link for link in links if link[0] < link[1]))
    return text, tuple(_moved(call, min(call.offset, len(plain))) for call in draft.calls)


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    inside = plain[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


def _moved(call: Call, offset: int) -> Call:
    return call if offset == call.offset else Call(offset, call.label, call.place, call.key, call.sure)


def _composed(text: Text, calls: tuple[Call, ...]) -> tuple[Text, tuple[Call, ...]]:
    """The same in NFC; rare enough to count the offsets anew one by one."""
    plain = text.plain
    if unicodedata.is_normalized("NFC", plain):
        return text, calls
    ranges = [*text.emphasis, *((start, end) for start, end, _ in text.links)]
    edges = {0, len(plain), *(edge for pair in ranges for edge in pair), *(call.offset for call in calls)}
    behind = {edge: _behind_accents(plain, edge) for edge in edges}
    composed, moved = "", {0: 0}
    for start, end in pairwise(sorted({0, *behind.values()})):
        composed += unicodedata.normalize("NFC", plain[start:end])
        moved[end] = len(composed)
    to = {edge: moved[offset] for edge, offset in behind.items()}
    emphasis = tuple((to[start], to[end]) for start, end in text.emphasis if to[start] < to[end])
    links = tuple((to[start], to[end], address) for start, end, address in text.links if to[start] < to[end])
    return Text(composed, emphasis, links), tuple(_moved(call, to[call.offset]) for call in calls)


def _behind_accents(plain: str, offset: int) -> int:
    """No range may part a letter from its accents: they become one character."""
    while offset < len(plain) and unicodedata.combining(plain[offset]):
        offset += 1
    return offset


def _note_bounds(plain: str, opening: str) -> tuple[int, int]:
    """Where a note's own words begin and end: without its printed label, and what links back have left behind."""
    start = _BEFORE.match(plain).end()  # type: ignore[union-attr]  # it matches the empty string
    if opening:
        start = _behind_label(plain, opening, start)
    left = _AFTER.search(plain[-_LAST:])
    end = len(plain) - (len(left.group()) if left else 0)
    return min(start, end), end


def _behind_label(plain: str, label: str, start: int) -> int:
    """A number needs a stop or a bracket behind it, or it may be the note's first word; a sign does not."""
    at = start + (plain[start : start + 1] in {"[", "("})
    if not plain.startswith(label, at):
        return start
    end = _LABEL_END.match(plain, at + len(label))
    if end:
        return end.end()
    return start if label[-1].isalnum() else at + len(label) + (plain[at + len(label) :][:1] == " ")
