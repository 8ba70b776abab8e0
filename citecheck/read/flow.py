"""Turns a tree of elements into blocks in one walk; what the elements mean is told by the format's reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from citecheck import refs
from citecheck.model import Block, Call, NoteKind, Place, Text

Element: TypeAlias = Any  # lxml has no types of its own

_INVISIBLE = ("\u00ad", "\u200b", "\u2060", "\ufeff")  # soft hyphen, breaks allowed and forbidden
_BEFORE = re.compile(r"[\s^\u2191\u21a9\ufe0e]*(?:[\])]?[.:,;]?(?=\s)|[\])]+)?[\s^\u2191\u21a9\ufe0e]*")
_AFTER = re.compile(r"(?:[\[(][\s,|\u21a9\u2191^\ufe0e]*[\])]|[\s\u21a9\u21b5\u2191\u23ce^\ufe0e])+$")
_LABEL_END = re.compile(r"(?:[\])][.:]?|[.:])\s+")
_CLOSING = frozenset(",;:.!?)]")
_LAST = 60  # characters in which to look for what links back have left behind


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What elements mean whatever stands in them, by local name: see refs/words/elements.toml."""

    apart: frozenset[str]
    emphasis: frozenset[str]
    omitted: frozenset[str]
    spaced: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that calls a note; see `model.Call`."""

    label: str
    key: str


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
class Roles:
    """What single elements mean: found out before the walk. `appended`: text to add behind an element."""

    notes: dict[Element, Noted] = field(default_factory=dict)
    marks: dict[Element, tuple[Mark, ...]] = field(default_factory=dict)
    omitted: set[Element] = field(default_factory=set)
    slanted: set[Element] = field(default_factory=set)
    upright: set[Element] = field(default_factory=set)
    appended: dict[Element, str] = field(default_factory=dict)
    scopes: dict[Element, int] = field(default_factory=dict)


def blocks(root: Element, vocabulary: Vocabulary, roles: Roles, path: Path, *, lined: bool = True) -> Iterator[Block]:
    """The blocks of a tree in reading order; a note that stands in the running text follows its paragraph.

    `lined`: whether the tree's lines are lines of the file at `path`. Comments and processing instructions must be
    out of the tree: the text behind them would be lost.
    """
    writer = _Writer(vocabulary, roles, path, lined)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            writer.leave(element, is_root=element is root)
        elif not writer.enter(element):
            walk.skip_subtree()
    writer.flush()
    yield from writer.done


def vocabulary(form: str) -> Vocabulary:
    """What the elements of a format mean."""
    return Vocabulary(**{meaning: frozenset(names.split()) for meaning, names in refs.words("elements")[form].items()})


def text_of(element: Element) -> str:
    """All text inside an element, white space made single spaces."""
    return " ".join("".join(element.itertext()).split())


def has_text(element: Element) -> bool:
    """Whether anything but white space stands inside an element; looks no further than the first character."""
    return any(not piece.isspace() for piece in element.itertext())


def local_name(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


@dataclass(slots=True)
class _Draft:
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
    calls: list[Call] = field(default_factory=list)

    def write(self, piece: str) -> None:
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
        if not self.slanted:
            self.since = self.length
        self.slanted += 1

    def straighten(self) -> None:
        self.slanted -= 1
        if not self.slanted and self.length > self.since:
            self.emphasis.append((self.since, self.length))


class _Writer:
    """The walk's state: open drafts (the running text, and above it the notes it stands in) and what is done."""

    def __init__(self, vocabulary: Vocabulary, roles: Roles, path: Path, lined: bool) -> None:
        self.vocabulary, self.roles, self.path, self.lined = vocabulary, roles, str(path), lined
        self.done: list[Block] = []
        self.drafts = [_Draft()]
        self.held: list[Block] = []  # notes inside the paragraph that is still being written
        self.names: dict[str, str] = {}
        self.scope: int | None = None
        self.scopes: list[int | None] = []

    def enter(self, element: Element) -> bool:
        """Opens an element; False where nothing inside it is to be read."""
        name, roles = self._name(element), self.roles
        if element in roles.marks:
            self._call(element, roles.marks[element])
            return False
        if name in self.vocabulary.omitted or element in roles.omitted:
            return False
        if element in roles.scopes:
            self.scopes.append(self.scope)
            self._turn(roles.scopes[element])
        self._open(element, name)
        if element.text:
            self.drafts[-1].write(element.text)
        return True

    def leave(self, element: Element, *, is_root: bool = False) -> None:
        """Closes an element and reads what stands behind it."""
        name, roles = self._name(element), self.roles
        if not (element in roles.marks or name in self.vocabulary.omitted or element in roles.omitted):
            self._close(element, name)
        if element in roles.appended:
            self.drafts[-1].write(roles.appended[element])
        if element.tail and not is_root:
            self.drafts[-1].write(element.tail)

    def flush(self) -> None:
        """Ends the running paragraph."""
        draft = self.drafts[0]
        if draft.calls or draft.length:
            self.done.append(self._block(draft))
        self.done.extend(self.held)
        self.held.clear()
        self.drafts[0] = _Draft(slanted=draft.slanted, scope=self.scope)

    def _name(self, element: Element) -> str:
        tag = element.tag
        name = self.names.get(tag)
        if name is None:
            name = self.names[tag] = local_name(element)
        return name

    def _open(self, element: Element, name: str) -> None:
        if element in self.roles.notes:
            self._open_note(element, self.roles.notes[element])
        elif name in self.vocabulary.apart:
            self._part()
            self.drafts[-1].line = self.drafts[-1].line or self._line(element)
        elif name in self.vocabulary.spaced:
            self.drafts[-1].apart = True
        if self._is_slanted(element, name):
            self.drafts[-1].slant()

    def _close(self, element: Element, name: str) -> None:
        if self._is_slanted(element, name):
            self.drafts[-1].straighten()
        if element in self.roles.notes:
            self._close_note()
        elif name in self.vocabulary.apart:
            self._part()
            self.drafts[-1].line = self.drafts[-1].line or self._line(element)
        elif name in self.vocabulary.spaced:
            self.drafts[-1].apart = True
        if element in self.roles.scopes:
            self._turn(self.scopes.pop())

    def _is_slanted(self, element: Element, name: str) -> bool:
        roles = self.roles
        return (name in self.vocabulary.emphasis or element in roles.slanted) and element not in roles.upright

    def _turn(self, scope: int | None) -> None:
        self.flush()
        self.scope = self.drafts[0].scope = scope

    def _part(self) -> None:
        """Between two paragraphs: of the running text, or of one note, which stays one block."""
        if len(self.drafts) > 1:
            self.drafts[-1].apart = True
        else:
            self.flush()

    def _open_note(self, element: Element, noted: Noted) -> None:
        if noted.called_here:
            self._call(element, (Mark(noted.label, noted.key),))
        scope = self.scope if noted.scope is None else noted.scope
        self.drafts.append(_Draft(self._line(element), noted, scope))

    def _close_note(self) -> None:
        block = self._block(self.drafts.pop())
        if len(self.drafts) == 1 and not self.drafts[0].length:
            self.done.append(block)
        else:
            self.held.append(block)

    def _call(self, element: Element, marks: Iterable[Mark]) -> None:
        draft = self.drafts[-1]
        place = Place(self.path, self._line(element))
        draft.line = draft.line or place.line
        draft.calls.extend(Call(draft.length, mark.label, place, mark.key) for mark in marks)

    def _line(self, element: Element) -> int | None:
        return element.sourceline if self.lined else None

    def _block(self, draft: _Draft) -> Block:
        if draft.slanted and draft.length > draft.since:
            draft.emphasis.append((draft.since, draft.length))
        text, calls = _composed(*_tidy("".join(draft.parts), draft.emphasis, draft.calls))
        place = Place(self.path, draft.line)
        if draft.noted is None:
            return Block(text, place, calls, scope=draft.scope)
        noted = draft.noted
        start, end = _note_bounds(text.plain, noted.opening)
        inside = tuple(_moved(call, min(max(call.offset - start, 0), end - start)) for call in calls)
        return Block(text.slice(start, end), place, inside, noted.kind, noted.label, noted.key, scope=draft.scope)


