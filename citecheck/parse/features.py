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


@lru_cache(maxsize=1 << 16)
def grams(word: str) -> tuple[int, ...]:
    """Up to 24 bucket numbers for a word: itself in lower case, its parts of 2 to 4 letters with the edges marked."""
    low = unicodedata.normalize("NFKC", word).lower()
    if low.isdigit():
        low = "0" * len(low) if len(low) != 4 else low[:2] + "00"
    marked = f"<{low[:16]}>"
    parts = [f"={low}"] + [marked[i : i + n] for n in (3, 4, 2) for i in range(len(marked) - n + 1)]
    return tuple(dict.fromkeys(crc32(part.encode("utf-8", "replace")) % (BUCKETS - 1) + 1 for part in parts[:GRAMS]))


def places(text: Text, found: list[Token]) -> list[int]:
    """For each token a sum of bits: italic, after a space, in brackets, in quotation marks, first, last, in a text that
    has italics at all, after a line's end, one of the first three."""
    plain, depth, quoted, rows = text.plain, 0, False, []
    italic = bytearray(len(plain) + 1)
    for start, end in text.emphasis:
        italic[start:end] = b"\1" * (end - start)
    always = _STYLED if text.emphasis else 0
    before = 0
    for start, end in found:
        row = always
        if italic[start]:
            row |= _ITALIC
        if start > before:
            row |= _SPACED
            if plain[start - 1] == "\n":
                row |= _NEW_LINE
        if depth:
            row |= _BRACKETED
        if quoted:
            row |= _QUOTED
        rows.append(row)
        before = end
        if end == start + 1:
            letter = plain[start]
            if letter in _OPEN:
                depth += 1
            elif letter in _CLOSE:
                depth = max(0, depth - 1)
            elif letter in "\"“”„«»":
                quoted = letter in "“„«" or (letter == '"' and not quoted)
    if rows:
        rows[0] |= _FIRST
        rows[-1] |= _LAST
        for number in range(min(3, len(rows))):
            rows[number] |= _EARLY
    return rows


@lru_cache(maxsize=1 << 16)
def looks(word: str) -> tuple[int, ...]:
    """What a word looks like by itself: numbers below 40."""
    found = []
    if word.isdigit():
        found.append(10 + min(len(word), 5))
        if len(word) == 4 and "1400" <= word <= "2030":
            found.append(16)
    elif word[0].isalpha():
        if word.isupper():
            found.append(17 if len(word) == 1 else 18)
        elif word[0].isupper():
            found.append(19)
        else:
            found.append(20)
        found.append(21 + min(len(word), 5))
        if _ROMAN.fullmatch(word):
            found.append(27)
        if ord(word[0]) > 0x24F:
            found.append(28)
    elif word in _QUOTES:
        found.append(29)
    elif word in _DASHES:
        found.append(30)
    elif word in _OPEN + _CLOSE:
        found.append(31 if word in _OPEN else 32)
    else:
        found.append(_MARKS.get(word, 39))
    if word in "“«„‘‚":
        found.append(0)
    return tuple(found)
