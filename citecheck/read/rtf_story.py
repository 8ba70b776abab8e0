"""Follows the groups and words of an RTF file: which characters are text, how they look, and what notes they call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from citecheck.errors import ReadError
from citecheck.model import Document, NoteKind
from citecheck.read import fields
from citecheck.read.manuscript import Manuscript
from citecheck.read.rtf_groups import Field, Goal, Group, Note
from citecheck.read.rtf_letters import Letters
from citecheck.read.rtf_tables import Numbering, Tables
from citecheck.read.rtf_words import CHARACTERS, NUMBERING, SKIPPED, TRANSPARENT
from citecheck.read.runs import Reference, Runs

DEPTH = 2_000  # groups within groups; Word itself writes a few dozen
_SIGN = 6  # characters that an author's own sign for a note may have


class Story:
    """Takes tokens in order. `done`: the file's one group has ended."""

    def __init__(self, path: Path) -> None:
        self.done = False
        self._path = path
        self._group = Group()
        self._outer: list[Group] = []
        self._letters = Letters()
        self._tables = Tables()
        self._numbering = Numbering()
        self._now = Runs()
        self._paragraphs = [self._now]
        self._notes: dict[str, Runs] = {}
        self._note: Note | None = None
        self._fields: list[Field] = []
        self._section = 0
        self._page = 1
        self._paged = False
        self._numbered = False  # an automatic number has just been printed
        self._optional = False  # the next word names a destination that may be skipped

    def document(self, form: str) -> Document:
        """What was read."""
        path, scheme, language = str(self._path), self._numbering.scheme, self._tables.language
        return Manuscript(path, form, scheme, self._paragraphs, self._notes, self._paged, language).document()

    # --- tokens

    def text(self, text: str) -> None:
        """Characters, one for each byte of the file."""
        self._put(self._letters.text(text))

    def byte(self, byte: int) -> None:
        """A byte written in hexadecimal digits."""
        self._letters.byte(byte)

    def sign(self, sign: str) -> None:
        """A control symbol: what follows a backslash and is no letter."""
        self._flush()
        if sign == "*":
            self._optional = True
        elif self._letters.skips():
            return
        elif sign in "\r\n":
            self._end_paragraph(None)
        elif sign in _SYMBOLS:
            self._put(_SYMBOLS[sign])

    def open(self) -> None:
        """A group begins."""
        self._flush()
        self._letters.stop()
        if len(self._outer) >= DEPTH:
            raise ReadError(f"{self._path}: more than {DEPTH} groups within one another: damaged; save it again")
        self._outer.append(self._group)
        self._group = self._group.inner()
        self._tables.open()

    def close(self) -> None:
        """A group ends."""
        self._flush()
        self._letters.stop()
        self._optional = False
        if self._group.ending:
            self._group.ending()
        if self._outer:
            self._group = self._outer.pop()
        self.done = not self._outer

    def end(self) -> None:
        """The file ends; ReadError where it does so in the middle."""
        self._flush()
        if len(self._outer) > 1:
            raise ReadError(f"{self._path}: ends in the middle of the text: damaged in transfer? Save or copy it again")

    def word(self, word: str, number: int | None) -> None:
        """A control word and its number."""
        self._flush()
        optional, self._optional = self._optional, False
        if self._group.goal is Goal.NOWHERE:
            if word == "ud":  # the same once more in Unicode, for programs that know it
                self._group.goal = Goal.TEXT
        elif self._group.goal in _TABLES:
            self._tables.learn(word, number, self._group.goal)
        elif not self._letters.skips():
            self._obey(word, number, optional=optional)

    def _obey(self, word: str, number: int | None, *, optional: bool) -> None:
        if word in _WORDS:
            _WORDS[word](self, number)
        elif word in CHARACTERS:
            self._put(CHARACTERS[word])
        elif word in NUMBERING:
            self._numbering.tell(word, number, self._section)
        elif self._tables.set(word, number):
            self._group.codec = self._tables.font()
        elif word in SKIPPED or (optional and word not in TRANSPARENT):
            self._group.goal = Goal.NOWHERE

    # --- characters

    def _flush(self) -> None:
        self._put(self._letters.flush(self._group.codec))

    def _put(self, text: str) -> None:
        group = self._group
        if not text:
            return
        if group.goal is Goal.TEXT:
            if not group.hidden and not group.struck:
                self._now.add(text, italic=group.italic, raised=group.raised)
        elif group.goal is Goal.CODE and self._fields:
            self._fields[-1].code.append(text)

    def _unicode(self, number: int | None) -> None:
        self._put(self._letters.unicode(number or 0, self._group.codec, self._group.fallback))

    # --- looks

    def _italic(self, number: int | None) -> None:
        self._group.italic = number != 0

    def _plain(self, _: int | None) -> None:
        group = self._group
        group.italic = group.raised = group.hidden = group.struck = False
        group.codec = self._tables.font()

    def _raise(self, number: int | None) -> None:
        self._group.raised = number != 0

    def _lower(self, _: int | None) -> None:
        self._group.raised = False

    def _hide(self, number: int | None) -> None:
        self._group.hidden = number != 0

    def _strike(self, number: int | None) -> None:
        self._group.struck = number != 0

    def _set_font(self, number: int | None) -> None:
        self._group.codec = self._tables.font(number or 0)

    def _set_fallback(self, number: int | None) -> None:
        self._group.fallback = 1 if number is None else max(0, number)

    def _paragraph_style(self, number: int | None) -> None:
        self._group.italic = self._tables.styles.get(("s", number or 0), self._group.italic)

    def _character_style(self, number: int | None) -> None:
        self._group.italic = self._tables.styles.get(("cs", number or 0), self._group.italic)

    # --- paragraphs, sections, pages

    def _head(self, number: int | None) -> None:
        if not self._note:
            self._now.heading = (number or 0) < 9

    def _end_paragraph(self, _: int | None) -> None:
        if self._group.goal is not Goal.TEXT:
            return
        self._numbered = False
        if self._note:
            self._now.part()
        elif not self._group.struck:  # a struck end joins two paragraphs
            self._now = Runs(self._page)
            self._paragraphs.append(self._now)

    def _end_section(self, _: int | None) -> None:
        self._end_paragraph(None)
        self._section += 1

    def _turn_page(self, _: int | None) -> None:
        self._page += 1
        self._paged = True
        if not self._now.length:
            self._now.page = self._page

    def _box(self, _: int | None) -> None:
        """A text box hangs on a paragraph that goes on after it."""
        held = self._now

        def back() -> None:
            self._now = held

        self._group.ending = back
        if not self._note:
            self._end_paragraph(None)

    # --- notes

    def _number_sign(self, _: int | None) -> None:
        """The place of an automatic number, in the text and at the head of the note."""
        self._numbered = True
        if self._note and not self._now.length:
            self._note.numbered = True

    def _begin_note(self, _: int | None) -> None:
        if self._group.struck or self._group.goal is not Goal.TEXT:
            self._group.goal = Goal.NOWHERE
            return
        typed = "" if self._numbered else self._typed_sign()
        key = f"{len(self._notes) + 1}"
        reference = Reference(NoteKind.FOOTNOTE, key, self._now.length, self._page, self._section, typed)
        self._note = Note(reference, self._now, self._note, self._numbered)
        self._now = self._notes[key] = Runs(self._page, NoteKind.FOOTNOTE)
        self._group.ending = self._end_note
        self._numbered = self._group.italic = self._group.raised = False

    def _typed_sign(self) -> str:
        """A raised sign just before the note is the author's own mark for it, and no part of the text."""
        start, end = self._now.raised[-1] if self._now.raised else (0, 0)
        if not end or end < self._now.length or end - start > _SIGN:
            return ""
        return self._now.cut(start).strip()

    def _is_endnote(self, _: int | None) -> None:
        if self._note:
            self._now.kind = NoteKind.ENDNOTE
            self._note.reference = replace(self._note.reference, kind=NoteKind.ENDNOTE)

    def _end_note(self) -> None:
        note = self._note
        if note:
            automatic = note.numbered and not note.reference.custom
            note.within.references.append(replace(note.reference, custom=None) if automatic else note.reference)
            self._now, self._note = note.within, note.outer
            self._numbered = False

    # --- fields

    def _begin_field(self, _: int | None) -> None:
        self._fields.append(Field(self._now, self._now.length, self._group.goal))
        self._group.ending = self._end_field

    def _begin_code(self, _: int | None) -> None:
        self._group.goal = Goal.CODE

    def _begin_result(self, _: int | None) -> None:
        if self._fields:
            self._group.goal = self._fields[-1].goal
            self._fields[-1].within, self._fields[-1].start = self._now, self._now.length

    def _end_field(self) -> None:
        one = self._fields.pop()
        if one.goal is Goal.TEXT:
            code, start = "".join(one.code), one.start if one.within is self._now else 0
            self._now.embed(start, fields.works(code))
            if self._note:
                self._now.link(start, fields.address(code))

    # --- tables of fonts and styles

    def _begin_fonts(self, _: int | None) -> None:
        self._group.goal = Goal.FONTS

    def _begin_styles(self, _: int | None) -> None:
        self._group.goal = Goal.STYLES


