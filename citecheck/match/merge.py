"""Records of one work, in several catalogues, editions or translations: agreement, not ambiguity."""

from __future__ import annotations

from collections.abc import Iterable

from citecheck.match import figures, people, titles
from citecheck.match.sheet import profile
from citecheck.model import Kind, Match, Work

_VERSIONS = 4  # years between a preprint and its printed form (shared lesson: accept up to 4 with equal title, authors)

_SEEN = 0.01  # less probable records are no rivals of anybody, alike or not


def merge(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Best first; of the records of one work the best alone."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda one: one.probability, reverse=True):
        if match.probability < _SEEN or not any(is_same_work(match.record.work, other.record.work) for other in kept):
            kept.append(match)
    return tuple(kept)


def is_same_work(one: Work, other: Work) -> bool:
    """Whether two records are of one work: same title and people, and no volume or page that tells them apart."""
    if not _share_title(one, other) or Kind.REVIEW in (one.kind, other.kind):
        return False
    if (one.authors or one.editors) and (other.authors or other.editors):
        if people.compare(one.authors or one.editors, other.authors or other.editors, strict=False) < 0.8:
            return False
    elif one.authors or other.authors or figures.years(one) != figures.years(other) or one.container != other.container:
        return False
    return not _are_apart(one, other)


def _share_title(one: Work, other: Work) -> bool:
    if {form for form, _ in profile(one).titles} & {form for form, _ in profile(other).titles}:
        return titles.compare(one.title, other.title, (*one.variants, *other.variants)) >= titles.SAME
    return (
        bool(one.variants or other.variants) and titles.compare(one.title, other.title, other.variants) >= titles.SAME
    )


def _are_apart(one: Work, other: Work) -> bool:
    """Two articles of the same title in different places ("Editorial"), or two volumes of a work."""
    if one.volume and other.volume and not figures.compare_counts(one.volume, other.volume):
        return True
    if (
        one.pages
        and other.pages
        and not figures.compare_pages(one.pages, other.pages)
        and one.container == other.container
    ):
        return True
    here, there = figures.years(one), figures.years(other)
    once = figures.is_article(one) and figures.is_article(other)
    return bool(once and here and there and min(abs(a - b) for a in here for b in there) > _VERSIONS)
