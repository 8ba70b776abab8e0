"""Whether two described works are one: rules, each with a name that says why.

Identifiers that agree settle it; then whatever tells two works apart, strongest first; what is left is one work.
"""

from __future__ import annotations

from citecheck.match.relation import naming, printings
from citecheck.match.relation.face import Face, excludes, face, share
from citecheck.match.relation.reasons import Reason, Relation, RelationKind, relation
from citecheck.model import Kind, Work

__all__ = ["Reason", "Relation", "RelationKind", "relate", "relate_faces"]

_FEW = 0.5  # of the shorter list of people
_REGISTERED_ONE_BY_ONE = frozenset({"data", "component"})


def relate(one: Work, other: Work) -> Relation:
    """Whether two works, as catalogues describe them, are one."""
    return relate_faces(face(one), face(other))


def relate_faces(one: Face, other: Face) -> Relation:
    """As `relate`, of works folded before."""
    reason = _by_identifiers(one, other) or _by_kinds(one, other) or naming.apart(one, other) or _by_people(one, other)
    return relation(reason)


def _by_identifiers(one: Face, other: Face) -> Reason | None:
    if one.doi and one.doi == other.doi:
        return Reason.DOI
    for scheme in ("work", "arxiv", "pmid"):
        mine = one.ids.get(scheme)
        if mine and mine == other.ids.get(scheme):
            return Reason.VERSION if scheme == "arxiv" else Reason.IDENTIFIER
    if one.doi and other.doi and one.ids["doi"] == other.ids["doi"]:
        return Reason.VERSION
    return Reason.COMPONENT_OF if _is_component_of(one, other) or _is_component_of(other, one) else None


def _is_component_of(part: Face, whole: Face) -> bool:
    """Whether it is a supplement by its DOI ("10.1021/ic0620891.s007") that goes by the whole's title."""
    return bool(whole.doi) and part.doi.startswith(f"{whole.doi}.s") and part.name == whole.name


def _by_kinds(one: Face, other: Face) -> Reason | None:
    if other.family in excludes(one.family):
        return Reason.KIND
    has_own = one.family == other.family and one.family in _REGISTERED_ONE_BY_ONE and one.doi and other.doi
    return Reason.DATASET if has_own else None


def _by_people(one: Face, other: Face) -> Reason:
    shared = share(one, other)
    if shared == 0.0:
        return Reason.PEOPLE
    if shared is None and (vague := naming.vague(one, other)):
        return vague
    if printings.are_years_apart(one, other, shared):
        return Reason.YEAR
    return _unsigned(one, other) if shared is None else _signed(one, other, shared)


def _signed(one: Face, other: Face, shared: float) -> Reason:
    if apart := printings.apart(one, other):
        return apart
    if shared < _FEW or (shared < 1.0 and printings.are_printed_apart(one, other)):
        return Reason.PEOPLE
    if naming.is_cut(one, other) and not printings.share_place(one, other):
        if printings.share_registrant(one, other):
            return Reason.REGISTRANT
        if not printings.share_year(one, other):
            return Reason.CUT_TITLE
    return Reason.TITLE_PEOPLE if one.once or other.once else Reason.EDITION


def _unsigned(one: Face, other: Face) -> Reason:
    """Where a side names nobody."""
    is_told_twice = naming.are_long(one, other) and _complement(one, other)
    if is_told_twice and one.volume & other.volume:
        return Reason.TITLE_YEAR  # whatever their pages: catalogues err
    if apart := printings.apart(one, other):
        return apart
    if printings.share_place(one, other):
        return Reason.TITLE_PLACE
    if one.work.kind is other.work.kind is Kind.STANDARD and one.name == other.name:
        return Reason.TITLE_ALONE  # nobody signs a standard
    if _are_deposits(one, other):
        return Reason.TITLE_YEAR if naming.are_long(one, other) else Reason.REGISTRANT
    return Reason.TITLE_YEAR if is_told_twice else Reason.UNSIGNED


def _are_deposits(one: Face, other: Face) -> bool:
    """Whether one repository holds both, in one year, and neither was printed: versions, or items of a series."""
    is_nobodys = not (one.people or other.people or one.container or other.container)
    return is_nobodys and printings.share_registrant(one, other) and one.years == other.years


def _complement(one: Face, other: Face) -> bool:
    """Whether two catalogues tell it, each by identifiers of its own, in the same year or before it was printed."""
    mine, theirs = one.ids.keys() - {"work"}, other.ids.keys() - {"work"}
    is_preprint = one.years and other.years and (one.is_preprint or other.is_preprint)
    return bool(mine and theirs) and not mine & theirs and bool(is_preprint or printings.share_year(one, other))
