"""Project Gutenberg's catalogue: pg_catalog.csv, and one RDF file for each book.

Its dates are those of the release on the net, never the work's own, so that no record has a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from citecheck.catalogues.sources import elements, entries
from citecheck.catalogues.sources.elements import Element, told
from citecheck.catalogues.sources.entries import Skipped
from citecheck.catalogues.sources.people import named, several
from citecheck.catalogues.sources.tables import rows
from citecheck.catalogues.sources.titles import joined
from citecheck.catalogues.sources.unpacked import Content
from citecheck.model import Kind, Name, Notice, Record, Work

_ROLE = re.compile(r"\[([^\[\]]{1,60})\]\s*$")
_KINDS = {"Text": Kind.BOOK, "Dataset": Kind.DATASET}


def read_table(content: Content) -> Iterator[Record | Notice | Skipped]:
    """The records of pg_catalog.csv."""
    for place, row in rows(content.stream):
        yield entries.settled(_row, row, content.name, place)


def read_rdf(content: Content) -> Iterator[Record | Skipped]:
    """The record of an RDF file."""
    return elements.records(content, frozenset({"ebook"}), _ebook)


def _row(row: Mapping[str, str]) -> Record:
    people = [one.strip() for one in row["Authors"].split(";")]
    work = Work(
        kind=_KINDS.get(row["Type"], Kind.DOCUMENT),
        title=_title(row["Title"]),
        authors=_named(people, ""),
        editors=_named(people, "editor"),
        translators=_named(people, "translator"),
        language=row["Language"],
    )
    return _record(work, row["Text#"])


def _record(work: Work, number: str) -> Record:
    return entries.record(work, number, f"https://www.gutenberg.org/ebooks/{number}")


def _title(written: str) -> str:
    """The first line is the title, and what follows explains it."""
    title, _, rest = written.strip().partition("\n")
    return joined(title.strip(), " ".join(rest.split()))


def _named(people: list[str], role: str) -> tuple[Name, ...]:
    """The people of a role; authors are who has none."""
    wanted = {role} if role else {"", "author"}
    return several(_ROLE.sub("", one) for one in people if _role(one) in wanted)


def _role(written: str) -> str:
    found = _ROLE.search(written)
    return found[1].casefold() if found else ""


def _ebook(element: Element) -> Record:
    number = next((value for name, value in element.attrib.items() if name.endswith("about")), "").rpartition("/")[2]
    titles = [one.text or "" for name in ("title", "alternative") for one in elements.children(element, name)]
    work = Work(
        kind=_KINDS.get(elements.text(element, "type", "Description", "value"), Kind.DOCUMENT),
        title=_title(titles[0]) if titles else "",
        authors=_agents(element, "creator"),
        editors=_agents(element, "edt"),
        translators=_agents(element, "trl"),
        language=elements.text(element, "language", "Description", "value"),
        variants=tuple(map(_title, titles[1:])),
    )
    return _record(work, number)


def _agents(element: Element, role: str) -> tuple[Name, ...]:
    return tuple(named(told(one)) for one in elements.children(element, role, "agent", "name"))