_TABLES = frozenset({Goal.FONTS, Goal.STYLES})
_SYMBOLS = {"~": "\u00a0", "_": "-", "\t": " ", "\\": "\\", "{": "{", "}": "}"}
_WORDS: dict[str, Callable[[Story, int | None], None]] = {
    "fonttbl": Story._begin_fonts,
    "stylesheet": Story._begin_styles,
    "i": Story._italic,
    "plain": Story._plain,
    "super": Story._raise,
    "up": Story._raise,
    "sub": Story._lower,
    "dn": Story._lower,
    "nosupersub": Story._lower,
    "v": Story._hide,
    "deleted": Story._strike,
    "f": Story._set_font,
    "uc": Story._set_fallback,
    "u": Story._unicode,
    "s": Story._paragraph_style,
    "cs": Story._character_style,
    "outlinelevel": Story._head,
    "par": Story._end_paragraph,
    "cell": Story._end_paragraph,
    "nestcell": Story._end_paragraph,
    "sect": Story._end_section,
    "page": Story._turn_page,
    "softpage": Story._turn_page,
    "shptxt": Story._box,
    "chftn": Story._number_sign,
    "footnote": Story._begin_note,
    "ftnalt": Story._is_endnote,
    "field": Story._begin_field,
    "fldinst": Story._begin_code,
    "fldrslt": Story._begin_result,
}
