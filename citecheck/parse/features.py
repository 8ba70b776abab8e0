"""Text as the tagger sees it: tokens with offsets, and what each looks like."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from citecheck.model import Text

BUCKETS = 1 << 15
GRAMS = 24
SHAPES = 40

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\s]")
_ROMAN = re.compile(r"[IVXLCDM]+|[ivxlc]+")
_OPEN, _CLOSE = "([{", ")]}"
_QUOTES = "\"'“”„‟‘’‚‛«»‹›`"
_DASHES = "-–—‐‑―−"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a single sign, half open."""

    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Words, numbers and signs, white space left out.

    >>> [(t.start, t.end) for t in tokenize("p. 12f.")]
    [(0, 1), (1, 2), (3, 5), (5, 6), (6, 7)]
    """
    return [Token(found.start(), found.end()) for found in _TOKEN.finditer(text)]


@lru_cache(maxsize=1 << 16)
def grams(word: str) -> tuple[int, ...]:
    """Up to 24 bucket numbers for a word: itself in lower case, its parts of 2 to 4 letters with the edges marked."""
    low = unicodedata.normalize("NFKC", word).lower()
    if low.isdigit():
        low = "0" * len(low) if len(low) != 4 else low[:2] + "00"
    marked = f"<{low[:16]}>"
    parts = [f"={low}"] + [marked[i : i + n] for n in (3, 4, 2) for i in range(len(marked) - n + 1)]
    return tuple(dict.fromkeys(crc32(part.encode()) % (BUCKETS - 1) + 1 for part in parts[:GRAMS]))


def shapes(text: Text, found: list[Token]) -> list[list[int]]:
    """For each token the numbers of the looks it has, each below 40."""
    plain, depth, quoted, rows = text.plain, 0, False, []
    italic = bytearray(len(plain) + 1)
    for start, end in text.emphasis:
        italic[start:end] = b"\1" * (end - start)
    last = len(found) - 1
    for number, token in enumerate(found):
        word = plain[token.start : token.end]
        row = list(_looks(word))
        if italic[token.start]:
            row.append(0)
        if token.start and plain[token.start - 1].isspace():
            row.append(1)
        if depth:
            row.append(2)
        if quoted:
            row.append(3)
        if number == 0:
            row.append(4)
        if number == last:
            row.append(5)
        if text.emphasis:
            row.append(6)
        if token.start and plain[token.start - 1] == "\n":
            row.append(7)
        if number < 3:
            row.append(8)
        depth = max(0, depth + (word in _OPEN) - (word in _CLOSE))
        if word in "\"“”„«»" and len(word) == 1:
            quoted = word in "“„«" or (word == '"' and not quoted)
        rows.append(row)
    return rows


@lru_cache(maxsize=1 << 16)
def _looks(word: str) -> tuple[int, ...]:
    """What a word looks like by itself."""
    looks = []
    if word.isdigit():
        looks.append(10 + min(len(word), 5))
        if len(word) == 4 and "1400" <= word <= "2030":
            looks.append(16)
    elif word[0].isalpha():
        if word.isupper():
            looks.append(17 if len(word) == 1 else 18)
        elif word[0].isupper():
            looks.append(19)
        else:
            looks.append(20)
        looks.append(21 + min(len(word), 5))
        if _ROMAN.fullmatch(word):
            looks.append(27)
        if ord(word[0]) > 0x24F:
            looks.append(28)
    elif word in _QUOTES:
        looks.append(29)
    elif word in _DASHES:
        looks.append(30)
    elif word in _OPEN + _CLOSE:
        looks.append(31 if word in _OPEN else 32)
    else:
        looks.append({".": 33, ",": 34, ";": 35, ":": 36, "/": 37, "&": 38}.get(word, 39))
    return tuple(looks)
