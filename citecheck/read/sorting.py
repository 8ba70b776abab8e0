"""Which paragraphs of a typed or scanned text are notes: the page is read from top to bottom, once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from citecheck import refs
from citecheck.model import NoteKind
from citecheck.read.conventions import are_bracketed, are_plain
from citecheck.read.paragraph import Paragraph
from citecheck.read.signs import Form, Lead, Sign, Weight, is_number, lead, signs
from citecheck.text import fold

LOOKAHEAD = 3  # paragraphs that one note at a page's foot may have before the next note
SKIPPED = 5  # numbers that may be missing in a section of endnotes before a number is no longer the next note's
HEADING = 60  # characters that a heading over notes may have


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or some of its lines.

    `kind`: None for running text; `lead`: what a note opens with, None where it goes on with the note before.
    `stretch` counts the groups of notes at the feet of pages, `chapter` the sections of endnotes.
    """

    paragraph: Paragraph
    start: int
    end: int
    kind: NoteKind | None = None
    lead: Lead | None = None
    signs: tuple[Sign, ...] = ()
    stretch: int = 0
    chapter: int = 0


def sort(paragraphs: Sequence[Paragraph]) -> list[Part]:
    """The paragraphs as running text and notes, in order; page numbers and ornaments between them are left out."""
    return list(_Sorter(paragraphs).parts())


_FURNITURE = re.compile(r"[\W\d_]{0,12}|\{\d+\}-+|[\W_]*")
_STOPPED = re.compile(r"[.!?\u2026:;\u061f\u3002\uff01\uff1f][\"'\u201d\u2019\u00bb\u203a)\]*]*\s*$")
_ISOTOPE = re.compile(r"[A-Z][a-z]?(?=[-\u2013\s]|$)")


def is_stopped(text: str) -> bool:
    """Whether a paragraph ends where a sentence does.

    >>> is_stopped('he said "no."'), is_stopped("as well as the")
    (True, False)
    """
    return _STOPPED.search(text[-24:]) is not None


