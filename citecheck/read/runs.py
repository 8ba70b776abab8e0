"""A paragraph, or a note, in the making: a word processor's runs go in, a `Text` with what hangs on it comes out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from citecheck.model import NoteKind, Text, Work

_SPACES = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_BREAK = "\n"
_STOPS = frozenset(".,;:!?)]}\u00bb\u201d\u2019")
_SOFT_HYPHEN = "\u00ad"
_OVERTURE = re.compile(r"[.)](?=\s)")  # "1. Text": the stop that some put after the number of a note
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?(?:(?:dx\.)?doi\.org/)?|^doi:\s*", re.IGNORECASE)
_PAGE = re.compile(r"https?://\S", re.IGNORECASE)
_DOI = re.compile(r"(?<=doi\.org/)10\.\d{4,9}/\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A mark as the file holds it; its number is yet to be counted.

    `offset` counts in its paragraph's runs; `custom`: the sign an author chose instead of a number, None where the
    numbering is automatic; `section`: from 0; `printed`: the number where the file does hold it.
    """

    kind: NoteKind
    key: str
    offset: int
    page: int
    section: int = 0
    custom: str | None = None
    printed: str = ""


class Runs:
    """Takes runs in reading order: white space runs become one space, soft hyphens go, letters are composed (NFC)."""

    __slots__ = (
        "_closed",
        "_embedded",
        "_italics",
        "_links",
        "_pieces",
        "heading",
        "kind",
        "length",
        "page",
        "raised",
        "references",
        "unread",
    )

    def __init__(self, page: int = 1, kind: NoteKind | None = None, *, heading: bool = False) -> None:
        self.page = page
        self.heading = heading
        self.kind = kind
        self.length = 0
        self.unread = 0  # formulas that are mere pictures
        self.references: list[Reference] = []
        self.raised: list[tuple[int, int]] = []
        self._embedded: list[tuple[int, int, Work]] = []
        self._italics: list[tuple[int, int]] = []
        self._links: list[tuple[int, int, str]] = []
        self._pieces: list[str] = []
        self._closed = True  # white space would be too much: at the beginning, and after a space

    def add(self, text: str, *, italic: bool = False, raised: bool = False) -> None:
        """The next run."""
        text = self._joined(text)
        if not text:
            return
        if self._closed and self.references and text[0] in _STOPS:
            self._close_up()
        start, self.length = self.length, self.length + len(text)
        self._pieces.append(text)
        self._closed = text[-1] == " "
        if italic:
            _extend(self._italics, start, self.length)
        if raised:
            _extend(self.raised, start, self.length)

    def part(self) -> None:
        """Another paragraph of the same note: a line break sets it off."""
        if self._closed:
            self._drop_space()
        if self.length and self._pieces[-1] != _BREAK:
            self._pieces.append(_BREAK)
            self.length += 1
            self._closed = True

    def link(self, start: int, address: str) -> None:
        """The runs since `start` lead to a page elsewhere; a DOI that they do not print follows in angle brackets.

        Other addresses stay out of the text, since they would change what the note says: they become its `links`.
        """
        if not _PAGE.match(address) or _bare(address) in _bare(self.since(start)):
            return
        doi = _DOI.search(unquote(address))
        if doi:
            self.add(f" <https://doi.org/{doi[0]}>")
        else:
            self._links.append((start, self.length, address))

    def embed(self, start: int, works: Iterable[Work]) -> None:
        """The runs since `start` show these works."""
        self._embedded.extend((start, self.length, work) for work in works)

    def since(self, start: int) -> str:
        """The characters from `start` on."""
        pieces, at = [], self.length
        for piece in reversed(self._pieces):
            if at <= start:
                break
            at -= len(piece)
            pieces.append(piece)
        return "".join(reversed(pieces))[max(0, start - at) :]

    def cut(self, start: int) -> str:
        """Takes the characters from `start` on back out."""
        taken, left = self.since(start), self.length - start
        while left > 0:
            piece = self._pieces.pop()
            if len(piece) > left:
                self._pieces.append(piece[:-left])
            left -= len(piece)
        self.length = start
        self._closed = self.since(start - 1) in ("", " ", _BREAK)
        for ranges in (self._italics, self.raised):
            _shorten(ranges, start)
        return taken

    def finish(self, sign: str = "") -> Finished:
        """The text without white space at its ends; of a note also without its own `sign` at the beginning."""
        plain = "".join(self._pieces)
        start, end = self._bounds(plain, sign)
        links = ((*_trimmed(plain, a, b), address) for a, b, address in self._links)
        shown = tuple(link for link in links if link[0] < link[1])
        text = Text(plain, tuple(_merged(self._italics, plain)), shown).slice(start, end)
        raised = tuple((a - start, b - start) for a, b in self.raised if start <= a and b <= end)
        return Finished(text, tuple(_shifted(self._embedded, text, start)), raised, start)

    def _bounds(self, plain: str, sign: str) -> tuple[int, int]:
        end = len(plain.rstrip())
        start = min(end, len(plain) - len(plain.lstrip()))
        if self.kind and sign and plain.startswith(sign, start):
            start += len(sign)
        opening = _OVERTURE.match(plain, start) if self.kind else None
        start = opening.end() if opening else start
        while start < end and plain[start].isspace():
            start += 1
        return start, end

    def _close_up(self) -> None:
        """A mark between a space and a stop has taken the space's place: "Marxists (1)." is "Marxists."."""
        end = self.length
        if self.references[-1].offset == end and self._drop_space():
            for index in range(len(self.references) - 1, -1, -1):
                if self.references[index].offset < end:
                    break
                self.references[index] = replace(self.references[index], offset=self.length)

    def _drop_space(self) -> bool:
        if not self._pieces or self._pieces[-1][-1:] != " ":
            return False
        self._pieces[-1] = self._pieces[-1][:-1]
        self.length -= 1
        return True

    def _joined(self, text: str) -> str:
        """The run as it is to follow the one before."""
        if not text.isascii():
            text = self._composed(text.replace(_SOFT_HYPHEN, ""))
        if "  " in text or "\n" in text or "\t" in text or "\r" in text:  # ten times faster than the expression alone
            text = _SPACES.sub(" ", text)
        return text[1:] if self._closed and text[:1] == " " else text

    def _composed(self, text: str) -> str:
        """NFC, also where a run begins with an accent for the last letter of the run before."""
        if text and unicodedata.combining(text[0]) and self._pieces and self._pieces[-1]:
            last = self._pieces[-1]
            self._pieces[-1] = last[:-1]
            self.length -= 1
            text = last[-1] + text
        return unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class Finished:
    """What a paragraph came to; `start` is where its text begins in the runs."""

    text: Text
    embedded: tuple[tuple[int, int, Work], ...]
    raised: tuple[tuple[int, int], ...]
    start: int

    def offset(self, offset: int) -> int:
        """A place in the runs as a place in the text."""
        return max(0, min(offset - self.start, len(self.text.plain)))


