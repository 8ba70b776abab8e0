"""Titles: how alike two are, and what makes them titles of different works."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from citecheck import refs
from citecheck.text import fold, is_latin, romanized

SAME = 0.92  # at and above: the same title, misprints allowed; below, a word is another (refs/pairs.csv)
OTHER = 0.50  # what titles of different parts score at most ("Part 1", "Part 2")
CUT = 0.97  # one side leaves the subtitle out
_SUBTITLE_DIFFERS = 0.80  # same main title, other subtitle
_WORD_DIFFERS = 0.85  # a word of weight replaced, added or left out
_MISPRINTED = 0.95  # nothing but misprints differ
_MISPRINT = 0.85  # letters that two words must share to be one word misprinted ("Rusia", "Russia")
_SCANNED = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("1", "l"), ("0", "o"), ("ii", "u"))
_SCATTERED = 0.1  # letters wrong in a bad scan, at most
_SYLLABLE = 3
_SUBTITLE = re.compile(r"\s*(?:[:;–—]|\.\s(?=\S)|[?!]\s(?=\S)|\s-\s)\s*")
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th|te|er|e|o|a|º|ª)$")
_NUMERAL = re.compile(r"[0-9]+|(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@lru_cache(maxsize=16384)
def main(title: str) -> str:
    """The folded title before its subtitle: ``"Stalin: A Life"`` gives ``"stalin"``; the whole where it has none."""
    parts = _SUBTITLE.split(title.strip(), maxsplit=1)
    return fold(parts[0]) or fold(title)


def compare(cited: str, title: str, variants: Iterable[str] = ()) -> float:
    """How alike a cited title is to the likeliest of a record's, 0 to 1; at `SAME` they are one title.

    Never by the words that both share alone: a short title that is part of a longer one is another title.
    """
    return max((_compare(cited, one) for one in (title, *variants) if one), default=0.0)


@lru_cache(maxsize=65536)
def _compare(cited: str, title: str) -> float:
    if is_latin(cited) != is_latin(title):
        return likeness(romanized(cited), romanized(title))
    whole = likeness(fold(cited), fold(title))
    if whole >= CUT:
        return whole
    return max(whole, _by_main(cited, title))


def _by_main(cited: str, title: str) -> float:
    """By the titles before the subtitles, where at most one side has a subtitle."""
    here, there = main(cited), main(title)
    cited_cut, title_cut = here == fold(cited), there == fold(title)
    if cited_cut and title_cut:
        return 0.0
    alike = likeness(here, there)
    if cited_cut or title_cut:
        return alike * CUT
    return min(alike, _SUBTITLE_DIFFERS)


def likeness(one: str, other: str) -> float:
    """How alike two folded titles are: letters first, then what the words that differ mean."""
    if one == other:
        return 1.0 if one else 0.0
    alike = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) / 100
    if alike < OTHER:
        return alike
    here, there = _apart(_in_digits(one.split()), _in_digits(other.split()))
    if not here and not there:
        return CUT  # "the 18th Brumaire", "the Eighteenth Brumaire"
    if _parts_differ(here, there):
        return min(alike, OTHER)
    if _weighs(here, there) and not _is_broken(one, other):
        return min(alike, _WORD_DIFFERS)
    return max(alike, _MISPRINTED if _telling(here) or _telling(there) else CUT)


def _is_broken(one: str, other: str) -> bool:
    """Whether spaces stand elsewhere, and but for them single letters differ, far apart: a bad scan."""
    if one.count(" ") == other.count(" "):
        return False
    ours, theirs = one.replace(" ", ""), other.replace(" ", "")
    wrong = [step.src_pos for step in Levenshtein.editops(ours, theirs)]
    is_scattered = all(after - before > 1 for before, after in pairwise(wrong))
    return is_scattered and len(wrong) <= _SCATTERED * len(ours)


def _apart(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """The words that only one of both has, in their order."""
    here, there = Counter(one), Counter(other)
    return _left(one, there), _left(other, here)


def _in_digits(words: list[str]) -> list[str]:
    """Numbers as digits, whether written out or with an ending: "eighteenth" and "18th" are both "18"."""
    return [_ORDINAL.sub(r"\1", numbers().get(word, word)) for word in words]


@cache
def numbers() -> dict[str, str]:
    """Numbers in words, folded, with their digits: ``{"eighteenth": "18"}``."""
    table = refs.words("numbers")
    return {word: str(value) for words in table.values() for value, written in words.items() for word in written}


def _left(words: list[str], others: Counter[str]) -> list[str]:
    rest = Counter(others)
    left = []
    for word in words:
        if rest[word] > 0:
            rest[word] -= 1
        else:
            left.append(word)
    return left


def _weighs(here: list[str], there: list[str]) -> bool:
    """Whether the words that differ are other words, no misprints, broken words, articles or particles."""
    if _is_misprint("".join(here), "".join(there)):
        return False
    ours, theirs = _telling(here), _telling(there)
    if not ours and not theirs:
        return bool(here and there)  # "towards" for "for": a replaced word differs even if it is small
    return not _is_misprint(ours, theirs)


def _telling(words: list[str]) -> str:
    return "".join(word for word in words if word not in _empty())


def _is_misprint(one: str, other: str) -> bool:
    """Whether letters are wrong, and nothing was put before, no ending after: "species" is not "subspecies"."""
    short, long = sorted((one, other), key=len)
    if short != long and (long.endswith(short) or (long.startswith(short) and len(long) - len(short) >= _SYLLABLE)):
        return False
    return fuzz.ratio(_as_scanned(one), _as_scanned(other)) >= 100 * _MISPRINT


def _as_scanned(word: str) -> str:
    """One spelling for the letters that a scanner takes for one another."""
    for read, meant in _SCANNED:
        word = word.replace(read, meant)
    return word


def _parts_differ(here: list[str], there: list[str]) -> bool:
    """Whether the words that differ are numbers: digits, Roman numerals, or single letters that count parts."""
    ours, theirs = set(filter(None, map(_number, here))), set(filter(None, map(_number, there)))
    if ours and theirs:
        return ours != theirs
    return bool(here and there) and all(len(word) == 1 for word in (*here, *there))


def _number(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    if not _NUMERAL.fullmatch(word) or word in ("l", "d", "c"):
        return None
    total = 0
    for mark, following in zip(word, [*word[1:], ""], strict=True):
        value = _ROMAN[mark]
        total += -value if following and _ROMAN[following] > value else value
    return total


@cache
def _empty() -> frozenset[str]:
    return frozenset(refs.words("matching")["empty"])
