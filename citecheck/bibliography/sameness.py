"""Whether two citations mean the same work, although printed differently."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citecheck.model import Date, Kind, Name, Work
from citecheck.text import fold, romanized, similarity, tokens

_ALIKE = 0.92  # titles with a slip of the pen or of the scanner; below, other works of the series begin
_CONTAINER_ALIKE = 0.85  # "New Left Review" and "The New Left Review"
_NAME_ALIKE = 0.85  # one letter wrong in seven
_PART = re.compile(r"\b(?:vol(?:ume)?|part|book|band|bd|teil|tome|t|parte|том|ч)\.?\s?([ivxlc]+)\b", re.IGNORECASE)
_DATED = frozenset(  # of which an author wrote many under one title, told apart by their date
    {Kind.PERSONAL_COMMUNICATION, Kind.SPEECH, Kind.INTERVIEW, Kind.ARTICLE_NEWSPAPER, Kind.MANUSCRIPT}
)


@dataclass(frozen=True, slots=True)
class Face:
    """A work as a citation shows it; `is_inferred`: its author is not in the note itself."""

    work: Work
    is_inferred: bool = False


def is_same(one: Face, other: Face) -> bool:
    """Whether both may be one work: titles alike, and nothing else in the way."""
    mine, theirs = one.work, other.work
    dois = mine.id("doi"), theirs.id("doi")
    if all(dois):
        return dois[0] == dois[1] and not _share_volume(mine, theirs)
    if not (mine.title and theirs.title):
        return _is_same_untitled(mine, theirs)
    return (
        _do_titles_agree(mine.title, theirs.title)
        and _do_people_agree(one, other)
        and _do_containers_agree(mine, theirs)
        and _do_details_agree(mine, theirs)
    )


def _share_volume(mine: Work, theirs: Work) -> bool:
    """Whether the DOI may be that of a volume: of two chapters of it, or of one and the volume itself."""
    chapters = mine.kind is theirs.kind is Kind.CHAPTER and not _do_titles_agree(mine.title, theirs.title)
    return _holds(mine, theirs) or (chapters and _do_containers_agree(mine, theirs))


def _holds(one: Work, other: Work) -> bool:
    """Whether one of two works is the volume in which the other stands."""
    pairs = ((one, other), (other, one))
    return any(
        part.container and not whole.container and similarity(part.container, whole.title) >= _CONTAINER_ALIKE
        for part, whole in pairs
    )


def _is_same_untitled(mine: Work, theirs: Work) -> bool:
    """Without a title ("Pravda, 3 May 1920") nothing may differ."""
    alike = mine.container == theirs.container or similarity(mine.container, theirs.container) >= _CONTAINER_ALIKE
    here, there = ((w.title, w.authors, w.issued, w.volume, w.issue, w.pages, w.archive) for w in (mine, theirs))
    return alike and here == there


def _do_titles_agree(mine: str, theirs: str) -> bool:
    mine, theirs = (title.replace(" & ", " and ") for title in (mine, theirs))
    if _numbers(mine) != _numbers(theirs):
        return False
    if fold(mine) == fold(theirs) or similarity(mine, theirs) >= _ALIKE:
        return True
    here, there = mine.partition(":"), theirs.partition(":")
    return bool(here[2]) != bool(there[2]) and similarity(here[0], there[0]) >= _ALIKE


def _numbers(title: str) -> list[str]:
    """The figures of the main title, and the Roman ones of its volumes: a year or a volume is never a slip."""
    figures = [word for word in tokens(title.partition(":")[0]) if word.isdigit()]
    return sorted([*figures, *(found.casefold() for found in _PART.findall(title))])


def _do_people_agree(one: Face, other: Face) -> bool:
    mine, theirs = (face.work.authors or face.work.editors for face in (one, other))
    if mine and theirs:
        if (one.is_inferred or other.is_inferred) and fold(one.work.title) != fold(other.work.title):
            return False
        return all(_is_same_person(*pair) for pair in zip(mine, theirs, strict=False))
    return fold(one.work.title) == fold(other.work.title)


def _is_same_person(mine: Name, theirs: Name) -> bool:
    if mine.literal or theirs.literal:
        return similarity(str(mine), str(theirs)) >= _NAME_ALIKE
    if similarity(mine.family, theirs.family) < _NAME_ALIKE:
        return False
    initials = ([word[0] for word in romanized(name.given).split()] for name in (mine, theirs))
    return all(a == b for a, b in zip(*initials, strict=False))


def _do_containers_agree(mine: Work, theirs: Work) -> bool:
    """Both in one container, or one of them cited without any; a book with its publisher is in none."""
    if mine.container and theirs.container:
        return similarity(mine.container, theirs.container) >= _CONTAINER_ALIKE
    without = theirs if mine.container else mine
    return not (mine.container or theirs.container) or not (without.publisher or without.address)


def _do_details_agree(mine: Work, theirs: Work) -> bool:
    if _differ(mine.volume, theirs.volume) or _differ(mine.archive, theirs.archive):
        return False
    if mine.issued is None or theirs.issued is None:
        return True
    if mine.kind in _DATED or theirs.kind in _DATED:
        return _are_dates_compatible(mine.issued, theirs.issued)
    return mine.issued.year == theirs.issued.year or not (mine.container and _differ(mine.pages, theirs.pages))


def _differ(mine: str, theirs: str) -> bool:
    return bool(mine and theirs) and fold(mine) != fold(theirs)


def _are_dates_compatible(mine: Date, theirs: Date) -> bool:
    pairs = ((mine.year, theirs.year), (mine.month, theirs.month), (mine.day, theirs.day))
    return all(a == b for a, b in pairs if a is not None and b is not None)
