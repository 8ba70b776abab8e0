"""Text as the tagger sees it: tokens with offsets, and what each looks like by itself and where it stands."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from citecheck.model import Text

BUCKETS = 1 << 15
GRAMS = 24
LOOKS = 40
PLACES = 9  # bits of `places`

_MARKED = 16  # letters of a word whose groups are looked at
_PARTS = [  # the groups of a word by its length, the marks at both edges included
    tuple(slice(i, i + n) for n in (3, 4, 2) for i in range(length - n + 1))[: GRAMS - 1]
    for length in range(_MARKED + 3)
]
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\s]")
_ROMAN = re.compile(r"[IVXLCDM]+|[ivxlc]+")
_OPEN, _CLOSE = "([{", ")]}"
_ENCLOSING = frozenset(_OPEN + _CLOSE + '"“”„«»')
_QUOTES = "\"'“”„‟‘’‚‛«»‹›`"
_DASHES = "-–—‐‑―−"
_MARKS = {".": 33, ",": 34, ";": 35, ":": 36, "/": 37, "&": 38}
_ITALIC, _SPACED, _BRACKETED, _QUOTED, _FIRST, _LAST, _STYLED, _NEW_LINE, _EARLY = (1 << n for n in range(PLACES))


class Token(NamedTuple):
    """A word, a number or a single sign, half open."""

    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Words, numbers and signs, white space left out.

    >>> [(t.start, t.end) for t in tokenize("p. 12f.")]
    [(0, 1), (1, 2), (3, 5), (5, 6), (6, 7)]
    """
    return [Token(*found.span()) for found in _TOKEN.finditer(text)]


def grams(word: str) -> tuple[int, ...]:
    """Up to 24 bucket numbers for a word: itself in lower case, its parts of 2 to 4 letters with the edges marked."""
    low = unicodedata.normalize("NFKC", word).lower()
    if low.isdigit():
        low = "0" * len(low) if len(low) != 4 else low[:2] + "00"
    marked = f"<{low[:_MARKED]}>"
    parts = [_bucket_of_part(marked[part]) for part in _PARTS[len(marked)]]
    return tuple(dict.fromkeys((_bucket(f"={low}"), *parts)))


def _bucket(part: str) -> int:
    return crc32(part.encode("utf-8", "replace")) % (BUCKETS - 1) + 1


_bucket_of_part = lru_cache(maxsize=1 << 15)(_bucket)  # words share their parts: nine in ten are known


def places(text: Text, found: list[Token]) -> list[int]:
    """For each token a sum of bits: how it is set (italic, after a space or a line's end), in what, and where.

    The bits, from the lowest: italic; after a space; in brackets; in quotation marks; the first; the last; in a text
    that has italics at all; after a line's end; one of the first three.
    """
    plain, styled = text.plain, _STYLED if text.emphasis else 0
    depth = quoted = before = 0
    rows = []
    for start, end in found:
        row = styled | quoted | _BRACKETED if depth else styled | quoted
        if start > before:
            row |= _SPACED | _NEW_LINE if plain[start - 1] == "\n" else _SPACED
        rows.append(row)
        before = end
        if (mark := plain[start]) in _ENCLOSING:
            if mark in _OPEN:
                depth += 1
            elif mark in _CLOSE:
                depth = max(0, depth - 1)
            else:
                quoted = _QUOTED if mark in "“„«" or (mark == '"' and not quoted) else 0
    if rows:
        rows[0] |= _FIRST
        rows[-1] |= _LAST
        rows[:3] = [row | _EARLY for row in rows[:3]]
    return _with_italics(text, found, rows) if styled else rows


def _with_italics(text: Text, found: list[Token], rows: list[int]) -> list[int]:
    italic = bytearray(len(text.plain))
    for start, end in text.emphasis:
        italic[start:end] = b"\1" * (end - start)
    return [row | _ITALIC if italic[start] else row for (start, _), row in zip(found, rows, strict=True)]


def looks(word: str) -> tuple[int, ...]:
    """What a word looks like by itself: numbers below 40."""
    if word.isdigit():
        return (
            (10 + min(len(word), 5), 16) if len(word) == 4 and "1400" <= word <= "2030" else (10 + min(len(word), 5),)
        )
    return _of_letters(word) if word[0].isalpha() else _of_mark(word)


def _of_letters(word: str) -> tuple[int, ...]:
    case = 20 if not word[0].isupper() else 19 if not word.isupper() else 17 if len(word) == 1 else 18
    more = (27,) if _ROMAN.fullmatch(word) else ()
    return (case, 21 + min(len(word), 5), *more, *((28,) if ord(word[0]) > 0x24F else ()))


def _of_mark(mark: str) -> tuple[int, ...]:
    if mark in _QUOTES:
        return (29, 0) if mark in "“«„‘‚" else (29,)
    if mark in _DASHES:
        return (30,)
    if mark in _OPEN + _CLOSE:
        return (31 if mark in _OPEN else 32,)
    return (_MARKS.get(mark, 39),)
