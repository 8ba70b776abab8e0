"""What a match says for and against a citation's being of that work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citecheck.model import Citation, Kind, Match, Work

# A score at and above which a field speaks for the match, each for itself (refs/pairs.csv, benchmarks/pairs.py).
SUPPORT: Mapping[str, float] = {
    "title": 0.92,
    "author": 0.70,
    "year": 0.80,
    "container": 0.80,
    "publisher": 0.80,
    "volume": 1.0,
    "page": 0.90,
}
WHOLE = frozenset({Kind.BOOK, Kind.PAMPHLET, Kind.COLLECTION, Kind.THESIS, Kind.REPORT})  # printed as a whole
_ONE = {"publisher": "container"}  # container or publisher: where it appeared, counted once
NEARLY = 0.75  # of a title: the same, described wrongly, if all the rest agrees
_AGAINST = 0.50
_OTHER_PART = 0.51  # a title in an unparsed reference that differs by a number


@dataclass(frozen=True, slots=True)
class Evidence:
    """`supports`: the fields that speak for it, independent of one another; `against`: those that rule it out."""

    match: Match
    parts: Mapping[str, float]
    supports: frozenset[str]
    against: frozenset[str]

    @property
    def has_identifier(self) -> bool:
        """Whether an identifier agrees, and the title or an author bears it out."""
        return self.parts.get("identifier") == 1.0 and (self.score("title") >= NEARLY or "author" in self.supports)

    @property
    def is_enough(self) -> bool:
        """Three independent supports, or an identifier."""
        return self.has_identifier or len(self.supports) >= 3

    @property
    def is_other_volume(self) -> bool:
        """Whether it is of the same work's other volume: of a periodical's a mistake, of a book's another thing."""
        return self.match.record.work.kind in WHOLE and self.parts.get("volume") == 0.0

    @property
    def is_elsewhere(self) -> bool:
        """Whether it stands in another journal or volume: an "Editorial" of that year and page is not the one."""
        return self.parts.get("container", 1.0) < _AGAINST or self.parts.get("volume", 1.0) < _AGAINST

    @property
    def wrong_figures(self) -> bool:
        """Whether a year, volume or page was compared and is another."""
        return any(self.parts.get(name, 1.0) < _AGAINST for name in ("year", "volume", "page"))

    def score(self, name: str) -> float:
        """A field's score, 0 where it was not compared."""
        return self.parts.get(name, 0.0)


def weigh(match: Match, citation: Citation, cited: Work) -> Evidence:
    """The evidence of one match."""
    parts = dict(match.parts)
    supports = frozenset(_ONE.get(name, name) for name, least in SUPPORT.items() if parts.get(name, 0.0) >= least)
    return Evidence(match, parts, supports, frozenset(_against(parts, citation, cited)))


def _against(parts: Mapping[str, float], citation: Citation, cited: Work) -> set[str]:
    found = {name for name in ("kind", "identifier") if parts.get(name, 1.0) < _AGAINST}
    if parts.get("title", 0.0) >= SUPPORT["title"] and parts.get("author", 0.0) >= SUPPORT["author"]:
        found.discard("identifier")  # the work is right and its identifier wrong, or of another version
    if (cited.authors or cited.editors) and parts.get("author", 1.0) < _AGAINST and "author" not in citation.inferred:
        found.add("author")
    if parts.get("title", 1.0) < (NEARLY if cited.title else _OTHER_PART):
        found.add("title")
    return found
