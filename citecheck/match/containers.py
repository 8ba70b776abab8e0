"""Containers and publishers: journals, volumes, presses, whole, abbreviated, or by their initials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from citecheck import refs
from citecheck.match.titles import likeness
from citecheck.text import fold, is_latin, romanized

_PIECES = re.compile(r"[:;,()\[\]/.]\s*")
_ABBREVIATED = 0.95
_PIECE_ALONE = 0.9  # the record has more: "PMLA: Publications of ...", "Past & Present (Oxford)"
_PHRASE = 3
_LONGEST_INITIALS = 9


@lru_cache(maxsize=65536)
def compare(cited: str, known: str) -> float:
    """How alike two names of containers are, 0 to 1.

    >>> compare("J. Clin. Gastroenterol.", "Journal of Clinical Gastroenterology")
    0.95
    >>> compare("Nature", "Nature Physics") < 0.8
    True
    """
    here, there = (
        (fold(cited), fold(known)) if is_latin(cited) == is_latin(known) else (romanized(cited), romanized(known))
    )
    if not here or not there:
        return 0.0
    if here == there:
        return 1.0
    words, others = here.split(), there.split()
    if (
        abbreviates(words, others)
        or abbreviates(others, words)
        or _is_acronym(cited, known)
        or _is_acronym(known, cited)
    ):
        return _ABBREVIATED
    by_pieces = _PIECE_ALONE if here in pieces(known) or there in pieces(cited) else 0.0
    return max(by_pieces, likeness(" ".join(_telling(words)), " ".join(_telling(others))))


def abbreviates(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether each word begins the next word of weight of the whole, none left: "hist j", "historical journal"."""
    ours, theirs = _telling(short), _telling(whole)
    return len(ours) == len(theirs) > 1 and all(
        there.startswith(here) for here, there in zip(ours, theirs, strict=True)
    )


def _is_acronym(short: str, whole: str) -> bool:
    """Whether the one is the initials of the other, or a word of it in capitals ("NeurIPS 2021", "(PMLA)")."""
    mark = fold(short).replace(" ", "")
    if not 2 <= len(mark) <= _LONGEST_INITIALS or sum(c.isupper() for c in short) < 2 or not mark.isalpha():
        return False
    words = whole.split()
    if any(fold(word) == mark for word in words if sum(c.isupper() for c in word) >= 2):
        return True
    every = "".join(word[0] for word in fold(whole).split())
    return mark in (every, "".join(word[0] for word in _telling(fold(whole).split())))


@lru_cache(maxsize=65536)
def pieces(container: str) -> tuple[str, ...]:
    """The folded parts of a name between punctuation: the first, and others of three words and more (no places)."""
    first, *others = dict.fromkeys(fold(piece) for piece in _PIECES.split(container))
    return (first, *(piece for piece in others if len(piece.split()) >= _PHRASE)) if others and len(first) > 3 else ()


@lru_cache(maxsize=65536)
def telling(folded: str) -> tuple[str, ...]:
    """The words of weight of a folded name."""
    return tuple(_telling(folded.split()))


def run(words: Sequence[str], start: int, wanted: Sequence[str]) -> int:
    """Where the run ends that begins at `start` and abbreviates all the `wanted` words, 0 if none does."""
    place = start
    for whole in wanted:
        while place < len(words) and words[place] in _empty() and not whole.startswith(words[place]):
            place += 1
        if place >= len(words) or not whole.startswith(words[place]):
            return 0
        place += 1
    return place


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _empty()] or list(words)


@lru_cache(maxsize=65536)
def compare_publishers(cited: str, known: str) -> float:
    """As `compare`; a press's shorter name will do ("Penguin", "Penguin Books Ltd"), and one of several places."""
    alike = compare(cited, known)
    if alike >= _PIECE_ALONE:
        return alike
    here, there = _names(cited), _names(known)
    return max(alike, _PIECE_ALONE) if here and there and (here <= there or there <= here) else alike


def _names(text: str) -> set[str]:
    words = set(fold(text).split())
    return words - _trade() - _empty() or words


@cache
def _empty() -> frozenset[str]:
    return frozenset(refs.words("matching")["empty"])


@cache
def _trade() -> frozenset[str]:
    return frozenset(refs.words("matching")["trade"])
