"""Open Library's editions and works (openlibrary.org/developers): the dumps' lines of five columns, JSON, answers.

Authors are named by keys into another dump; a stream cannot look them up, so that an edition's names come from its
statement of responsibility, and a work has none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from citecheck.catalogues.sources import entries, items
from citecheck.catalogues.sources.entries import Skipped, UnusableError
from citecheck.catalogues.sources.people import several
from citecheck.catalogues.sources.titles import joined
from citecheck.catalogues.sources.typed import lines
from citecheck.catalogues.sources.unpacked import Content
from citecheck.formats import dates
from citecheck.model import Kind, Name, Notice, Record, Work

_COLUMNS = 5
_OWN = frozenset(
    {"publishers", "publish_date", "by_statement", "source_records", "isbn_13", "isbn_10", "first_publish_date"}
)
_WORKS = frozenset({"/type/edition", "/type/work", ""})
_BY = re.compile(r"^(?:\[?by\]?|von|par|por|di|written by)\s+", re.IGNORECASE)
_AND = re.compile(r",|\band\b|&|\bund\b|\bet\b")
_ROLE = re.compile(r"\b(?:edit|transl|illustr|introd|foreword|compil|preface|herausg|übers|trad)", re.IGNORECASE)


def recognizes(item: Mapping[str, Any]) -> bool:
    """A key of Open Library, or its fields beside a title."""
    return items.text(item.get("key")).startswith(("/books/", "/works/")) or (
        "title" in item and not _OWN.isdisjoint(item)
    )


def read(content: Content) -> Iterator[Record | Notice | Skipped]:
    """The records of a dump; what is no edition and no work (authors, redirects) is skipped by its type."""
    for number, line in enumerate(lines(content.stream), 1):
        if line.strip():
            yield entries.settled(_line, line, content.name, f"line {number}")


def _line(line: str) -> Record:
    columns = line.split("\t", _COLUMNS - 1)
    if len(columns) < _COLUMNS:
        raise UnusableError("damaged record", f"{len(columns)} columns, where a dump has {_COLUMNS}")
    _require(columns[0])
    try:
        return record(json.loads(columns[-1]))
    except json.JSONDecodeError as error:
        raise UnusableError("damaged record", f"not JSON: {error.msg}") from error


def record(item: Mapping[str, Any]) -> Record:
    """The record of an edition or a work, as dumps and the interface tell it."""
    _require(items.text(items.mapping(item.get("type")).get("key")))
    key = items.text(item.get("key"))
    title = joined(
        f"{items.text(item.get('title_prefix'))} {items.text(item.get('title'))}".strip(),
        items.text(item.get("subtitle")),
    )
    work = Work(
        kind=Kind.BOOK,
        title=title,
        authors=_authors(item),
        series=items.text(item.get("series")),
        publisher=_named(item.get("publishers")),
        address=_named(item.get("publish_places")),
        issued=dates.parsed(items.text(item.get("publish_date") or item.get("first_publish_date"))),
        edition=items.text(item.get("edition_name")),
        language=_language(item),
        ids=items.numbered(
            {
                "isbn": [*_numbers(item, "isbn_13"), *_numbers(item, "isbn_10")],
                "oclc": [*_numbers(item, "oclc_numbers"), *_numbers(item, "oclc")],
                "lccn": _numbers(item, "lccn"),
            }
        ),
        variants=tuple(_variants(item)),
    )
    return entries.record(
        work,
        key.rpartition("/")[2] or items.text(item.get("source_records")),
        f"https://openlibrary.org{key}" if key else "",
    )


def found(item: Mapping[str, Any], cited: int | None = None) -> Record:
    """The record of a work in the answer to a search, which tells the years, publishers and numbers of all editions.

    Its year is the one `cited` where an edition is of that year, else that of the only one, else only when it first
    appeared is known. Publisher and place are told where there is one edition alone.
    """
    key = items.text(item.get("key"))
    first = items.year(item.get("first_publish_year"))
    years = {date for one in items.texts(item.get("publish_year")) if (date := items.year(one))}
    alone = item.get("edition_count") == 1
    edition = next((date for date in years if date.year == cited), None)
    languages = items.texts(item.get("language"))
    work = Work(
        kind=Kind.BOOK,
        title=joined(items.text(item.get("title")), items.text(item.get("subtitle"))),
        authors=several(items.texts(item.get("author_name"))),
        publisher=items.text(item.get("publisher")) if alone else "",
        address=items.text(item.get("publish_place")) if alone else "",
        issued=edition or (next(iter(years)) if len(years) == 1 else None),
        original=first,
        language=languages[0] if len(languages) == 1 else "",
        ids=items.numbered({scheme: items.texts(item.get(scheme)) for scheme in ("isbn", "oclc", "lccn")}),
        variants=tuple(items.texts(item.get("alternative_title"))),
    )
    return entries.record(work, key.rpartition("/")[2], f"https://openlibrary.org{key}" if key else "")


def _named(value: object) -> str:
    """The first of several names: texts in a dump, objects with a name in an answer."""
    return items.text(value) or next((items.text(one.get("name")) for one in items.mappings(value)), "")


def _numbers(item: Mapping[str, Any], name: str) -> list[str]:
    return [*items.texts(item.get(name)), *items.texts(items.mapping(item.get("identifiers")).get(name))]


def _require(type_: str) -> None:
    if type_ not in _WORKS:
        raise UnusableError("no work", f"{type_} is neither an edition nor a work")


def _authors(item: Mapping[str, Any]) -> tuple[Name, ...]:
    told = [items.text(one.get("name")) for one in items.mappings(item.get("authors"))]
    return several(told) or _stated(items.text(item.get("by_statement")))


def _stated(statement: str) -> tuple[Name, ...]:
    """The authors of ``by Karl Marx and Frederick Engels ; translated by Samuel Moore``."""
    first = statement.partition(";")[0].strip(" .[]")
    if not first or _ROLE.search(first):
        return ()
    return several(_AND.split(_BY.sub("", first)))


def _language(item: Mapping[str, Any]) -> str:
    first = next(items.mappings(item.get("languages")), {})
    return items.text(first.get("key")).rpartition("/")[2] or items.text(item.get("languages"))


def _variants(item: Mapping[str, Any]) -> Iterator[str]:
    for name in ("full_title", "work_titles", "other_titles", "translation_of"):
        yield from items.texts(item.get(name))
