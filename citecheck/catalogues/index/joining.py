"""Joins the records of one work that several sources tell: same identifier, or same title, first author and year."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace

from citecheck.catalogues.terms import identity
from citecheck.model import Kind, Record, Work
from citecheck.text import fold

_SCHEMES = frozenset({"doi", "arxiv", "pmid", "oclc", "lccn"})
_PARTS = frozenset(
    {
        Kind.CHAPTER,
        Kind.ENTRY_ENCYCLOPEDIA,
        Kind.PAPER_CONFERENCE,
        Kind.REVIEW,
        Kind.ARTICLE,
        Kind.ARTICLE_JOURNAL,
        Kind.ARTICLE_MAGAZINE,
        Kind.ARTICLE_NEWSPAPER,
    }
)  # fmt: skip  (they bear the ISBN of the book that they stand in)


def join(records: Iterable[Record], limit: int) -> tuple[Record, ...]:
    """The first `limit` works, each one record with the keys, identifiers and other titles of those it stands for.

    Takes no more records than it needs: those of a work stand near each other.
    """
    kept: list[Record] = []
    places: dict[Hashable, int] = {}
    for record in records if limit else ():
        marks = tuple(_marks(record.work))
        held = (places[mark] for mark in marks if mark in places)
        place = next((one for one in held if not _apart(kept[one].work, record.work)), len(kept))
        if place == len(kept):
            kept.append(record)
        else:
            kept[place] = _one(kept[place], record)
        for mark in marks:
            places.setdefault(mark, place)
        if len(kept) == limit:
            break
    return tuple(kept)


def _marks(work: Work) -> Iterator[Hashable]:
    """What two records of one work share."""
    for scheme, value in map(identity, work.ids):
        if scheme in _SCHEMES or (scheme == "isbn" and work.kind not in _PARTS):
            yield scheme, value
    people = work.authors or work.editors
    title = fold(work.title)
    if title and people and work.issued:
        yield title, fold(people[0].family or people[0].literal), work.issued.year


def _apart(one: Work, other: Work) -> bool:
    """Two volumes of a work, or two of a journal's columns of one title."""
    return bool(one.volume and other.volume and fold(one.volume) != fold(other.volume))


def _one(first: Record, other: Record) -> Record:
    here, there = first.work, other.work
    titles = (one for one in (*here.variants, there.title, *there.variants) if one and one != here.title)
    work = replace(here, ids=tuple(dict.fromkeys((*here.ids, *there.ids))), variants=tuple(dict.fromkeys(titles)))
    keys = (one for one in (*first.also, other.key, *other.also) if one != first.key)
    return replace(first, work=work, also=tuple(dict.fromkeys(keys)))
