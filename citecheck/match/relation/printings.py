"""Where and when two works were printed, and whether that makes one of them or tells them apart."""

from __future__ import annotations

from citecheck.match import containers
from citecheck.match.relation.face import Face
from citecheck.match.relation.reasons import Reason

_ALIKE = 0.9  # containers of one name
_VERSIONS = 4  # years between a preprint and its printed form (shared lesson: accept up to 4 with equal title, authors)
_UNSIGNED = 2  # the same where people differ, or nobody is named
_BOUND = frozenset({"part", "review"})  # known by what they stand in


def apart(one: Face, other: Face) -> Reason | None:
    """Why their places tell two works apart, if they do."""
    alike = containers_alike(one, other)
    if alike is False and one.family == other.family and one.family in _BOUND:
        return Reason.CONTAINER
    if _differ(one.volume, other.volume) and not (one.once or other.once):
        return Reason.VOLUME
    if not alike or share_pages(one, other):
        return None
    if _differ(one.volume, other.volume):
        return Reason.PLACE
    if one.pages and other.pages and 1 not in (one.pages[0], other.pages[0]):  # before print, pages count from 1
        return Reason.REGISTRANT if share_registrant(one, other) else Reason.PLACE
    return None


def are_years_apart(one: Face, other: Face, shared: float | None) -> bool:
    """Whether more years lie between them than between two printings of one work; `shared`: see `face.share`."""
    if not (one.once and other.once):
        return False
    are_same_people = shared == 1.0 and len(one.people) == len(other.people)
    lag = _VERSIONS if are_same_people or one.is_preprint or other.is_preprint else _UNSIGNED
    return years_between(one, other) > lag


def are_near(one: Face, other: Face) -> bool:
    """Whether they may be a preprint and its printed form, by their years."""
    return years_between(one, other) <= _VERSIONS


def years_between(one: Face, other: Face) -> int:
    """0 where a side has no year."""
    return min((abs(a - b) for a in one.years for b in other.years), default=0)


def share_year(one: Face, other: Face) -> bool:
    """Whether both have a year, and it is the same."""
    return any(year in other.years for year in one.years)


def are_printed_apart(one: Face, other: Face) -> bool:
    """Whether each has a container and pages of its own."""
    return bool(one.pages and other.pages) and containers_alike(one, other) is False and not share_pages(one, other)


def share_place(one: Face, other: Face) -> bool:
    """Whether both begin on one page of one volume or container."""
    return share_pages(one, other) and bool(one.volume & other.volume or containers_alike(one, other))


def share_pages(one: Face, other: Face) -> bool:
    """Whether both begin on one page."""
    return one.pages is not None and other.pages is not None and one.pages[0] == other.pages[0]


def share_registrant(one: Face, other: Face) -> bool:
    """Whether both have DOIs, of one registrant."""
    return bool(one.registrant) and one.registrant == other.registrant


def containers_alike(one: Face, other: Face) -> bool | None:
    """Whether both are in one container; None where that is not known."""
    if not (one.container and other.container):
        return None
    return one.container == other.container or containers.compare(one.work.container, other.work.container) >= _ALIKE


def _differ(one: frozenset[int], other: frozenset[int]) -> bool:
    return bool(one and other) and not one & other
