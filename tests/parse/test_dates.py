from __future__ import annotations

import pytest

from citecheck.model import Date
from citecheck.parse.dates import read_date


@pytest.mark.parametrize(
    ("printed", "issued", "original"),
    [
        ("1984", Date(1984), None),
        ("1955/1974", Date(1974), Date(1955)),
        ("[1867] 1976", Date(1976), Date(1867)),
        ("1976 [1867]", Date(1976), Date(1867)),
        ("March 2, 1923", Date(1923, 3, 2), None),
        ("2 mars 1923", Date(1923, 3, 2), None),
        ("2. März 1923", Date(1923, 3, 2), None),
        ("2 de marzo de 1923", Date(1923, 3, 2), None),
        ("2 марта 1923", Date(1923, 3, 2), None),
        ("1493, 2 aprile", Date(1493, 4, 2), None),
        ("April, 1905", Date(1905, 4), None),
        ("Spring 1999", Date(1999), None),
        ("I960", Date(1960), None),
        ("1917-1923", Date(1917, end_year=1923), None),
        ("1922/23", Date(1922, end_year=1923), None),
        ("2016-03-05", Date(2016, 3, 5), None),
        ("2.3.1923", Date(1923, 3, 2), None),
        ("n.d.", None, None),
        ("17 men", None, None),
        ("12345", None, None),
        ("May", None, None),
    ],
    ids=str,
)
def test_dates(printed: str, issued: Date | None, original: Date | None) -> None:
    assert read_date(printed) == (issued, original)
