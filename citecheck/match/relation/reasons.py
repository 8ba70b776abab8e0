"""What two described works can be to each other, and the reasons for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RelationKind(StrEnum):
    """What two described works are to each other."""

    SAME = "same"
    DIFFERENT = "different"
    AMBIGUOUS = "ambiguous"


class Reason(StrEnum):
    """Why, much as fuzzycat (Internet Archive) names its rules: first those of one work, of two, and what is open."""

    DOI = "doi"
    IDENTIFIER = "identifier"
    VERSION = "version"
    COMPONENT_OF = "component of"
    TITLE_ALONE = "title alone"
    TITLE_YEAR = "title and year"
    TITLE_PEOPLE = "title and people"
    TITLE_PLACE = "title and place"
    EDITION = "edition"

    KIND = "kind"
    DATASET = "dataset"
    ABOUT = "about"
    NUMBERS = "numbers"
    SUBTITLE = "subtitle"
    TITLE = "title"
    PEOPLE = "people"
    YEAR = "year"
    CONTAINER = "container"
    REGISTRANT = "registrant"
    PLACE = "place"
    VOLUME = "volume"

    GENERIC_TITLE = "generic title"
    SHORT_TITLE = "short title"
    REVIEWER = "reviewer"
    UNSIGNED = "unsigned"
    CUT_TITLE = "cut title"
    RETITLED = "retitled"
    UNTITLED = "untitled"


@dataclass(frozen=True, slots=True)
class Relation:
    """What two described works are to each other, why, and how likely they are one."""

    kind: RelationKind
    reason: Reason
    probability: float


def relation(reason: Reason) -> Relation:
    """The relation that a reason makes."""
    return _RELATIONS[reason]


_SAME = set(list(Reason)[: list(Reason).index(Reason.KIND)])
_OPEN = set(list(Reason)[list(Reason).index(Reason.GENERIC_TITLE) :])


def _kind(reason: Reason) -> RelationKind:
    if reason in _SAME:
        return RelationKind.SAME
    return RelationKind.AMBIGUOUS if reason in _OPEN else RelationKind.DIFFERENT


# benchmarks/relation.py: of fuzzycat's pairs 106 of the 112 called the same are, and none of the 121 called different;
# what is open is one half by definition.
_CHANCES = {RelationKind.SAME: 0.95, RelationKind.DIFFERENT: 0.01, RelationKind.AMBIGUOUS: 0.5}
_RELATIONS = {reason: Relation(_kind(reason), reason, _CHANCES[_kind(reason)]) for reason in Reason}
