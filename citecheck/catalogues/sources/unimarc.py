"""What the fields of UNIMARC say of a work (ifla.org/unimarc): the libraries of France, Italy, Portugal, Russia."""

from __future__ import annotations

import pymarc

from citecheck.catalogues.sources import items
from citecheck.catalogues.sources.people import named
from citecheck.catalogues.sources.titles import clean, joined
from citecheck.formats import dates
from citecheck.model import Date, Kind, Name, Work

_AUTHORS, _EDITORS, _TRANSLATORS = frozenset({"070", "", "100"}), frozenset({"340", "650", "220"}), frozenset({"730"})


def work(record: pymarc.Record) -> Work:
    """The work; its roles are told by relator codes of three digits."""
    level = str(record.leader).ljust(24)[7]
    container = _value(record, "461", "t") or _value(record, "463", "t")
    return Work(
        kind=Kind.PERIODICAL if level == "s" else Kind.CHAPTER if level == "a" else Kind.BOOK,
        title=joined(clean(_value(record, "200", "a")), clean(_value(record, "200", "e"))),
        authors=_people(record, _AUTHORS),
        editors=_people(record, _EDITORS),
        translators=_people(record, _TRANSLATORS),
        container=container,
        series=_value(record, "225", "a"),
        publisher=_value(record, "210", "c") or _value(record, "214", "c"),
        address=_value(record, "210", "a") or _value(record, "214", "a"),
        issued=_issued(record),
        edition=_value(record, "205", "a"),
        language=_value(record, "101", "a"),
        ids=items.numbered({"isbn": _all(record, "010", "a"), "issn": _all(record, "011", "a")}),
        variants=tuple(
            value
            for tag, code in (("454", "t"), ("500", "a"), ("510", "a"), ("517", "a"))
            for value in _all(record, tag, code)
        ),
    )


def _people(record: pymarc.Record, roles: frozenset[str]) -> tuple[Name, ...]:
    found = [field for field in record.get_fields("700", "701", "702") if (field.get("4") or "").strip() in roles]
    return tuple(name for field in found if str(name := _name(field)))


def _name(field: pymarc.Field) -> Name:
    family, given = (field.get("a") or "").strip(" ,"), (field.get("b") or "").strip(" ,")
    return Name(family, given) if given else named(family)


def _issued(record: pymarc.Record) -> Date | None:
    told = (_value(record, "210", "d"), _value(record, "214", "d"), _value(record, "100", "a")[9:13])
    return next((date for one in told if (date := dates.parsed(one))), None)


def _value(record: pymarc.Record, tag: str, code: str) -> str:
    return next(iter(_all(record, tag, code)), "")


def _all(record: pymarc.Record, tag: str, code: str) -> list[str]:
    return [value.strip() for field in record.get_fields(tag) for value in field.get_subfields(code)]
