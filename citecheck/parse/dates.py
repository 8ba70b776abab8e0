"""Dates as notes print them: years, spans, days and months in eight languages, "1955/1974", "[1867] 1976", "n.d."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citecheck.model import Date, Text
from citecheck.parse.tokens import Tokens, tokenize
from citecheck.parse.words import months, phrases, vocabulary

_YEAR = re.compile(r"(?:1[0-9]|20)\d\d[a-z]?\Z")
_SCANNED = re.compile(r"[Il1][0-9IlO]{3}\Z")
_LETTERS = str.maketrans("IlO", "110")
_DASHES = "-‐‑‒–—"
_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|°)?\Z")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date found at tokens `start` to `end`; `original` are the tokens of an earlier edition's year."""

    start: int
    end: int
    issued: Date | None
    original: Date | None = None
    original_range: tuple[int, int] | None = None


def read_date(text: str) -> tuple[Date | None, Date | None]:
    """The date in a text and the original's: None where there is none.

    >>> read_date("2. März 1923")[0]
    Date(year=1923, month=3, day=2, end_year=None)
    >>> read_date("1955/1974")
    (Date(year=1974, month=None, day=None, end_year=None), Date(year=1955, month=None, day=None, end_year=None))
    """
    if len(text) == 4 and _YEAR.match(text):
        return Date(int(text)), None
    tokens = tokenize(Text(text))
    for at in range(len(tokens)):
        if found := find_date(tokens, at, len(tokens)):
            return found.issued, found.original
    return None, None


def find_date(tokens: Tokens, at: int, stop: int) -> Printed | None:
    """The date that begins at a token, if one does."""
    token = tokens[at]
    if year_of(tokens, at) is not None:
        return _from_year(tokens, at, stop)
    if token.kind == "n":
        return _from_day(tokens, at, stop)
    if token.kind == "w":
        return _from_word(tokens, at, stop)
    if token.text == "[" and at + 2 < stop and tokens[at + 2].text == "]":
        return _bracketed(tokens, at, stop)
    return None


def year_of(tokens: Tokens, at: int) -> int | None:
    """The year at a token (1000 to 2099); letters scanned for digits are read as such ("I960")."""
    text = tokens[at].text
    if len(text) not in (4, 5):
        return None
    if _YEAR.match(text):
        return int(text[:4])
    if len(text) == 4 and _SCANNED.match(text) and sum(c.isdigit() for c in text) >= 2:
        year = int(text.translate(_LETTERS))
        return year if year < 2100 else None
    return None


def _from_year(tokens: Tokens, at: int, stop: int) -> Printed:
    """A year, and what a dash, a stroke or a month after it adds."""
    year = year_of(tokens, at)
    assert year is not None  # noqa: S101  (the caller has looked)
    other, end = _second_year(tokens, at, stop, year)
    if other is None:
        month, day, last = _month_after(tokens, at + 1, stop)
        return Printed(at, last, Date(year, month, day)) if month else Printed(at, at + 1, Date(year))
    if tokens[at + 1].text in "/[" and abs(other - year) > 1:
        first, second = sorted((year, other))
        original = at if first == year else at + 2
        return Printed(at, end, Date(second), Date(first), (original, original + 1))
    return Printed(at, end, Date(year, end_year=other) if other > year else Date(year))


def _second_year(tokens: Tokens, at: int, stop: int, year: int) -> tuple[int | None, int]:
    """The year after a dash or stroke, shortened ones filled ("1922/23"), or in square brackets, and the end."""
    if at + 2 >= stop or tokens[at + 1].text not in _DASHES + "/[":
        return None, at + 1
    full = year_of(tokens, at + 2)
    if tokens[at + 1].text == "[":
        closed = at + 3 < stop and tokens[at + 3].text == "]"
        return (full, at + 4) if full and closed else (None, at + 1)
    if full:
        return full, at + 3
    short = tokens[at + 2].text
    if short.isdigit() and len(short) == 2 and int(short) > year % 100:
        return year // 100 * 100 + int(short), at + 3
    return None, at + 1


