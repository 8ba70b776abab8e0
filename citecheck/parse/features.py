"""Text as the tagger sees it: tokens with offsets, and what each looks like by itself and where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

from citecheck.model import Text

BUCKETS = 1 << 15
GRAMS = 24
LOOKS = 40
PLACES = 9  # bits of `places`

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\s]")
_ROMAN = re.compile(r"[IVXLCDM]+|[ivxlc]+")
_OPEN, _CLOSE = "([{", ")]}"
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
    marked = f"<{low[:16]}>"
    parts = [f"={low}"] + [marked[i : i + n] for n in (3, 4, 2) for i in range(len(marked) - n + 1)]
    return tuple(dict.fromkeys(crc32(part.encode("utf-8", "replace")) % (BUCKETS - 1) + 1 for part in parts[:GRAMS]))


def places(text: Text, found: list[Token]) -> list[int]:
    """For each token a sum of bits: how it is set (italic, after a space or a line's end), in what, and where.

    The bits, from the lowest: italic; after a space; in brackets; in quotation marks; the first; the last; in a text
    that has italics at all; after a line's end; one of the first three.
    """
    plain = text.plain
    italic = bytearray(len(plain) + 1)
    for start, end in text.emphasis:
        italic[start:end] = b"\1" * (end - start)
    always = _STYLED if text.emphasis else 0
    rows, before = [], 0
    for (start, end), inside in zip(found, _enclosed(plain, found), strict=True):
        row = always | inside | (_ITALIC if italic[start] else 0)
        if start > before:
            row |= _SPACED | _NEW_LINE if plain[start - 1] == "\n" else _SPACED
        rows.append(row)
        before = end
    if rows:
        rows[0] |= _FIRST
        rows[-1] |= _LAST
        rows[:3] = [row | _EARLY for row in rows[:3]]
    return rows


def _enclosed(plain: str, found: list[Token]) -> Iterator[int]:
    """Of each token whether brackets or quotation marks are open before it."""
    depth, quoted = 0, False
    for start, end in found:
        yield (_BRACKETED if depth else 0) | (_QUOTED if quoted else 0)
        mark = plain[start] if end == start + 1 else ""
        if mark and mark in _OPEN:
            depth += 1
        elif mark and mark in _CLOSE:
            depth = max(0, depth - 1)
        elif mark and mark in '"“”„«»':
            quoted = mark in "“„«" or (mark == '"' and not quoted)


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
