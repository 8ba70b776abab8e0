"""What two titles say: one work, two, or nothing."""

from __future__ import annotations

from functools import cache

from citecheck import refs
from citecheck.match import titles
from citecheck.match.relation import printings
from citecheck.match.relation.face import Face, share
from citecheck.match.relation.reasons import Reason

_SHORT = 5  # letters: fewer tell no more than a generic title
_LONG = 6  # words: hardly two works bear so long a title


def apart(one: Face, other: Face) -> Reason | None:
    """Why two titles are of two works, or which leave it open; None where they are one title."""
    if not (one.name and other.name):
        return Reason.UNTITLED
    if one.name == other.name or one.name.replace(" ", "") == other.name.replace(" ", ""):
        return None
    if one.name.startswith(_about()) != other.name.startswith(_about()):
        return Reason.ABOUT
    if _are_alike(one, other) or _is_begun(one, other):
        return None
    if one.numbers != other.numbers:
        return Reason.NUMBERS
    if one.main == other.main:
        return Reason.SUBTITLE
    return Reason.RETITLED if _may_be_retitled(one, other) else Reason.TITLE


def vague(one: Face, other: Face) -> Reason | None:
    """Why a title that both bear proves nothing where a side names nobody."""
    if {one.registrant, other.registrant} & _reviewers():
        return Reason.REVIEWER
    if not (one.people or other.people) and (_is_generic(one.name) or _is_generic(other.name)):
        return Reason.GENERIC_TITLE
    return Reason.SHORT_TITLE if min(len(one.name), len(other.name)) < _SHORT else None


def are_long(one: Face, other: Face) -> bool:
    """Whether hardly two works bear such titles."""
    return min(len(one.name.split()), len(other.name.split())) >= _LONG


def is_cut(one: Face, other: Face) -> bool:
    """Whether one side alone has a subtitle."""
    return one.name != other.name and (one.name == one.main) != (other.name == other.main)


def _are_alike(one: Face, other: Face) -> bool:
    written = (one.work.title, *one.variants)
    return any(titles.compare(title, other.work.title, other.variants) >= titles.SAME for title in written)


def _is_begun(one: Face, other: Face) -> bool:
    """Whether a title goes on with its translation, or with what a review is of, at the same place in print."""
    short, long = sorted((one.name, other.name), key=len)
    goes_on = long.startswith(f"{short} ") and len(short.split()) >= _LONG
    return goes_on and printings.share_place(one, other) and share(one, other) == 1.0


def _may_be_retitled(one: Face, other: Face) -> bool:
    """Whether the same people wrote it about then, in most of the same words, and not in the same journal."""
    words, others = set(one.name.split()), set(other.name.split())
    return (
        2 * len(words & others) >= max(len(words), len(others))
        and min(len(one.people), len(other.people)) > 1
        and share(one, other) == 1.0
        and printings.are_near(one, other)
        and not printings.apart(one, other)
    )


def _is_generic(name: str) -> bool:
    return name in _generic() or any(words in name for words in _recurring())


@cache
def _about() -> tuple[str, ...]:
    return (*refs.words("relation")["attached"], *refs.words("matching")["about"])


@cache
def _generic() -> frozenset[str]:
    return frozenset(refs.words("relation")["generic"])


@cache
def _recurring() -> tuple[str, ...]:
    return tuple(refs.words("relation")["recurring"])


@cache
def _reviewers() -> frozenset[str]:
    return frozenset(refs.words("relation")["reviewers"])
