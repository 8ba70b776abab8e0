"""Whether two full citations mean the same work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from citecheck.model import Kind, Name, Work
from citecheck.text import fold, romanized, similarity, tokens

ALIKE = 0.92  # of titles: the slips of scanning and typing stay above it, other titles of one author below
_NAMESAKE = 85  # of a hundred: two spellings of one family name ("Trotsky", "Trotzky")
_PART = re.compile(r"\b(?:vol(?:ume)?|part|book|band|bd|teil|tome|t|parte|том|ч)\.?\s*([ivxlc]+|\d+)\b", re.IGNORECASE)
_BOOKS = frozenset({Kind.BOOK, Kind.COLLECTION, Kind.PAMPHLET, Kind.THESIS})


def shelfmarks(work: Work) -> Iterator[str]:
    """Where to look for a work: the same one stands under one of the same marks, slips in its title or not."""
    folded = tokens(main_title(work.title or work.container or work.archive))
    marks = (
        {" ".join(folded)}
        | {" ".join(folded[:2]), " ".join(folded[-2:])}
        | {"".join(sorted(w[0] for w in folded if w))}
    )
    yield from sorted(mark for mark in marks if mark)


def is_same_work(one: Work, other: Work, *, sure: bool = True) -> bool:
    """Whether both are one work: titles, people, containers and numbers that do not contradict each other.

    `sure`: both print their authors. A missing or inferred author is no contradiction, but then the titles must be
    the same letter for letter. Years may differ (editions) unless volume, pages or container tell two works apart.
    """
    if not _share_title(one, other, exactly=not (sure and one.authors and other.authors)):
        return False
    if one.authors and other.authors and not share_people(one.authors, other.authors):
        return False
    if (one.container and other.container) and similarity(one.container, other.container) < ALIKE:
        return False
    if bool(one.container) != bool(other.container) and {one.kind, other.kind} & _BOOKS:
        return False
    return not _are_apart(one, other)


def main_title(title: str) -> str:
    """The title before its colon or full stop, where enough is left to know it by."""
    head = re.split(r"[:.]\s", title, maxsplit=1)[0]
    return head if len(head) >= 8 else title


def _share_title(one: Work, other: Work, *, exactly: bool) -> bool:
    here, there = one.title or one.container or one.archive, other.title or other.container or other.archive
    if bool(one.title) != bool(other.title) or _parts(here) != _parts(there):
        return False
    if fold(here) == fold(there):
        return True
    short = fold(main_title(here)) == fold(main_title(there)) and (fold(main_title(here)) in (fold(here), fold(there)))
    return short or (not exactly and similarity(here, there) >= ALIKE and _numbers(here) == _numbers(there))


def _parts(title: str) -> list[str]:
    return [found.casefold() for found in _PART.findall(title)]


def _numbers(title: str) -> list[str]:
    return re.findall(r"\d+", title)


def share_people(ours: Iterable[Name], theirs: Iterable[Name]) -> bool:
    """Whether the first names of two lists may be one person: family names alike, initials not against each other."""
    here, there = next(iter(ours)), next(iter(theirs))
    family, other = romanized(here.family or here.literal), romanized(there.family or there.literal)
    if fuzz.ratio(family, other) < _NAMESAKE:
        return False
    given, given_other = romanized(here.given), romanized(there.given)
    return not given or not given_other or given[0] == given_other[0]


def _are_apart(one: Work, other: Work) -> bool:
    """Two articles of one title ("Editorial"): another volume, other pages of another year."""
    if one.volume and other.volume and fold(one.volume) != fold(other.volume):
        return True
    years = {work.issued.year for work in (one, other) if work.issued}
    return len(years) == 2 and bool(one.pages and other.pages) and fold(one.pages) != fold(other.pages)
