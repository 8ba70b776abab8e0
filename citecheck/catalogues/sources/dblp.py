"""DBLP's dump (dblp.org/xml), a sequence of elements that are BibTeX entries by name and fields; and its answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from citecheck.catalogues.sources import elements, entries, items
from citecheck.catalogues.sources.elements import Element, text
from citecheck.catalogues.sources.entries import Skipped
from citecheck.catalogues.sources.people import several
from citecheck.catalogues.sources.unpacked import Content
from citecheck.formats import biblatex, dates
from citecheck.model import Kind, Name, Record, Work

_TYPES = frozenset(
    ["article", "inproceedings", "proceedings", "book", "incollection", "phdthesis", "mastersthesis", "www", "data"]
)
_KINDS = {
    "Journal Articles": Kind.ARTICLE_JOURNAL, "Conference and Workshop Papers": Kind.PAPER_CONFERENCE,
    "Books and Theses": Kind.BOOK, "Informal and Other Publications": Kind.ARTICLE,
    "Parts in Books or Collections": Kind.CHAPTER, "Editorship": Kind.BOOK, "Reference Works": Kind.ENTRY_ENCYCLOPEDIA,
    "Data and Artifacts": Kind.DATASET,
}  # fmt: skip
_WHOLE = frozenset({"Books and Theses", "Editorship"})  # their venue is a series or a conference, not what holds them
_HOMONYM = re.compile(r"\s\d{4}$")


def read(content: Content) -> Iterator[Record | Skipped]:
    """The records of a dump; the pages of persons (`www`) are none."""
    return elements.records(content, _TYPES, _record)


def _record(element: Element) -> Record:
    type_, key = elements.local(element), element.get("key", "")
    elements.require(type_ != "www", f"the page of a person: {key}")
    links = [elements.told(one) for one in elements.children(element, "ee")]
    work = Work(
        kind=Kind.DATASET if type_ == "data" else biblatex.KINDS[type_],
        title=text(element, "title").removesuffix("."),
        authors=_people(element, "author"),
        editors=_people(element, "editor"),
        container=text(element, "journal") or text(element, "booktitle"),
        series=text(element, "series"),
        publisher=text(element, "publisher") or text(element, "school"),
        issued=dates.parsed(text(element, "year")),
        volume=text(element, "volume"),
        issue=text(element, "number"),
        pages=text(element, "pages"),
        ids=items.numbered(
            {
                "doi": [link for link in links if "doi.org/" in link],
                "isbn": [elements.told(one) for one in elements.children(element, "isbn")],
                "url": [link for link in links if "doi.org/" not in link][:1],
            }
        ),
    )
    return entries.record(work, key, f"https://dblp.org/rec/{key}" if key else "")


def _people(element: Element, role: str) -> tuple[Name, ...]:
    """The names, without the number that tells persons of one name apart."""
    return several(_HOMONYM.sub("", elements.told(one)) for one in elements.children(element, role))


def found(info: Mapping[str, Any]) -> Record:
    """The record of a hit in the answer to a search: the same fields as JSON, its people and venues one or several."""
    key = items.text(info.get("key"))
    told = items.mapping(info.get("authors")).get("author")
    written = list(items.mappings(told if isinstance(told, list) else [told]))
    people = several(_HOMONYM.sub("", items.text(one.get("text"))) for one in written)
    type_ = items.text(info.get("type"))
    links = items.texts(info.get("ee"))
    work = Work(
        kind=_KINDS.get(type_, Kind.DOCUMENT),
        title=items.text(info.get("title")).removesuffix("."),
        authors=people if type_ != "Editorship" else (),
        editors=people if type_ == "Editorship" else (),
        container=items.text(info.get("venue")) if type_ not in _WHOLE else "",
        publisher=items.text(info.get("publisher")),
        issued=items.year(info.get("year")),
        volume=items.text(info.get("volume")),
        issue=items.text(info.get("number")),
        pages=items.text(info.get("pages")),
        ids=items.numbered(
            {
                "doi": items.texts(info.get("doi")) or [link for link in links if "doi.org/" in link],
                "url": [link for link in links if "doi.org/" not in link][:1],
            }
        ),
    )
    return entries.record(work, key, f"https://dblp.org/rec/{key}" if key else "")
