"""A work as it is held against another: its fields folded once, the same on both sides."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from citecheck import refs
from citecheck.match import figures, people, titles
from citecheck.model import Kind, Name, Work
from citecheck.text import fold

_VERSION = re.compile(r"(?:(?<=[\d)])|[./])v\d{1,2}$")  # "figshare.12299333.v1", "preprints.3100v3", "2020.0001/v1"
_PARALLEL = re.compile(r"\s[/=]\s")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Face:
    """A work's fields, folded.

    `ids`: by scheme, versions taken off, but for `doi`; `registrant`: the DOI's prefix; `family`: of kinds that
    exclude other families; `name`: the title, `main` before its subtitle; `variants`: other titles as written;
    `numbers`: in the title; `pages`: first and last; `once`: whether it comes out once, so that another year means
    another work.
    """

    work: Work
    ids: Mapping[str, str]
    doi: str
    registrant: str
    family: str
    name: str
    main: str
    variants: tuple[str, ...]
    numbers: tuple[int, ...]
    people: tuple[Name, ...]
    container: str
    years: tuple[int, ...]
    volume: frozenset[int]
    pages: tuple[int, int] | None
    once: bool
    is_preprint: bool


@lru_cache(maxsize=65536)
def face(work: Work) -> Face:
    """The face of a work."""
    doi, name = work.id("doi").casefold(), fold(work.title)
    registrant = doi.partition("/")[0]
    return Face(
        work,
        {one.scheme: _VERSION.sub("", one.value.casefold()) for one in work.ids},
        doi,
        registrant,
        _families().get(work.genre.casefold()) or _families().get(work.kind, ""),
        name,
        titles.main(work.title) if work.title else "",
        (*work.variants, *_parallel(work.title)),
        tuple(map(int, _DIGITS.findall(name))),
        tuple(one for one in work.authors or work.editors if fold(str(one)) not in _nobody()),
        fold(work.container),
        figures.years(work),
        figures.counts(work.volume) if work.volume else frozenset(),
        figures.extent(work.pages) if work.pages else None,
        figures.is_article(work) or work.kind is Kind.CHAPTER,
        registrant in _preprints() or (not doi and bool(work.id("arxiv"))),
    )


def share(one: Face, other: Face) -> float | None:
    """Which part of the shorter list of people the longer one names too, 0 to 1; None where a list is empty."""
    if not (one.people and other.people):
        return None
    if one.people == other.people:
        return 1.0
    few, many = sorted((one.people, other.people), key=len)
    return people.named(few, many) / len(few)


@cache
def excludes(family: str) -> Sequence[str]:
    """The families of kinds that a family excludes."""
    found: Sequence[str] = refs.words("relation")["excludes"].get(family, ())
    return found


def _parallel(title: str) -> Sequence[str]:
    """The titles of one that is told in two languages: ``"Vivienda y ciudad / Housing and town"``."""
    parts = _PARALLEL.split(title)
    return parts if len(parts) == 2 and all(" " in part for part in parts) else ()


@cache
def _families() -> Mapping[str, str]:
    return {kind: family for family, kinds in refs.words("relation")["families"].items() for kind in kinds}


@cache
def _nobody() -> frozenset[str]:
    return frozenset(("", *refs.words("relation")["nobody"]))


@cache
def _preprints() -> frozenset[str]:
    return frozenset(refs.words("relation")["preprints"])
