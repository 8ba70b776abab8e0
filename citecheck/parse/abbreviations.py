"""Short names of works: declared in a note ("hereafter PL"), or the initials of a title ("GMIT")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from citecheck.parse.words import vocabulary
from citecheck.text import fold

_SHORTEST = 3  # initials that are not declared; two letters fit too many titles
_NAME = re.compile(r"[\s:=,“”\"‘’„«]*(?P<name>[^\W_][^.,;:()\[\]{}“”\"«»]{0,60})")
_LISTED = re.compile(r"(?:\A|[;.)\n])\s*(?P<name>[^\W\d_]{2,10})\s*[=:]\s*\Z")


def declared(plain: str, start: int, stop: int) -> Iterator[str]:
    """The short names declared in a text from offset `start` to `stop`.

    >>> text = "David Lewin, Generalized Intervals (hereafter cited as GI); further on less is said."
    >>> list(declared(text, 0, len(text)))
    ['GI']
    """
    while found := _lead().search(plain, start, stop):
        start = _past_filler(plain, found.end(), stop)
        name = _NAME.match(plain, start, stop)
        if name and name["name"][0].isupper():
            yield name["name"].strip()


def listed(plain: str, start: int, stop: int) -> str:
    """The short name before a work in a list of abbreviations, from offset `start` to the work at `stop`.

    >>> listed("GA = Martin Heidegger, Gesamtausgabe.", 0, 5), listed("See Martin Heidegger, Gesamtausgabe.", 0, 4)
    ('GA', '')
    """
    found = _LISTED.search(plain[max(start, stop - 32) : stop])
    return found["name"] if found and found["name"].isupper() else ""


def initials(title: str) -> frozenset[str]:
    """The abbreviations that a title may have by the initials of its first words, folded.

    All words count, or all but the first (an article), or only those that carry meaning.

    >>> sorted(initials("The Concept of Tonal Order"))
    ['cot', 'coto', 'cto', 'tco', 'tcot', 'tcoto']
    """
    words = fold(title.partition(":")[0]).split()
    heavy = [word for word in words if word not in vocabulary("stopwords")]
    runs = ["".join(word[0] for word in some) for some in (words, words[1:], heavy)]
    return frozenset(run[:end] for run in runs for end in range(_SHORTEST, len(run) + 1))


def is_abbreviation(printed: str) -> bool:
    """Whether a word is written as the initials of a title are: "GMIT", not "Lulu" or "I"."""
    return printed.isupper() and printed.isalpha() and _SHORTEST <= len(printed) <= 10


@cache
def _lead() -> re.Pattern[str]:
    words = sorted(vocabulary("declarations", "lead"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _past_filler(plain: str, at: int, stop: int) -> int:
    """Past words such as "cited as" and the spaces and marks between them."""
    for found in re.finditer(r"[^\W\d_]+", plain[at:stop]):
        if found.group().lower() not in vocabulary("declarations", "filler"):
            return at + found.start()
    return at
