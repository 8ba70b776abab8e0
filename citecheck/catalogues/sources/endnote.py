"""EndNote's XML: ``xml/records/record``, every text wrapped in the style that it was typed in."""

from __future__ import annotations

from collections.abc import Iterator

from citecheck.catalogues.sources import elements, entries, items
from citecheck.catalogues.sources.elements import Element, told
from citecheck.catalogues.sources.entries import Skipped
from citecheck.catalogues.sources.people import several
from citecheck.catalogues.sources.unpacked import Content
from citecheck.formats import dates
from citecheck.model import Date, Identifier, Kind, Name, Record, Work

_KINDS = {
    "ancient text": Kind.CLASSIC, "blog": Kind.WEBPAGE, "book": Kind.BOOK, "book section": Kind.CHAPTER,
    "case": Kind.LEGAL_CASE, "classical work": Kind.CLASSIC, "computer program": Kind.SOFTWARE,
    "conference paper": Kind.PAPER_CONFERENCE, "conference proceedings": Kind.PAPER_CONFERENCE, "dataset": Kind.DATASET,
    "dictionary": Kind.ENTRY_ENCYCLOPEDIA, "edited book": Kind.BOOK, "electronic article": Kind.ARTICLE_JOURNAL,
    "electronic book": Kind.BOOK, "electronic book section": Kind.CHAPTER, "encyclopedia": Kind.ENTRY_ENCYCLOPEDIA,
    "government document": Kind.REPORT, "interview": Kind.INTERVIEW, "journal article": Kind.ARTICLE_JOURNAL,
    "legal rule or regulation": Kind.LEGISLATION, "magazine article": Kind.ARTICLE_MAGAZINE,
    "manuscript": Kind.MANUSCRIPT, "newspaper article": Kind.ARTICLE_NEWSPAPER, "pamphlet": Kind.PAMPHLET,
    "personal communication": Kind.PERSONAL_COMMUNICATION, "report": Kind.REPORT, "serial": Kind.PERIODICAL,
    "standard": Kind.STANDARD, "statute": Kind.LEGISLATION, "thesis": Kind.THESIS, "unpublished work": Kind.MANUSCRIPT,
    "web page": Kind.WEBPAGE,
}  # fmt: skip
_WHOLES = frozenset({Kind.BOOK, Kind.CLASSIC, Kind.PAMPHLET, Kind.REPORT, Kind.THESIS})


def read(content: Content) -> Iterator[Record | Skipped]:
    """The records of a library."""
    return elements.records(content, frozenset({"record"}), _record)


def _record(element: Element) -> Record:
    type_ = elements.first(element, "ref-type")
    name = ("" if type_ is None else type_.get("name", "")).casefold()
    kind = _KINDS.get(name, Kind.DOCUMENT)
    within = _text(element, "titles", "secondary-title") or _text(element, "periodical", "full-title")
    first, second = _people(element, "authors"), _people(element, "secondary-authors")
    work = Work(
        kind=kind,
        title=_text(element, "titles", "title"),
        authors=() if name == "edited book" else first,
        editors=first + second if name == "edited book" else second,
        translators=_people(element, "subsidiary-authors"),
        container="" if kind in _WHOLES else within,
        series=within if kind in _WHOLES else _text(element, "titles", "tertiary-title"),
        publisher=_text(element, "publisher"),
        address=_text(element, "pub-location"),
        issued=_issued(element),
        volume=_text(element, "volume"),
        issue=_text(element, "number"),
        pages=_text(element, "pages"),
        edition=_text(element, "edition"),
        genre=_text(element, "work-type"),
        language=_text(element, "language"),
        ids=_ids(element),
        variants=tuple(_text(element, "titles", name) for name in ("short-title", "alt-title", "translated-title")),
    )
    return entries.record(work, _text(element, "rec-number") or _text(element, "foreign-keys", "key"))


def _text(element: Element, *path: str) -> str:
    return elements.text(element, *path)


def _people(element: Element, role: str) -> tuple[Name, ...]:
    return several(told(one) for one in elements.children(element, "contributors", role, "author"))


def _issued(element: Element) -> Date | None:
    return dates.parsed(_text(element, "dates", "year")) or dates.parsed(_text(element, "dates", "pub-dates", "date"))


def _ids(element: Element) -> tuple[Identifier, ...]:
    links = [told(one) for one in elements.children(element, "urls", "related-urls", "url")]
    number = _text(element, "isbn")
    return items.numbered(
        {
            "doi": [_text(element, "electronic-resource-num"), *(link for link in links if "doi.org/" in link)],
            "isbn": [number],
            "issn": [number] if len(number) < 13 else [],
            "url": links[:1],
        }
    )