class _Sorter:
    """What has been seen: the signs that no note has answered, and whether the reader stands among notes."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = [p for p in paragraphs if not _FURNITURE.fullmatch(p.text.plain) or p.raised]
        self.calling: dict[str, Weight] = {}
        self.heard: set[str] = set()
        self.stretch = self.chapter = self.last = 0
        self.form: Form | None = None  # of the notes that go on; None among running text
        self.ending = False
        self.ruled = False
        self.open = False
        self.note_open = False
        self.plainly = are_plain(self.paragraphs) and not any(map(self._is_entitled, self.paragraphs))
        self.bracketed = Weight.LOOSE if are_bracketed(self.paragraphs) else Weight.TIED

    def parts(self) -> Iterator[Part]:
        for index, paragraph in enumerate(self.paragraphs):
            self.ruled |= paragraph.ruled
            if paragraph.heading or self._opens_endnotes(index):
                yield self._heading(index)
            elif self._goes_on(index) if self.form is not None else self._is_carried(index):
                yield self._extension(paragraph)
            else:
                yield from self._paragraph(paragraph)

    def _heading(self, index: int) -> Part:
        """A heading opens, divides or closes a section of endnotes."""
        if self._opens_endnotes(index):
            self.ending, self.form, self.last = True, None, 0
        elif self.ending and not self._is_numbered(index + 1):
            self.ending, self.chapter = False, self.chapter + 1
        if not self.ending:
            self._resume()
        paragraph = self.paragraphs[index]
        return self._running(paragraph, 0, len(paragraph.text.plain), signs(paragraph))

    def _opens_endnotes(self, index: int) -> bool:
        if not self._is_entitled(self.paragraphs[index]):
            return False
        following = [i for i in (index + 1, index + 2) if self._is_numbered(i)]
        return bool(following) and (self.paragraphs[index].heading or self._is_called(following[0]))

    @staticmethod
    def _is_entitled(paragraph: Paragraph) -> bool:
        return len(paragraph.text.plain) <= HEADING and fold(paragraph.text.plain) in _headings()

    def _is_called(self, index: int) -> bool:
        """Whether some sign before asks for the note that opens a paragraph."""
        found = lead(self.paragraphs[index])
        return found is not None and found.label in self.heard

    def _is_numbered(self, index: int) -> bool:
        """Whether a paragraph opens with a sign, with 1, or with the number after the last note's."""
        found = lead(self.paragraphs[index]) if index < len(self.paragraphs) else None
        return found is not None and (found.label in ("1", str(self.last + 1)) or not is_number(found.label))

    def _goes_on(self, index: int) -> bool:
        """Whether a paragraph belongs to the note before it, although nothing at its head says so."""
        paragraph = self.paragraphs[index]
        if self._head(paragraph, 0) is not None or paragraph.ruled:
            return False
        if self.ending or self._is_between(index):
            return True
        return self.note_open and not self.open and paragraph.text.plain.lstrip()[:1].islower()

    def _is_carried(self, index: int) -> bool:
        """Whether a paragraph under a rule is the rest of the last page's note, before those called on this page."""
        paragraph, following = self.paragraphs[index], self.paragraphs[index + 1 : index + 2]
        if not (paragraph.ruled and self.note_open and self.last and paragraph.text.plain.lstrip()[:1].islower()):
            return False
        head = lead(following[0]) if following else None
        return head is not None and self.calling.get(head.label, 0) >= Weight.LIKELY

    def _is_between(self, index: int) -> bool:
        """Whether the next note, called before these notes began, comes only after this paragraph."""
        following = str(self.last + 1)
        if self.calling.get(following, 0) < Weight.LIKELY:
            return False
        for paragraph in self.paragraphs[index : index + LOOKAHEAD + 1]:
            found = lead(paragraph)
            if found is not None and found.form == self.form and found.label == following:
                return True
            if paragraph.heading or any(s.label == following for s in signs(paragraph)):
                return False
        return False

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Part]:
        """The paragraph, cut wherever one of its lines opens a note."""
        found = signs(paragraph)
        begin, opened = 0, None
        for start, end in _lines(paragraph.text.plain):
            head = self._head(paragraph, start)
            if head is not None:
                if start:
                    yield self._cut(paragraph, begin, start, opened, found)
                begin, opened = start, head
                self._begin(head)
            elif opened is None:
                if not start:
                    self._resume()
                self._hear(sign for sign in found if start <= sign.start < end)
        yield self._cut(paragraph, begin, len(paragraph.text.plain), opened, found)

    def _head(self, paragraph: Paragraph, start: int) -> Lead | None:
        """The head of a note at the line's beginning; None where it is running text after all."""
        found = lead(paragraph, start)
        if found is None or not paragraph.text.plain[found.end :].strip():
            return None
        opens = self._is_endnote(found) if self.ending else self._is_footnote(found, paragraph, start)
        return found if opens else None

    def _is_endnote(self, found: Lead) -> bool:
        if self.form is not None and found.form != self.form:
            return False
        if not is_number(found.label):
            return found.form >= Form.SYMBOL
        return found.label == "1" or 0 < int(found.label) - self.last <= SKIPPED

    def _is_footnote(self, found: Lead, paragraph: Paragraph, start: int) -> bool:
        """The less a head looks like a note's, the more must speak for it: its call, a rule, the note before."""
        weight = self.calling.get(found.label, 0)
        foot = self.form is not None or (self.ruled and not start)
        expected = is_number(found.label) and self.last > 0 and found.label == str(self.last + 1)
        if found.form == Form.RAISED:
            return weight > 0 or not (start or _ISOTOPE.match(paragraph.text.plain, found.end))
        if found.form == Form.SYMBOL:
            return weight > 0
        if found.form == Form.BRACKETED:
            return weight >= (Weight.LOOSE if foot else self.bracketed) or (foot and expected)
        alone = weight >= Weight.SURE and self.plainly
        if found.form == Form.DOTTED:
            return alone or (foot and (weight >= Weight.LIKELY or expected))
        return weight >= Weight.SURE and (foot or self.plainly) and self._is_first(found.label)

    def _is_first(self, label: str) -> bool:
        """Whether next to no smaller number is still without its note."""
        sure = (other for other, weight in self.calling.items() if weight is Weight.SURE and is_number(other))
        return sum(int(other) < int(label) for other in sure) <= SKIPPED

    def _begin(self, head: Lead) -> None:
        self.form = head.form
        self.calling.pop(head.label, None)
        if is_number(head.label):
            self.last = int(head.label)

    def _resume(self) -> None:
        """Running text again: what was not answered at this page's foot stays open only for endnotes."""
        if self.form is not None and not self.ending:
            self.stretch += 1
            self.calling = {}
        self.form, self.ruled = None, False

    def _hear(self, found: Iterable[Sign]) -> None:
        for sign in found:
            self.heard.add(sign.label)
            self.calling[sign.label] = max(sign.weight, self.calling.get(sign.label, Weight.LOOSE))

    def _cut(self, paragraph: Paragraph, start: int, end: int, head: Lead | None, found: Sequence[Sign]) -> Part:
        if head is None:
            return self._running(paragraph, start, end, found)
        self.note_open = not is_stopped(paragraph.text.plain[start:end])
        return Part(paragraph, start, end, self._kind(), head, (), self.stretch, self.chapter)

    def _extension(self, paragraph: Paragraph) -> Part:
        self.note_open = not is_stopped(paragraph.text.plain)
        return Part(paragraph, 0, len(paragraph.text.plain), self._kind(), None, (), self.stretch, self.chapter)

    def _running(self, paragraph: Paragraph, start: int, end: int, found: Sequence[Sign]) -> Part:
        inside = tuple(sign for sign in found if start <= sign.start < end)
        self.open = not paragraph.heading and not is_stopped(paragraph.text.plain[start:end])
        return Part(paragraph, start, end, None, None, inside, self.stretch, self.chapter)

    def _kind(self) -> NoteKind:
        return NoteKind.ENDNOTE if self.ending else NoteKind.FOOTNOTE


def _lines(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in plain.split("\n"):
        yield start, start + len(line) + 1
        start += len(line) + 1


@cache
def _headings() -> frozenset[str]:
    return frozenset(fold(word) for words in refs.words("endnotes").values() for word in words)
