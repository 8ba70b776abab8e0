"""What is told in a JSON item, read without trust: a text, the mappings in a list, identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from citecheck.formats.identifiers import identifiers
from citecheck.model import Date, Identifier


def text(value: object) -> str:
    """A string, a number as one, the first of a list; else ""."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def texts(value: object) -> list[str]:
    """All the texts in a list, or the one that stands alone."""
    told = map(text, value if isinstance(value, list) else [value])
    return [one for one in told if one]


def mapping(value: object) -> Mapping[str, Any]:
    """The object, empty where it is none."""
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> Iterator[Mapping[str, Any]]:
    """The objects in a list."""
    return (one for one in (value if isinstance(value, list) else ()) if isinstance(one, dict))


def numbered(told: Mapping[str, Iterable[str]]) -> tuple[Identifier, ...]:
    """Identifiers by scheme, normalized; the same one only once."""
    found = (one for scheme, texts in told.items() for written in texts for one in identifiers(scheme, written))
    return tuple(dict.fromkeys(found))


def year(value: object) -> Date | None:
    """A year that stands alone, as a number or a text."""
    written = text(value).strip()
    return Date(int(written)) if written.lstrip("-").isdecimal() and len(written) < 6 else None


def pages(first: object, last: object) -> str:
    """``12-15``, or ``12`` where there is one page."""
    start, end = text(first), text(last)
    return f"{start}-{end}" if start and end and start != end else start or end
