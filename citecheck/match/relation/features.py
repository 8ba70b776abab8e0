"""How alike two described works are, field by field, for many pairs at once: what the trees decide by.

Every feature is the same whichever work comes first; NaN where a side lacks the field.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from citecheck import refs
from citecheck.match import titles
from citecheck.model import Name, Work
from citecheck.text import fold

Floats = npt.NDArray[np.float64]

# Every feature, and how it may move the probability that two works are one: 1 only upwards, -1 only downwards, 0 either
# way (most: a title that is wholly part of the other is less like it than its letters say).
DIRECTIONS: Mapping[str, int] = {
    "title": 1, "title sorted": 0, "title set": 0, "title part": 0, "title letters": 0, "title main": 0,
    "words lacking": -1, "words added": 0, "letters lacking": 0, "letters added": 0, "unexplained": 0,
    "numbers": 0, "length": 0, "longer by": 0, "begins": 0,
    "people of fewer": 1, "people of more": 0, "first": 1, "givens": 1, "written out": 0, "fewer": 0, "more": 0,
    "names sorted": 1, "years between": -1,
    "container sorted": 0, "container part": 0, "container words": 0, "container kind": 0, "report": 0,
    "all sorted": 0, "all set": 0,
}  # fmt: skip
_MISPRINTED = 85  # of a hundred: letters that two words share to be one word misprinted; families, from four letters
_FAMILY = 80
_WORD, _NAME = 4, 3  # letters: shorter ones must be equal
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A work's four fields, folded: `letters` is the title without spaces, `people` (family, first given name) each.

    `initials`: those of the container's words of weight; `kind`: what its words tell, "" where it has none.
    """

    title: str
    words: tuple[str, ...]
    letters: str
    main: str
    numbers: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    names: str
    year: int | None
    container: str
    container_words: frozenset[str]
    initials: str
    kind: str
    whole: str


@lru_cache(maxsize=65536)
def entry(work: Work) -> Entry:
    """The entry of a work."""
    title, container = fold(work.title), fold(work.container)
    named = tuple(filter(any, map(_person, work.authors or work.editors)))
    names = " ".join(f"{given} {family}".strip() for family, given in named)
    telling = [word for word in container.split() if word not in _empty()]
    return Entry(
        title,
        tuple(title.split()),
        title.replace(" ", ""),
        titles.main(work.title) if title else "",
        tuple(_DIGITS.findall(title)),
        named,
        names,
        work.issued.year if work.issued else None,
        container,
        frozenset(telling),
        "".join(word[0] for word in telling),
        _container_kind(container),
        " ".join(filter(None, (title, names, container))),
    )


def table(pairs: Sequence[tuple[Entry, Entry]]) -> Floats:
    """The features of pairs, (n, k) in the order of `DIRECTIONS`."""
    found = np.full((len(pairs), len(DIRECTIONS)), np.nan)
    if not pairs:
        return found
    column = {name: found[:, place] for place, name in enumerate(DIRECTIONS)}
    for name, field, scorer in _RATIOS:
        _ratios(column[name], [(field(one), field(other)) for one, other in pairs], scorer)
    rest = [(*_titles(one, other), *_people(one, other), *_printing(one, other)) for one, other in pairs]
    for name, values in zip(_COUNTED, zip(*rest, strict=True), strict=True):
        column[name][:] = values
    return found


def _ratios(into: Floats, texts: Sequence[tuple[str, str]], scorer: Callable[..., float]) -> None:
    """Where both sides have the text, how alike they are, 0 to 1."""
    both = [place for place, (one, other) in enumerate(texts) if one and other]
    if both:
        ones, others = zip(*(texts[place] for place in both), strict=True)
        into[both] = process.cpdist(ones, others, scorer=scorer, dtype=np.float32) / 100


_RATIOS: tuple[tuple[str, Callable[[Entry], str], Callable[..., float]], ...] = (
    ("title", lambda one: one.title, fuzz.ratio),
    ("title sorted", lambda one: one.title, fuzz.token_sort_ratio),
    ("title set", lambda one: one.title, fuzz.token_set_ratio),
    ("title part", lambda one: one.title, fuzz.partial_ratio),
    ("title letters", lambda one: one.letters, fuzz.ratio),
    ("title main", lambda one: one.main, fuzz.ratio),
    ("names sorted", lambda one: one.names, fuzz.token_sort_ratio),
    ("container sorted", lambda one: one.container, fuzz.token_sort_ratio),
    ("container part", lambda one: one.container, fuzz.partial_ratio),
    ("all sorted", lambda one: one.whole, fuzz.token_sort_ratio),
    ("all set", lambda one: one.whole, fuzz.token_set_ratio),
)
_COUNTED = (
    "words lacking", "words added", "letters lacking", "letters added", "unexplained",
    "numbers", "length", "longer by", "begins",
    "people of fewer", "people of more", "first", "givens", "written out", "fewer", "more",
    "years between", "container words", "container kind", "report",
)  # fmt: skip


