"""Dates as .bib files write them: ``year``, ``month`` and ``day``, or ISO 8601 with spans in ``date``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from citecheck.model import Date

UNKNOWN = "XXXX"  # ISO 8601-2 (EDTF) for a year that is not known

_ISO = re.compile(r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_YEAR = re.compile(
    r"(?<!\d)(?P<sign>-?)(?P<year>\d{1,4})(?![\dXu])(?:\s?(?:/|-{1,3}|[\u2012-\u2014])\s?(?P<end>\d{4}|\d\d)(?!\d))?"
)
_MONTHS = {
    name: n
    for n, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_MONTH = re.compile(r"(?<![^\W\d_])(" + "|".join(_MONTHS) + r")|(?<!\d)(1[0-2]|0?[1-9])(?!\d)", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(3[01]|[12]\d|0?[1-9])(?!\d)")


def fields(date: Date | None) -> dict[str, str]:
    """The date as BibTeX fields: year, month and day as numbers; ``date`` for what those cannot say.

    >>> fields(Date(1906, 5)), fields(Date(1917, end_year=1923)), fields(Date(-43))
    ({'year': '1906', 'month': '5'}, {'date': '1917/1923'}, {'date': '-0043'})
    """
    if date is None:
        return {}
    if date.end_year is not None or date.year <= 0:
        return {"date": iso(date)}
    parts = {"year": date.year, "month": date.month, "day": date.day if date.month else None}
    return {name: str(value) for name, value in parts.items() if value is not None}


def iso(date: Date) -> str:
    """The date as ISO 8601; a day that its month does not have is left out.

    >>> iso(Date(1906, 5, 2)), iso(Date(44, 3)), iso(Date(1917, end_year=1923)), iso(Date(1906, 2, 30))
    ('1906-05-02', '0044-03', '1917/1923', '1906-02')
    """
    start = _iso_year(date.year)
    if date.month:
        start += f"-{date.month:02}"
        if date.day and _exists(date.year, date.month, date.day):
            start += f"-{date.day:02}"
    return start if date.end_year is None else f"{start}/{_iso_year(date.end_year)}"


def parsed(text: str) -> Date | None:
    """The date in a field: ISO 8601 and its spans, or whatever holds a year ("c. 1955", "1955--56"); else None.

    >>> parsed("1917-03-15/1923-10"), parsed("[c1955]"), parsed("1955--56"), parsed("n.d.")
    (Date(year=1917, month=3, day=15, end_year=1923), Date(year=1955, month=None, day=None, end_year=None), \
Date(year=1955, month=None, day=None, end_year=1956), None)
    """
    start, _, end = text.strip().partition("/")
    found = _ISO.match(start)
    if not found or (start[found.end() :].strip(" ~?%")):
        return _loose(text)
    last = _ISO.match(end.strip())
    month, day = (int(found[part]) if found[part] else None for part in ("month", "day"))
    return _checked(int(found["year"]), month, day, int(last["year"]) if last else _short_end(int(found["year"]), end))


def from_fields(found: Mapping[str, str], prefix: str = "") -> Date | None:
    """The date in ``date`` or in ``year``, ``month``, ``day`` (each with the prefix); None where no year is told."""
    whole = parsed(found.get(f"{prefix}date", ""))
    if whole:
        return whole
    year = parsed(found.get(f"{prefix}year", ""))
    if year is None or year.month:
        return year
    told = found.get(f"{prefix}month", "")
    month = _month(told)
    day = _DAY.search(found.get(f"{prefix}day", "") or (told if not told.strip().isdigit() else ""))
    return _checked(year.year, month, int(day[1]) if day else None, year.end_year)


def _iso_year(year: int) -> str:
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year if 1 <= year <= 9999 else 2000, month, day)
    except ValueError:
        return False
    return True


def _loose(text: str) -> Date | None:
    found = next((f for f in _YEAR.finditer(text) if len(f["year"]) > 2), None) or _YEAR.fullmatch(text.strip())
    if not found:
        return None
    year = int(found["sign"] + found["year"]) if found.start() == 0 else int(found["year"])
    return _checked(year, None, None, _short_end(year, found["end"] or ""))


def _short_end(year: int, end: str) -> int | None:
    """The second year of a span, as printed: "1955/56" ends in 1956."""
    digits = re.match(r"\s*(\d{4}|\d\d)(?!\d)", end)
    if not digits:
        return None
    return int(digits[1]) if len(digits[1]) == 4 else year // 100 * 100 + int(digits[1])


def _month(text: str) -> int | None:
    found = _MONTH.search(text)
    if not found:
        return None
    return _MONTHS[found[1].lower()] if found[1] else int(found[2])


def _checked(year: int, month: int | None, day: int | None, end: int | None) -> Date:
    month = month if month and 1 <= month <= 12 else None
    day = day if month and day and 1 <= day <= 31 else None
    return Date(year, month, day, end if end is not None and end > year else None)