def _extend(ranges: list[tuple[int, int]], start: int, end: int) -> None:
    if ranges and ranges[-1][1] >= start:
        start = ranges.pop()[0]
    ranges.append((start, end))


def _shorten(ranges: list[tuple[int, int]], end: int) -> None:
    while ranges and ranges[-1][1] > end:
        start, _ = ranges.pop()
        if start < end:
            ranges.append((start, end))


def _merged(ranges: Iterable[tuple[int, int]], plain: str) -> list[tuple[int, int]]:
    """Italics as an eye sees them: not of spaces at the ends, and whole where only a space parts them."""
    merged: list[tuple[int, int]] = []
    for start, end in (_trimmed(plain, *span) for span in ranges):
        if start < end:
            parted = not merged or plain[merged[-1][1] : start].strip()
            merged.append((start if parted else merged.pop()[0], end))
    return merged


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends; empty where there is nothing else."""
    while start < end and plain[start].isspace():
        start += 1
    while start < end and plain[end - 1].isspace():
        end -= 1
    return start, end


def _shifted(embedded: Iterable[tuple[int, int, Work]], text: Text, by: int) -> Iterator[tuple[int, int, Work]]:
    for start, end, work in embedded:
        first, last = _trimmed(text.plain, max(0, start - by), min(end - by, len(text.plain)))
        if first < last:
            yield first, last, work


def _bare(address: str) -> str:
    return unquote(_SCHEME.sub("", address.strip())).rstrip("/").casefold()
