"""A reference as printed: its words, where punctuation parts them, its numbers; and where a field stands in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from citecheck import refs
from citecheck.match.titles import likeness
from citecheck.text import fold, is_latin, romanized

_IDENTIFIER = re.compile(
    r"""(?:https?://|www\.)\S+
      | \b(?:doi:?\s*)?10\.\d{4,9}/\S+
      | \barxiv:\s*\S+
      | \b(?:isbn|issn)(?:-1[03])?:?\s*[\dxX-]{8,17}""",
    re.IGNORECASE | re.VERBOSE,
)
_NOTE_NUMBER = re.compile(r"\s*(?:\[\d{1,4}\]|\(\d{1,3}\)|\d{1,3}[.)](?=\s))")
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_PARTING = re.compile(r"[^\s\w'’‐‑-]|[-–—](?=\s)|\d")
_ELISION = re.compile(r",\s{0,9}(?:…|\.\s?\.\s?\.)")
_LOOSE = 0.8  # a title that does not end where punctuation does
_LEAST = 65  # of a hundred: below, the title does not stand there


@dataclass(frozen=True, slots=True)
class Found:
    """Where something stands in the words, half open, and how alike it is."""

    score: float
    start: int = 0
    end: int = 0


NOWHERE = Found(0.0)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed; `pinpoint`: it follows a word such as "p." or a month, and may be left unexplained."""

    value: str
    word: int
    pinpoint: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """Folded words; `parted` holds the numbers of the words that punctuation or a digit stands before.

    `is_elided`: three dots stand in a list, for names left out.
    """

    words: tuple[str, ...]
    parted: frozenset[int]
    text: str
    starts: tuple[int, ...]
    numbers: tuple[Number, ...]
    latin: bool
    is_elided: bool = False

    def find(self, title: str) -> Found:
        """Where a folded title stands, whole or misprinted; it counts for less where it ends inside a phrase."""
        if not title or not self.words:
            return NOWHERE
        return self._exactly(title) or self._nearly(title)

    def _exactly(self, title: str) -> Found | None:
        length, best, at = len(title.split()), None, -1
        whole = f" {self.text} "
        while (at := whole.find(f" {title} ", at + 1)) >= 0:
            start = bisect_right(self.starts, at) - 1
            found = Found(self._edges(start, start + length), start, start + length)
            best = found if best is None or found.score > best.score else best
        return best

    def _nearly(self, title: str) -> Found:
        if len(title) > 1.2 * len(self.text) or len(title) < 8:
            return NOWHERE
        place = fuzz.partial_ratio_alignment(title, self.text, score_cutoff=_LEAST)
        if place is None:
            return NOWHERE
        start, end = (
            self._words_of(place.dest_start, place.dest_end) if len(title) <= len(self.text) else (0, len(self.words))
        )
        alike = likeness(title, " ".join(self.words[start:end]))
        return Found(alike * self._edges(start, end), start, end)

    def _words_of(self, begin: int, finish: int) -> tuple[int, int]:
        """The words that lie at least half between two offsets of the text."""
        first = bisect_right(self.starts, begin) - 1
        last = bisect_right(self.starts, max(finish - 1, begin)) - 1
        if begin - self.starts[first] > len(self.words[first]) / 2:
            first += 1
        if finish - self.starts[last] < len(self.words[last]) / 2:
            last -= 1
        return first, max(last + 1, first + 1)

    def _edges(self, start: int, end: int) -> float:
        loose = (start not in self.parted) + (end not in self.parted and end < len(self.words))
        return 1.0 if not loose else _LOOSE**loose

    def unexplained(self, covered: set[int]) -> float:
        """The share of letters in words that nothing covers; apparatus, numbers and initials need no cover."""
        left = sum(len(w) for i, w in enumerate(self.words) if i not in covered and not _needs_nothing(w))
        return left / max(sum(len(w) for w in self.words if not w.isdecimal()), 1)


@lru_cache(maxsize=4096)
def read(text: str) -> Printed:
    """The reference taken to pieces; identifiers and the note's own number are left out."""
    bare = _IDENTIFIER.sub(" , ", unicodedata.normalize("NFC", text))
    if numbered := _NOTE_NUMBER.match(bare):
        bare = bare[numbered.end() :]
    words: list[str] = []
    parted: set[int] = {0}
    end = 0
    for piece in _PIECE.finditer(bare):
        if _PARTING.search(bare, end, piece.start()):
            parted.add(len(words))
        for word in fold(piece.group()).split():
            if word.isdecimal():
                parted.update((len(words), len(words) + 1))
            words.append(word)
        end = piece.end()
    if _PARTING.search(bare, end):
        parted.add(len(words))
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    numbers, is_elided = tuple(_numbers(words)), bool(_ELISION.search(bare))
    return Printed(tuple(words), frozenset(parted), " ".join(words), tuple(starts), numbers, is_latin(bare), is_elided)


@lru_cache(maxsize=1024)
def sounds(printed: Printed) -> Printed:
    """The same words, romanized, for records in another script."""
    words = tuple(romanized(word) or word for word in printed.words)
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    return Printed(words, printed.parted, " ".join(words), tuple(starts), printed.numbers, latin=True)


def _numbers(words: Sequence[str]) -> list[Number]:
    found: list[Number] = []
    pointed = False
    for place, word in enumerate(words):
        digits = "".join(c for c in word if c.isdecimal())
        if digits and len(word) - len(digits) <= 2:
            found.append(Number(digits, place, pointed or _is_day(words, place)))
        else:
            pointed = word in _pinpoints()
    return found


def _is_day(words: Sequence[str], place: int) -> bool:
    """Whether a month stands beside a number of at most two digits."""
    near = (*words[max(place - 1, 0) : place], *words[place + 1 : place + 2])
    return len(words[place]) <= 2 and any(word.startswith(_months()) for word in near)


def _needs_nothing(word: str) -> bool:
    return len(word) == 1 or word.isdecimal() or word in _apparatus()


@cache
def _apparatus() -> frozenset[str]:
    table = refs.words("matching")
    return frozenset((*table["empty"], *table["apparatus"], *table["pinpoint"]))


@cache
def _pinpoints() -> frozenset[str]:
    return frozenset(refs.words("matching")["pinpoint"])


@cache
def _months() -> tuple[str, ...]:
    return tuple(refs.words("matching")["months"])
