from __future__ import annotations

import pytest
from hypothesis import given

from citecheck.formats.dates import fields, from_fields, iso, parsed
from citecheck.model import Date
from tests import strategies


@given(strategies.dates())
def test_a_date_reads_back(date: Date) -> None:
    assert from_fields(fields(date)) == date
    assert parsed(iso(date)) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1955", Date(1955)),
        ("c. 1955", Date(1955)),
        ("[1955?]", Date(1955)),
        ("1955a", Date(1955)),
        ("1988/1992", Date(1988, end_year=1992)),
        ("1988/..", Date(1988)),
        ("1955/56", Date(1955, end_year=1956)),
        ("1955–1956", Date(1955, end_year=1956)),
        ("1992-1988", Date(1992)),
        ("2004-04-25~", Date(2004, 4, 25)),
        ("2004-04-25T10:00:00", Date(2004)),
        ("3 May 1920", Date(1920)),
        ("44", Date(44)),
        ("-43", Date(-43)),
        ("-0043/0012", Date(-43, end_year=12)),
    ],
    ids=str,
)
def test_years_as_people_write_them(text: str, date: Date) -> None:
    assert parsed(text) == date


@pytest.mark.parametrize("text", ["", "n.d.", "XXXX", "forthcoming", "19551", "3 May", "no. 7", "199X"], ids=str)
def test_what_is_no_year(text: str) -> None:
    assert parsed(text) is None


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ({"year": "1955", "month": "March"}, Date(1955, 3)),
        ({"year": "1955", "month": "mar", "day": "07"}, Date(1955, 3, 7)),
        ({"year": "1955", "month": "3 March"}, Date(1955, 3, 3)),
        ({"year": "1955", "month": "13"}, Date(1955)),
        ({"year": "1955", "month": "Summer", "day": "3"}, Date(1955)),
        ({"year": "1955", "date": "XXXX"}, Date(1955)),
        ({"month": "March"}, None),
    ],
    ids=str,
)
def test_dates_in_several_fields(told: dict[str, str], date: Date | None) -> None:
    assert from_fields(told) == date
