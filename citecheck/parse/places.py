"""What texts are by their words: places, publishers, names of periodicals and of series."""

from __future__ import annotations

import re
from functools import cache

from citecheck.parse.tokens import Tokens
from citecheck.parse.words import vocabulary

_JOIN = re.compile(r"\s*(?:[-–/&]| and | und | et | e | y |, )\s*")


def is_place(printed: str) -> bool:
    """Whether a text is a city of title pages, or several of them joined.

    >>> is_place("Milano - Napoli"), is_place("London and New York"), is_place("Storia d’Italia")
    (True, True, False)
    """
    words = printed.strip(" .,:;").lower()
    if not words or len(words) > 60:
        return False
    if words in vocabulary("places", "all"):
        return True
    head, _, tail = words.rpartition(" ")
    if tail in vocabulary("places", "states") and head.strip(" ,(") in vocabulary("places", "all"):
        return True
    parts = [part.strip(" .") for part in _JOIN.split(words)]
    return (
        len(parts) > 1
        and parts[0] in vocabulary("places", "all")
        and all(p in vocabulary("places", "all") or p in vocabulary("places", "states") for p in parts)
    )


def is_state(printed: str) -> bool:
    """Whether a text is the state that may follow a city: "Cambridge, Mass."."""
    return printed.strip(" .,").lower() in vocabulary("places", "states")


def is_publisher(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a range holds a publisher's word ("Press", "Verlag") or a house's name."""
    words = [tokens.word(i) for i in range(start, end)]
    if len(words) > 12:
        return False
    if any(w in vocabulary("publishers", "words") for w in words if w != "co"):
        return True
    names = _houses()
    return any(tuple(words[:n]) in names for n in (1, 2, 3, 4))


@cache
def _houses() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(re.findall(r"[\w'’‐-]+|&|\.", house)) for house in vocabulary("publishers", "houses"))


def is_journal(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a range holds a word of periodicals' names ("Review", "Rivista", "Bull.")."""
    words = [tokens.word(i) for i in range(start, end)]
    return any(w in vocabulary("containers", "journal") or w in vocabulary("containers", "newspaper") for w in words)


def is_series(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a range holds a word of series' names ("Schriftenreihe", "Classics")."""
    return any(tokens.word(i) in vocabulary("series") for i in range(start, end))
