"""A work with fields as an editor typed them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citecheck.errors import UsageError
from citecheck.formats.csl import from_csl, to_csl
from citecheck.model import Work

_PEOPLE = ("author", "editor", "translator")
FIELDS = (
    *_PEOPLE, "title", "container-title", "collection-title", "publisher", "publisher-place", "issued",
    "original-date", "volume", "issue", "page", "edition", "genre", "archive", "language", "DOI", "ISBN", "ISSN", "URL",
    "type",
)  # fmt: skip


def rewritten(work: Work, fields: Mapping[str, Any]) -> Work:
    """The work with some of its fields replaced, by their CSL names; "" takes a field away.

    Persons are "Family, Given; Family, Given", one without a comma is a body or stands as it is. UsageError for a field
    that is none, or a date that cannot be read.

    >>> rewritten(Work(title="Gulag"), {"author": "Pipes, R.", "issued": "2012"}).issued
    Date(year=2012, month=None, day=None, end_year=None)
    """
    item = to_csl(work)
    for name, value in fields.items():
        if name not in FIELDS:
            raise UsageError(f"no field is called {name!r}: there are {', '.join(FIELDS)}")
        if not isinstance(value, str):
            raise UsageError(f"{name} is to be a text")
        item[name] = _people(value) if name in _PEOPLE else value.strip()
    found = from_csl({name: value for name, value in item.items() if value})
    for name, known in (("issued", found.issued), ("original-date", found.original)):
        if fields.get(name, "").strip() and known is None:
            raise UsageError(f"{name} is no date: {fields[name]!r}: write a year, or 1974-03-21")
    return found


def _people(text: str) -> list[dict[str, str]]:
    return [_person(one.strip()) for one in text.split(";") if one.strip()]


def _person(text: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in text.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": family}
