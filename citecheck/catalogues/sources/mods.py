"""MODS (loc.gov/standards/mods), alone or in what wraps it (collections, SRU, OAI-PMH)."""

from __future__ import annotations

from collections.abc import Iterator

from citecheck.catalogues.sources import elements, entries, items
from citecheck.catalogues.sources.elements import Element, children, first, text, told
from citecheck.catalogues.sources.entries import Skipped
from citecheck.catalogues.sources.people import body, named
from citecheck.catalogues.sources.titles import joined
from citecheck.catalogues.sources.unpacked import Content
from citecheck.formats import dates
from citecheck.model import Date, Identifier, Kind, Name, Record, Work

_ROLES = {
    "aut": "author", "author": "author", "creator": "author", "cre": "author", "": "author", "edt": "editor",
    "editor": "editor", "trl": "translator", "translator": "translator",
}  # fmt: skip
_GENRES = {
    "article": Kind.ARTICLE_JOURNAL, "journal article": Kind.ARTICLE_JOURNAL, "book": Kind.BOOK,
    "book chapter": Kind.CHAPTER, "chapter": Kind.CHAPTER, "thesis": Kind.THESIS, "conference publication":
    Kind.PAPER_CONFERENCE, "conference paper": Kind.PAPER_CONFERENCE, "newspaper": Kind.ARTICLE_NEWSPAPER,
    "periodical": Kind.PERIODICAL, "report": Kind.REPORT, "technical report": Kind.REPORT, "review": Kind.REVIEW,
    "letter": Kind.PERSONAL_COMMUNICATION, "web site": Kind.WEBPAGE, "dataset": Kind.DATASET,
}  # fmt: skip
_ISSUANCES = {"monographic": Kind.BOOK, "continuing": Kind.PERIODICAL, "serial": Kind.PERIODICAL}
_DATES = ("dateIssued", "copyrightDate", "dateCreated")
_SCHEMES = ("doi", "isbn", "issn", "oclc", "lccn", "pmid")


def read(content: Content) -> Iterator[Record | Skipped]:
    """The records of a collection."""
    return elements.records(content, frozenset({"mods"}), record)


def record(element: Element) -> Record:
    """The record of a `mods` element."""
    host, series = _related(element, "host"), _related(element, "series")
    titles = children(element, "titleInfo")
    main = next((one for one in titles if not one.get("type")), titles[0] if titles else None)
    work = Work(
        kind=_kind(element, host),
        title=_title(main),
        authors=_people(element, "author"),
        editors=_people(element, "editor") or _people(host, "editor"),
        translators=_people(element, "translator"),
        container=_title(first(host, "titleInfo")),
        series=_title(first(series, "titleInfo")),
        publisher=text(element, "originInfo", "publisher") or text(host, "originInfo", "publisher"),
        address=_place(element) or _place(host),
        issued=_issued(element) or _issued(first(host, "part")) or _issued(host),
        volume=_detail(host, "volume"),
        issue=_detail(host, "issue") or _detail(host, "number"),
        pages=_pages(host),
        edition=text(element, "originInfo", "edition"),
        language=text(element, "language", "languageTerm"),
        ids=_ids(element, host),
        variants=tuple(_title(one) for one in titles if one is not main),
    )
    return entries.record(work, text(element, "recordInfo", "recordIdentifier") or element.get("ID", ""))


def _related(element: Element, type_: str) -> Element | None:
    return next((one for one in children(element, "relatedItem") if one.get("type") == type_), None)


def _title(info: Element | None) -> str:
    """``The Accumulation of Capital: a contribution. Part 1``."""
    article, title = text(info, "nonSort"), text(info, "title")
    whole = joined(f"{article}{'' if article.endswith(('’', chr(39))) else ' '}{title}".strip(), text(info, "subTitle"))
    parts = (text(info, "partNumber"), text(info, "partName"))
    return ". ".join(part for part in (whole, *parts) if part)


def _kind(element: Element, host: Element | None) -> Kind:
    genres = [told(one).casefold() for one in children(element, "genre")]
    found = next((_GENRES[genre] for genre in genres if genre in _GENRES), None)
    if found or host is None:
        return found or _ISSUANCES.get(text(element, "originInfo", "issuance"), Kind.BOOK)
    journal = any(one.get("type") == "issn" for one in children(host, "identifier"))
    return Kind.ARTICLE_JOURNAL if journal or _detail(host, "issue") else Kind.CHAPTER


def _people(element: Element | None, role: str) -> tuple[Name, ...]:
    found = [one for one in children(element, "name") if role in _roles(one)]
    return tuple(name for one in found for name in _name(one) if str(name))


def _roles(name: Element) -> set[str]:
    terms = [told(one).casefold().rstrip(".") for one in children(name, "role", "roleTerm")] or [""]
    return {_ROLES[term] for term in terms if term in _ROLES}


def _name(element: Element) -> tuple[Name, ...]:
    parts = {one.get("type", ""): told(one) for one in reversed(children(element, "namePart"))}
    if element.get("type") in {"corporate", "conference"}:
        return body(parts.get("", ""))
    if "family" in parts:
        return (Name(parts["family"].strip(" ,"), parts.get("given", "").strip(" ,")),)
    return (named(parts.get("", "")),)


def _place(element: Element | None) -> str:
    terms = children(element, "originInfo", "place", "placeTerm")
    return next((told(one) for one in terms if one.get("type") != "code"), "")


def _issued(element: Element | None) -> Date | None:
    holders = [one for one in (element, *children(element, "originInfo")) if one is not None]
    told_dates = (text(holder, name) for name in (*_DATES, "date") for holder in holders)
    return next((date for one in told_dates if (date := dates.parsed(one))), None)


def _detail(host: Element | None, type_: str) -> str:
    found = (one for one in children(host, "part", "detail") if one.get("type") == type_)
    return next((text(one, "number") or told(one) for one in found), "")


def _pages(host: Element | None) -> str:
    extent = first(host, "part", "extent")
    return items.pages(text(extent, "start"), text(extent, "end")) or text(extent, "list")


def _ids(element: Element, host: Element | None) -> tuple[Identifier, ...]:
    told_ids = [*children(element, "identifier"), *children(host, "identifier")]
    found = {scheme: [told(one) for one in told_ids if one.get("type") == scheme] for scheme in _SCHEMES}
    return items.numbered({**found, "url": [text(element, "location", "url")]})
