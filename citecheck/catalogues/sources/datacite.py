"""DataCite's records (support.datacite.org): the lines of the public data file, and the answers of the interface."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citecheck.catalogues.sources import entries, items
from citecheck.catalogues.sources.people import body, named
from citecheck.catalogues.sources.titles import joined
from citecheck.formats import biblatex, dates
from citecheck.model import Date, Kind, Name, Record, Work

_KINDS = {
    "journalarticle": Kind.ARTICLE_JOURNAL, "datapaper": Kind.ARTICLE_JOURNAL, "book": Kind.BOOK,
    "bookchapter": Kind.CHAPTER, "conferencepaper": Kind.PAPER_CONFERENCE, "conferenceproceeding": Kind.BOOK,
    "dissertation": Kind.THESIS, "report": Kind.REPORT, "preprint": Kind.ARTICLE, "dataset": Kind.DATASET,
    "software": Kind.SOFTWARE, "standard": Kind.STANDARD, "collection": Kind.COLLECTION, "text": Kind.DOCUMENT,
}  # fmt: skip


def recognizes(item: Mapping[str, Any]) -> bool:
    """JSON:API with DataCite's attributes, or these alone."""
    attributes = items.mapping(item.get("attributes")) or item
    return "titles" in attributes and ("creators" in attributes or "doi" in attributes)


def record(item: Mapping[str, Any]) -> Record:
    """The record of a DOI."""
    told = items.mapping(item.get("attributes")) or item
    titles = list(items.mappings(told.get("titles")))
    container = items.mapping(told.get("container"))
    publisher = told.get("publisher")
    doi = items.text(told.get("doi") or item.get("id"))
    work = Work(
        kind=_kind(items.mapping(told.get("types"))),
        title=joined(_title(titles, None), _title(titles, "Subtitle")),
        authors=tuple(_people(told.get("creators"))),
        editors=tuple(_people(told.get("contributors"), "Editor")),
        translators=tuple(_people(told.get("contributors"), "Translator")),
        container=items.text(container.get("title")),
        publisher=items.text(items.mapping(publisher).get("name")) or items.text(publisher),
        issued=items.year(told.get("publicationYear")) or _issued(told),
        volume=items.text(container.get("volume")),
        issue=items.text(container.get("issue")),
        pages=items.pages(container.get("firstPage"), container.get("lastPage")),
        language=items.text(told.get("language")),
        ids=items.numbered({"doi": [doi], **_others(told)}),
        variants=tuple(
            items.text(one.get("title")) for one in titles if one.get("titleType") not in {None, "Subtitle"}
        ),
    )
    return entries.record(work, doi.lower())


def _title(titles: list[Mapping[str, Any]], type_: str | None) -> str:
    return next((items.text(one.get("title")) for one in titles if one.get("titleType") == type_), "")


def _kind(types: Mapping[str, Any]) -> Kind:
    general = items.text(types.get("resourceTypeGeneral")).casefold()
    if general in _KINDS and general != "text":
        return _KINDS[general]
    return biblatex.KINDS.get(items.text(types.get("bibtex")).casefold(), Kind.DOCUMENT)


def _people(value: object, role: str = "") -> Iterator[Name]:
    for one in items.mappings(value):
        if role in {"", one.get("contributorType")}:
            family, given = items.text(one.get("familyName")), items.text(one.get("givenName"))
            name = items.text(one.get("name"))
            if family:
                yield Name(family, given)
            elif name:
                yield from body(name) if one.get("nameType") == "Organizational" else [named(name)]


def _issued(told: Mapping[str, Any]) -> Date | None:
    issued = (
        items.text(one.get("date")) for one in items.mappings(told.get("dates")) if one.get("dateType") == "Issued"
    )
    return dates.parsed(next(issued, ""))


def _others(told: Mapping[str, Any]) -> dict[str, list[str]]:
    """The identifiers of other schemes for the same work."""
    found: dict[str, list[str]] = {"isbn": [], "arxiv": []}
    alike = [*items.mappings(told.get("identifiers")), *items.mappings(told.get("alternateIdentifiers"))]
    for one in alike:
        type_ = items.text(one.get("identifierType") or one.get("alternateIdentifierType")).casefold()
        if type_ in found:
            found[type_].append(items.text(one.get("identifier") or one.get("alternateIdentifier")))
    return found
