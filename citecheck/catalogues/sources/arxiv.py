"""arXiv's metadata: as they are published on Kaggle, one JSON object a line, and as its interface answers, in Atom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from citecheck.catalogues.sources import elements, entries, items
from citecheck.catalogues.sources.elements import Element
from citecheck.catalogues.sources.people import several
from citecheck.formats import dates, latex
from citecheck.model import Kind, Name, Record, Work

_VERSION = re.compile(r"v\d{1,3}$")
_AND = re.compile(r",|\band\b")
_APPEARED = re.compile(r"(?P<journal>[^\d:;]{3,100}?)[\s,.:]*(?:[Vv]ol\.?\s?)?(?P<volume>\d{1,4})(?![\d/])")


def recognizes(item: Mapping[str, Any]) -> bool:
    """What only arXiv tells: who submitted, and the names taken apart."""
    return "authors_parsed" in item or ("submitter" in item and "categories" in item)


def record(item: Mapping[str, Any]) -> Record:
    """The record of a paper; its year is that of its first version, and titles are in TeX."""
    key = items.text(item.get("id"))
    appeared = _APPEARED.match(items.text(item.get("journal-ref")))
    work = Work(
        kind=Kind.ARTICLE,
        title=latex.decode(items.text(item.get("title"))),
        authors=tuple(_authors(item)),
        container=appeared["journal"].strip() if appeared else "",
        volume=appeared["volume"] if appeared else "",
        issued=dates.from_fields({"year": _created(item)}),
        ids=items.numbered({"arxiv": [key], "doi": [items.text(item.get("doi"))]}),
    )
    return entries.record(work, key, f"https://arxiv.org/abs/{key}")


def entry(element: Element) -> Record:
    """The record of an entry in the interface's feed, without the number of its version."""
    names = [elements.text(one, "name") for one in elements.children(element, "author")]
    return record(
        {
            "id": _VERSION.sub("", elements.text(element, "id").partition("/abs/")[2]),
            "title": elements.text(element, "title"),
            "authors": " and ".join(names),
            "journal-ref": elements.text(element, "journal_ref"),
            "doi": elements.text(element, "doi"),
            "update_date": elements.text(element, "published"),
        }
    )


def _authors(item: Mapping[str, Any]) -> Iterator[Name]:
    parsed = item.get("authors_parsed")
    if not isinstance(parsed, list):
        yield from several(_AND.split(latex.decode(items.text(item.get("authors")))))
        return
    for one in parsed:
        family, given, suffix = (*map(latex.decode, map(items.text, one)), "", "", "")[:3]
        if family:
            yield Name(family, given, suffix=suffix)


def _created(item: Mapping[str, Any]) -> str:
    """The year in ``Mon, 2 Apr 2007 19:18:42 GMT``."""
    first = next(items.mappings(item.get("versions")), {})
    words = items.text(first.get("created")).split()
    return words[3] if len(words) > 3 else items.text(item.get("update_date"))[:4]
