"""Turns a tree of elements into blocks in one walk; what the elements mean is told by the format's reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from citecheck import refs
from citecheck.model import Block, Call, Place
from citecheck.read.draft import Draft, Noted

Element: TypeAlias = Any  # lxml has no types of its own


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


@dataclass(slots=True)
class Roles:
    """What single elements mean: found out before the walk. `appended`: text to add behind an element.

    `links`: where an element leads that prints something else, see `model.Text`.
    """

    notes: dict[Element, Noted] = field(default_factory=dict)
    marks: dict[Element, tuple[Mark, ...]] = field(default_factory=dict)
    omitted: set[Element] = field(default_factory=set)
    slanted: set[Element] = field(default_factory=set)
    upright: set[Element] = field(default_factory=set)
    appended: dict[Element, str] = field(default_factory=dict)
    links: dict[Element, str] = field(default_factory=dict)
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


class _Writer:
    """The walk's state: open drafts (the running text, and above it the notes it stands in) and what is done."""

    def __init__(self, vocabulary: Vocabulary, roles: Roles, path: Path, lined: bool) -> None:
        self.vocabulary, self.roles, self.path, self.lined = vocabulary, roles, str(path), lined
        self.done: list[Block] = []
        self.drafts = [Draft()]
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
            self.done.append(draft.block(self.path))
        self.done.extend(self.held)
        self.held.clear()
        self.drafts[0] = Draft(slanted=draft.slanted, scope=self.scope)

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
        if element in self.roles.links:
            self.drafts[-1].opened.append(self.drafts[-1].length)

    def _close(self, element: Element, name: str) -> None:
        if element in self.roles.links and self.drafts[-1].opened:
            start = self.drafts[-1].opened.pop()
            self.drafts[-1].linked.append((start, self.drafts[-1].length, self.roles.links[element]))
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
        self.drafts.append(Draft(self._line(element), noted, scope))

    def _close_note(self) -> None:
        block = self.drafts.pop().block(self.path)
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
