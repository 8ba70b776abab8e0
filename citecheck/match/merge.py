"""Records of one work, in several catalogues, editions or translations: agreement, not ambiguity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from citecheck.match.relation import RelationKind, relate_faces
from citecheck.match.relation.face import Face, face
from citecheck.model import Match
from citecheck.text import romanized

_SEEN = 0.01  # less probable records are no rivals of anybody, alike or not
_END = 6  # letters at an end of a title: a misprint spares one of both ends


def merge(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Best first; of the records of one work the best alone."""
    kept: list[Match] = []
    works: defaultdict[str, list[Face]] = defaultdict(list)
    for match in sorted(matches, key=lambda one: one.probability, reverse=True):
        shown = face(match.record.work)
        marks = _marks(shown)
        if match.probability >= _SEEN and any(_is_same(shown, other) for mark in marks for other in works[mark]):
            continue
        kept.append(match)
        for mark in marks:
            works[mark].append(shown)
    return tuple(kept)


def _is_same(one: Face, other: Face) -> bool:
    return relate_faces(one, other).kind is RelationKind.SAME


def _marks(one: Face) -> set[str]:
    """What two records of one work share at least one of: an identifier, or an end of a title by its sound."""
    heard = {romanized(title).replace(" ", "") for title in (one.work.title, one.main, *one.variants)} - {""}
    return {*one.ids.values(), *(title[:_END] for title in heard), *(title[-_END:] for title in heard)}
