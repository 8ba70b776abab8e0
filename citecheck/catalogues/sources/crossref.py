"""Crossref's works: the public data file, the Plus snapshot, and the answers of the interface (api.crossref.org)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from citecheck.catalogues.sources import entries, items
from citecheck.catalogues.sources.titles import clean, joined
from citecheck.formats import csl, dates
from citecheck.formats.identifiers import identifiers
from citecheck.model import Kind, Notice, Record

_PARTS = frozenset({"component", "peer-review", "journal-issue", "journal-volume", "journal", "grant", "sa-component"})
_KINDS = {
    "book-section": Kind.CHAPTER, "book-part": Kind.CHAPTER, "book-track": Kind.CHAPTER, "reference-entry":
    Kind.ENTRY_ENCYCLOPEDIA, "proceedings": Kind.BOOK, "book-series": Kind.PERIODICAL, "book-set": Kind.BOOK,
    "report-series": Kind.PERIODICAL, "report-component": Kind.REPORT,
}  # fmt: skip
_NATURES = {
    "retraction": "retraction", "partial_retraction": "retraction", "removal": "retraction", "withdrawal": "retraction",
    "expression_of_concern": "expression of concern", "correction": "correction", "erratum": "correction",
    "corrigendum": "correction", "addendum": "correction", "clarification": "correction",
}  # fmt: skip


def recognizes(item: Mapping[str, Any]) -> bool:
    """A DOI, and what only Crossref adds; its titles are lists, where CSL has texts."""
    return "DOI" in item and (
        isinstance(item.get("title"), list) or not {"prefix", "member", "indexed"}.isdisjoint(item)
    )


def record(item: Mapping[str, Any]) -> Record:
    """The record of a work; what is only a part of one (a figure, a review, an issue) is none that anybody cites."""
    type_ = items.text(item.get("type"))
    if type_ in _PARTS:
        raise entries.UnusableError("no work", f"a {type_} is no work of its own: {items.text(item.get('DOI'))}")
    work = csl.from_csl(item)
    titles = items.texts(item.get("title"))
    others = [*titles[1:], *items.texts(item.get("original-title")), *items.texts(item.get("short-title"))]
    whole = replace(
        work,
        kind=_KINDS.get(type_, work.kind),
        title=joined(clean(titles[0]) if titles else "", clean(items.text(item.get("subtitle")))),
        container=_container(items.texts(item.get("container-title"))),
        address=items.text(item.get("publisher-location")),
        pages=work.pages or items.text(item.get("article-number")),
        edition=work.edition or items.text(item.get("edition-number")),
        issued=work.issued or csl.from_csl({"issued": item.get("published")}).issued,
        archive="",  # who preserves the file, not where a paper lies
        variants=tuple(dict.fromkeys(others)),
        ids=tuple(one for one in work.ids if one.scheme != "url"),  # the DOI again
    )
    return entries.record(whole, items.text(item.get("DOI")).lower())


def notices(item: Mapping[str, Any]) -> tuple[Notice, ...]:
    """What publishers and Retraction Watch say of the work, and of a notice, what it says of another work.

    A notice told by both is one; a work that names itself is only a new version.
    """
    doi = _doi(item.get("DOI"))
    told: dict[tuple[str, str, str], Notice] = {}
    for one in _notices(item, doi):
        if one.doi != one.by:
            told.setdefault((one.doi, one.nature, one.by), one)
    return tuple(told.values())


def _notices(item: Mapping[str, Any], doi: str) -> Iterator[Notice]:
    for key in ("updated-by", "update-to"):
        for update in items.mappings(item.get(key)):
            nature = _NATURES.get(items.text(update.get("type")).replace("-", "_").lower())
            other = _doi(update.get("DOI"))
            if nature:
                about, by = (doi, other) if key == "updated-by" else (other, doi)
                yield Notice(about, "", nature, _day(update.get("updated")), by=by)
    for printed in items.mappings(items.mapping(item.get("relation")).get("is-preprint-of")):
        if by := _doi(printed.get("id")):
            yield Notice(doi, "", "published", by=by)


def _doi(value: object) -> str:
    return next((one.value for one in identifiers("doi", items.text(value))), "")


def _day(value: object) -> str:
    date = csl.from_csl({"issued": value}).issued
    return dates.iso(date) if date else ""


def _container(told: list[str]) -> str:
    """Of a series and a book in it the book, which comes second."""
    return told[-1] if told else ""
