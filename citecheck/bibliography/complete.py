"""Fields that the manuscript leaves open, filled in from the records that were matched, each with its origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from citecheck.model import Bibliography, Entry, Filled, Identifier, Judgement, Kind, Reference, Verdict, Work
from citecheck.text import fold

# Our fields with their CSL variables: those of the work itself, and those of one of its editions.
_OF_WORK = {"authors": "author", "editors": "editor", "translators": "translator", "language": "language"}
_OF_PART = {"container": "container-title", "volume": "volume", "issue": "issue", "pages": "page"}
_OF_EDITION = {
    "series": "collection-title", "publisher": "publisher", "address": "publisher-place", "issued": "issued",
    "edition": "edition",
}  # fmt: skip
_PARTS = frozenset({
    Kind.ARTICLE, Kind.ARTICLE_JOURNAL, Kind.ARTICLE_MAGAZINE, Kind.ARTICLE_NEWSPAPER, Kind.CHAPTER,
    Kind.ENTRY_ENCYCLOPEDIA, Kind.PAPER_CONFERENCE, Kind.REVIEW,
})  # fmt: skip
_KNOWN = frozenset({Verdict.RESOLVED, Verdict.DIFFERS})

Judgements = Mapping[Reference, Judgement]


def completed(bibliography: Bibliography, judgements: Judgements) -> Bibliography:
    """The bibliography, each work filled in from the likeliest record that one of its citations was resolved to.

    What the manuscript says stays, right or wrong. What belongs to an edition (publisher, place, year, ISBN ...) is
    filled in only where nothing that is cited of the edition speaks against the record's.
    """
    return Bibliography(tuple(_completed(entry, judgements) for entry in bibliography.entries))


def resolved(bibliography: Bibliography, judgements: Judgements) -> Bibliography:
    """The works of which a citation is resolved, under the keys they had."""
    kept = (e for e in bibliography.entries if any(one.verdict is Verdict.RESOLVED for one in _of(e, judgements)))
    return Bibliography(tuple(kept))


def _of(entry: Entry, judgements: Judgements) -> Iterator[Judgement]:
    return (judgements[reference] for reference in entry.cited if reference in judgements)


def _completed(entry: Entry, judgements: Judgements) -> Entry:
    known = [one for one in _of(entry, judgements) if one.verdict in _KNOWN and one.record]
    record = max(known, key=lambda one: (one.verdict is Verdict.RESOLVED, one.probability)).record if known else None
    if record is None:
        return entry
    fields = dict(_missing(entry.work, record.work))
    filled = tuple(Filled(name, record.catalogue, record.key, record.url) for name, _ in fields.values())
    work = replace(entry.work, **{name: value for name, (_, value) in fields.items()})
    return replace(entry, work=work, filled=filled)


def _missing(work: Work, record: Work) -> Iterator[tuple[str, tuple[str, Any]]]:
    """Our name of each field to fill in, with its CSL variable and the value."""
    is_part = record.kind in _PARTS and work.kind in _PARTS | {Kind.DOCUMENT}
    wanted = _OF_WORK | (_OF_PART if is_part else {}) | (_OF_EDITION if _may_be_one_edition(work, record) else {})
    for name, variable in wanted.items():
        if not getattr(work, name) and (value := getattr(record, name)):
            yield name, (variable, value)
    if work.kind is Kind.DOCUMENT and record.kind is not Kind.DOCUMENT:
        yield "kind", ("type", record.kind)
    ids = tuple(_identifiers(work, record))
    if ids:
        yield "ids", (", ".join(dict.fromkeys(one.scheme.upper() for one in ids)), (*work.ids, *ids))


def _identifiers(work: Work, record: Work) -> Iterator[Identifier]:
    """Those of schemes that the work has none of; an ISBN is an edition's."""
    has = {one.scheme for one in work.ids}
    schemes = {"doi", "isbn", "issn"} if _may_be_one_edition(work, record) else {"doi", "issn"}
    return (one for one in record.ids if one.scheme in schemes - has)


def _may_be_one_edition(work: Work, record: Work) -> bool:
    """Whether year, publisher and edition, as far as both tell them, are the same."""
    if work.issued and record.issued and work.issued.year != record.issued.year:
        return False
    told = ((work.publisher, record.publisher), (work.edition, record.edition))
    return all(not (mine and theirs) or _is_within(mine, theirs) for mine, theirs in told)


def _is_within(mine: str, theirs: str) -> bool:
    """Whether the words of one are among the other's: "Penguin" and "Penguin Books"."""
    here, there = set(fold(mine).split()), set(fold(theirs).split())
    return here <= there or there <= here
