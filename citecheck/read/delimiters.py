"""Which stars and underscores of a Markdown paragraph open and close emphasis (CommonMark 0.31, section 6.2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Delimiter:
    """A run of stars or underscores. Pairing uses up `count`; what is left of it stands for itself.

    `begins` and `ends`: how many emphases begin behind the run and end before it (strong ones are not counted).
    """

    sign: str
    count: int
    opens: bool
    closes: bool
    begins: int = 0
    ends: int = 0
    length: int = 0


Opener = tuple[int, Delimiter]  # with its place among the runs of its paragraph


def flank(sign: str, count: int, before: str, after: str) -> Delimiter:
    """A run between the characters `before` and `after`, "" at the paragraph's ends."""
    left = _is_flanking(after, before)
    right = _is_flanking(before, after)
    if sign == "*":
        return Delimiter(sign, count, left, right, length=count)
    opens = left and (not right or _is_mark(before))
    closes = right and (not left or _is_mark(after))
    return Delimiter(sign, count, opens, closes, length=count)


def pair(delimiters: Sequence[Delimiter]) -> None:
    """Pairs the runs of a paragraph in place, in linear time."""
    openers: list[Opener] = []
    floors: dict[tuple[str, bool, int], int] = {}
    for place, run in enumerate(delimiters):
        if run.closes:
            _close(place, run, openers, floors)
        if run.opens and run.count:
            openers.append((place, run))


def _close(place: int, run: Delimiter, openers: list[Opener], floors: dict[tuple[str, bool, int], int]) -> None:
    """Pairs a closing run with the openers before it, nearest first.

    `floors`: the place before which a search for an opener of this kind was in vain, and would be again.
    """
    kind = (run.sign, run.opens, run.length % 3)
    while run.count:
        at = _opener(run, openers, floors.get(kind, 0))
        if at is None:
            floors[kind] = place
            return
        _join(openers[at][1], run)
        del openers[at + 1 :]
        if not openers[at][1].count:
            del openers[at]


def _opener(run: Delimiter, openers: Sequence[Opener], floor: int) -> int | None:
    for at in range(len(openers) - 1, -1, -1):
        place, opener = openers[at]
        if place < floor:
            return None
        if _fit(opener, run):
            return at
    return None


def _join(opener: Delimiter, closer: Delimiter) -> None:
    used = 2 if min(opener.count, closer.count) >= 2 else 1
    opener.count -= used
    closer.count -= used
    if used == 1:
        opener.begins += 1
        closer.ends += 1


def _fit(opener: Delimiter, closer: Delimiter) -> bool:
    if opener.sign != closer.sign:
        return False
    mixed = opener.closes or closer.opens
    return not (mixed and (opener.length + closer.length) % 3 == 0 and (opener.length % 3 or closer.length % 3))


def _is_flanking(inner: str, outer: str) -> bool:
    """Whether a run hugs `inner`, the character on the side it faces."""
    if not inner or inner.isspace():
        return False
    return not _is_mark(inner) or not outer or outer.isspace() or _is_mark(outer)


def _is_mark(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "PS"
