"""Records of one work, in several catalogues, editions or translations: agreement, not ambiguity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from citecheck.match.relation import RelationKind, relate_faces
from citecheck.match.relation.face import Face, face
from citecheck.model import Match, Notice
from citecheck.text import romanized

_SEEN = 0.01  # less probable records are no rivals of anybody, alike or not
_END = 6  # letters at an end of a title: a misprint spares one of both ends


def merge(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Best first; of the records of one work the best alone, with the notices that any of them bears."""
    kept: list[Match] = []
    works: defaultdict[str, list[tuple[int, Face]]] = defaultdict(list)
    for match in sorted(matches, key=lambda one: one.probability, reverse=True):
        if match.probability < _SEEN:
            kept.append(match)
            continue
        shown = face(match.record.work)
        marks = _marks(shown)
        near = dict(found for mark in marks for found in works[mark])
        place = next((place for place, other in near.items() if _is_same(shown, other)), None)
        if place is not None:
            kept[place] = _with_notices(kept[place], match.record.notices)
            continue
        for mark in marks:
            works[mark].append((len(kept), shown))
        kept.append(match)
    return tuple(kept)


def _with_notices(match: Match, more: tuple[Notice, ...]) -> Match:
    known = match.record.notices
    if set(more) <= set(known):
        return match
    return replace(match, record=replace(match.record, notices=tuple(dict.fromkeys((*known, *more)))))


def _is_same(one: Face, other: Face) -> bool:
    return relate_faces(one, other).kind is RelationKind.SAME


def _marks(one: Face) -> set[str]:
    """What two records of one work share at least one of: an identifier, or an end of a title by its sound."""
    heard = {romanized(title).replace(" ", "") for title in (one.work.title, one.main, *one.variants)} - {""}
    return {*one.ids.values(), *(title[:_END] for title in heard), *(title[-_END:] for title in heard)}