def _titles(one: Entry, other: Entry) -> tuple[float, ...]:
    here, there = _lacking(one, other), _lacking(other, one)
    fewer, more = sorted((len(here), len(there)))
    short, long = sorted((sum(map(len, here)), sum(map(len, there))))
    unexplained = max(_unexplained(here, one, other), _unexplained(there, other, one))
    numbers = float(one.numbers == other.numbers) if one.numbers or other.numbers else math.nan
    begins = one.letters.startswith(other.letters) or other.letters.startswith(one.letters)
    length = min(len(one.words), len(other.words))
    return fewer, more, short, long, unexplained, numbers, length, abs(len(one.title) - len(other.title)), float(begins)


def _lacking(one: Entry, other: Entry) -> list[str]:
    """The words of weight of one title that the other has neither as such, nor misprinted, nor run together."""
    return [word for word in one.words if word not in other.words and word not in _empty() and not _has(other, word)]


def _has(other: Entry, word: str) -> bool:
    if len(word) < _WORD:
        return False
    return word in other.letters or any(
        len(one) >= _WORD and abs(len(one) - len(word)) <= 2 and fuzz.ratio(word, one) >= _MISPRINTED
        for one in other.words
    )


def _unexplained(words: Sequence[str], one: Entry, other: Entry) -> int:
    """How many of the words are neither people nor container of either side, nor apparatus."""
    known = f"{one.names} {one.container} {other.names} {other.container}".split()
    return sum(not (word in known or word in _apparatus() or word.isdecimal()) for word in words)


def _people(one: Entry, other: Entry) -> tuple[float, ...]:
    few, many = sorted((one.people, other.people), key=lambda people: (len(people), people))
    if not few:
        return *(math.nan,) * 5, len(few), len(many)
    found = [next((known for known in many if _is_family(name[0], known[0])), None) for name in few]
    givens = [_is_given(name[1], known[1]) for name, known in zip(few, found, strict=True) if known]
    shared = len(givens)
    first = _is_family(few[0][0], many[0][0])
    written_out = sum(len(given) > 1 for _, given in few) / len(few)
    agreeing = sum(givens) / shared if shared else math.nan
    return shared / len(few), shared / len(many), float(first), agreeing, written_out, len(few), len(many)


def _is_family(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > _NAME and fuzz.ratio(one, other) >= _FAMILY)


def _is_given(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 2:
        return one[:1] == other[:1]
    return one.startswith(other) or other.startswith(one) or fuzz.ratio(one, other) >= _FAMILY


def _printing(one: Entry, other: Entry) -> tuple[float, ...]:
    apart = abs(one.year - other.year) if one.year is not None and other.year is not None else math.nan
    if not (one.container and other.container):
        return apart, math.nan, math.nan, float("report" in (one.kind, other.kind))
    words = max(_shared(one, other), _shared(other, one))
    if _has_initials(one, other) or _has_initials(other, one):
        words = 1.0
    return apart, words, float(one.kind == other.kind), float("report" in (one.kind, other.kind))


def _shared(one: Entry, other: Entry) -> float:
    """Which part of the words of the one's container the other's has, abbreviated or not."""
    ours, theirs = one.container_words, other.container_words
    shared = sum(any(word.startswith(known) or known.startswith(word) for known in theirs) for word in ours)
    return shared / max(len(ours), 1)


def _has_initials(one: Entry, other: Entry) -> bool:
    """Whether a word of the one's container is the initials of the other's: "vldb j." and "very large data bases"."""
    return any(len(word) >= _WORD and word in other.initials for word in one.container_words)


def _person(name: Name) -> tuple[str, str]:
    words = fold(str(name)).split()
    family = fold(name.family).split()
    return (family[-1] if family else words[-1], words[0]) if words else ("", "")


def _container_kind(container: str) -> str:
    words = set(container.split())
    kinds = refs.words("relation")["containers"]
    return next((kind for kind in ("report", "serial", "proceedings") if words & set(kinds[kind])), "") or (
        "other" if words else ""
    )


@cache
def _empty() -> frozenset[str]:
    return frozenset(refs.words("matching")["empty"])


@cache
def _apparatus() -> frozenset[str]:
    return frozenset(refs.words("matching")["apparatus"])