def _tidy(plain: str, emphasis: Iterable[tuple[int, int]], calls: Iterable[Call]) -> tuple[Text, tuple[Call, ...]]:
    """The text without white space at its ends, ranges without white space at theirs."""
    plain = plain.rstrip()
    ranges: list[tuple[int, int]] = []
    for start, end in emphasis:
        inside = plain[start:end]
        first, last = start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())
        if first < last:
            ranges.append((first, last))
    return Text(plain, tuple(ranges)), tuple(_moved(call, min(call.offset, len(plain))) for call in calls)


def _moved(call: Call, offset: int) -> Call:
    return call if offset == call.offset else Call(offset, call.label, call.place, call.key, call.sure)


def _composed(text: Text, calls: tuple[Call, ...]) -> tuple[Text, tuple[Call, ...]]:
    """The same in NFC; rare enough to count the offsets anew one by one."""
    plain = text.plain
    if unicodedata.is_normalized("NFC", plain):
        return text, calls
    edges = {0, len(plain), *(edge for pair in text.emphasis for edge in pair), *(call.offset for call in calls)}
    behind = {edge: _behind_accents(plain, edge) for edge in edges}
    composed, moved = "", {0: 0}
    for start, end in pairwise(sorted({0, *behind.values()})):
        composed += unicodedata.normalize("NFC", plain[start:end])
        moved[end] = len(composed)
    ranges = ((moved[behind[start]], moved[behind[end]]) for start, end in text.emphasis)
    emphasis = tuple((start, end) for start, end in ranges if start < end)
    return Text(composed, emphasis), tuple(_moved(call, moved[behind[call.offset]]) for call in calls)


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