def _month_after(tokens: Tokens, at: int, stop: int) -> tuple[int | None, int | None, int]:
    """The month and day after a year: "1923, 2 marzo", "1923 March 2", "2016-03-05"."""
    if at + 1 < stop and tokens[at].text in _DASHES and tokens[at + 1].text.isdigit() and len(tokens[at + 1].text) == 2:
        month = int(tokens[at + 1].text)
        day = _iso_day(tokens, at + 2, stop)
        return (month, day, at + (4 if day else 2)) if 1 <= month <= 12 and day else (None, None, at)
    if at < stop and tokens[at].text == ",":
        at += 1
    if at < stop and tokens.word(at) in months() and tokens[at].kind == "w":
        day = _day(tokens, at + 1, stop)
        return months()[tokens.word(at)], day, at + (2 if day else 1)
    day = _day(tokens, at, stop)
    if day and at + 1 < stop and tokens.word(at + 1) in months():
        return months()[tokens.word(at + 1)], day, at + 2
    return None, None, at


def _iso_day(tokens: Tokens, at: int, stop: int) -> int | None:
    return _day(tokens, at + 1, stop) if at + 1 < stop and tokens[at].text in _DASHES else None


def _day(tokens: Tokens, at: int, stop: int) -> int | None:
    found = _DAY.match(tokens[at].text) if at < stop else None
    return int(found[1]) or None if found else None


def _from_day(tokens: Tokens, at: int, stop: int) -> Printed | None:
    """As in "2 mars 1923", "2. März 1923", "2nd of March, 1923", "2.3.1923", "12-14 May 2003"."""
    day = _day(tokens, at, stop)
    if day is None:
        return None
    if at + 4 < stop and tokens[at + 1].text == tokens[at + 3].text == "." and (month := _day(tokens, at + 2, stop)):
        year = year_of(tokens, at + 4)
        return Printed(at, at + 5, Date(year, month, day)) if year and month <= 12 else None
    last = at + 1
    if last + 1 < stop and tokens[last].text in _DASHES and _day(tokens, last + 1, stop):
        last += 2
    last = _skip(tokens, last, stop)
    if last < stop and tokens.word(last) in months():
        month = months()[tokens.word(last)]
        end = _skip(tokens, last + 1, stop)
        if end < stop and (year := year_of(tokens, end)):
            return Printed(at, end + 1, Date(year, month, day))
    return None


def _from_word(tokens: Tokens, at: int, stop: int) -> Printed | None:
    """A month or season before its year, or words that stand for a date."""
    if tokens.word(at) in months():
        return _from_month(tokens, at, stop)
    if tokens.word(at) in vocabulary("dates", "seasons"):
        end = _skip(tokens, at + 1, stop)
        if end < stop and (year := year_of(tokens, end)):
            return Printed(at, end + 1, Date(year))
    end = tokens.phrase(phrases("dates", "undated"), at, stop)
    return Printed(at, end, None) if end > at else None


def _from_month(tokens: Tokens, at: int, stop: int) -> Printed | None:
    """As in "March 2, 1923", "April, 1905", "luglio 1958 - gennaio 1959", "Jan./Feb. 1990", "June 2001;"."""
    month, end = months()[tokens.word(at)], _skip(tokens, at + 1, stop)
    if end + 1 < stop and tokens[end].text in _DASHES + "/" and tokens.word(end + 1) in months():
        end = _skip(tokens, end + 2, stop)
    if end >= stop:
        return None
    if year := year_of(tokens, end):
        return Printed(at, end + 1, Date(year, month))
    day = _day(tokens, end, stop)
    end = _skip(tokens, end + 1, stop)
    if day and end + 1 < stop and tokens[end].text in _DASHES and _day(tokens, end + 1, stop):
        end = _skip(tokens, end + 2, stop)
    year = year_of(tokens, end) if day and end < stop else None
    return Printed(at, end + 1, Date(year, month, day)) if year else None


def _bracketed(tokens: Tokens, at: int, stop: int) -> Printed | None:
    """As in "[1867] 1976": the year in brackets is the original's if another follows."""
    first = year_of(tokens, at + 1)
    second = year_of(tokens, at + 3) if at + 3 < stop else None
    if first and second and first < second:
        return Printed(at, at + 4, Date(second), Date(first), (at + 1, at + 2))
    return None


def _skip(tokens: Tokens, at: int, stop: int) -> int:
    """Past a stop, a comma, or words such as "of", "de" between the parts of a date."""
    while at < stop and (tokens[at].text in ".,º°" or tokens.word(at) in vocabulary("dates", "inner")):
        at += 1
    return at
