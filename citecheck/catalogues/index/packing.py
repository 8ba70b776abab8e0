"""A record as the index stores it: a JSON array without names of fields, its texts in lines, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

import orjson

from citecheck.model import Date, Identifier, Kind, Name, Record, Work

_TEXTS = (
    "title", "container", "publisher", "volume", "issue", "pages", "address", "series", "edition", "genre", "archive",
    "language",
)  # fmt: skip
_texts = attrgetter(*_TEXTS)
_PEOPLE = ("authors", "editors", "translators")


def packed(record: Record) -> bytes:
    """The record without the name of its catalogue.

    >>> packed(Record(Work(Kind.BOOK, "Capital", (Name("Marx", "Karl"),), issued=Date(1867)), "shelf", "marx"))
    b'["marx","book","Capital",[[["Marx","Karl"]]],1867]'
    """
    work = record.work
    row = [
        record.key,
        work.kind,
        _joined(_texts(work)),
        [[_name(one) for one in people] for people in _roles(work)],
        _date(work.issued),
        [f"{one.scheme}:{one.value}" for one in work.ids],
        record.url,
        work.variants,
        _date(work.original),
    ]
    try:
        return orjson.dumps(_trimmed(row))
    except orjson.JSONEncodeError:  # a lone surrogate, out of a damaged file
        return json.dumps(_trimmed(row), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def unpacked(data: bytes, catalogue: str) -> Record:
    """The record again, as one of this catalogue's."""
    row = orjson.loads(data)
    key, kind, texts, people, issued, ids, url, variants, original = _filled(row, ["", "", "", [], 0, [], "", [], 0])
    fields: dict[str, Any] = dict(zip(_TEXTS, texts.split("\n"), strict=False))
    fields |= {role: tuple(map(_named, names)) for role, names in zip(_PEOPLE, people, strict=False)}
    work = Work(
        kind=Kind(kind),
        issued=_dated(issued),
        original=_dated(original),
        ids=tuple(Identifier(scheme, value) for scheme, _, value in (one.partition(":") for one in ids)),
        variants=tuple(variants),
        **fields,
    )
    return Record(work, catalogue, key, url)


def _joined(texts: Sequence[str]) -> str:
    """A line for each, the last ones left out where they are empty; a line's end within a text becomes a space."""
    lines = "\n".join(texts)
    if lines.count("\n") >= len(texts):
        lines = "\n".join([text.replace("\n", " ") for text in texts])
    return lines.rstrip("\n")


def _roles(work: Work) -> tuple[tuple[Name, ...], ...]:
    return (work.authors, work.editors, work.translators) if work.editors or work.translators else (work.authors,)


def _trimmed(values: list[Any]) -> list[Any]:
    while values and not values[-1]:
        values.pop()
    return values


def _filled(row: list[Any], empty: list[Any]) -> list[Any]:
    return row + empty[len(row) :]


def _name(name: Name) -> str | list[str]:
    if name.literal and not (name.family or name.given or name.particle or name.suffix):
        return name.literal
    if name.given and not (name.particle or name.suffix or name.literal):  # the common case
        return [name.family, name.given]
    return _trimmed([name.family, name.given, name.particle, name.suffix, name.literal])


def _named(value: str | Sequence[str]) -> Name:
    return Name(literal=value) if isinstance(value, str) else Name(*value)


def _date(date: Date | None) -> int | list[int | None] | None:
    if date is None:
        return None
    if date.end_year is not None:  # which may be 0, as the first year may be
        return [date.year, date.month, date.day, date.end_year]
    rest = _trimmed([date.month, date.day])
    return [date.year, *rest] if rest or not date.year else date.year


def _dated(value: int | list[int | None] | None) -> Date | None:
    if not value:
        return None
    return Date(value) if isinstance(value, int) else Date(*value)  # type: ignore[arg-type]
