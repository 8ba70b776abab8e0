from __future__ import annotations

from typing import Any

import pytest

from citecheck.catalogues.online.hathitrust import HathiTrust
from citecheck.errors import CatalogueError
from citecheck.model import Date, Name
from tests.catalogues.online.desk import CLIFF, Desk, query, reply
from tests.catalogues.online.test_sru import MARC

BRIEF: dict[str, Any] = {
    "recordURL": "https://catalog.hathitrust.org/Record/000578050",
    "titles": ["The accumulation of capital", "Accumulation of capital"],
    "isbns": [],
    "issns": [],
    "oclcs": ["424185"],
    "lccns": ["51013437"],
    "publishDates": ["1951"],
}
NONE: dict[str, Any] = {"records": {}, "items": []}


def test_every_number_in_one_question_and_a_record_once() -> None:
    told = {"oclc:424185": {"records": {"000578050": BRIEF}, "items": []},
            "lccn:51013437": {"records": {"000578050": BRIEF}, "items": []}, "isbn:0192850903": NONE}  # fmt: skip
    desk = Desk(HathiTrust(), reply(told))
    (found,) = HathiTrust().search(query("x", oclc="424185", lccn="51-13437", isbn="0192850903"), 5, desk)
    assert desk.urls == [
        "https://catalog.hathitrust.org/api/volumes/full/json/oclc:424185|lccn:51013437|isbn:0192850903"
    ]
    assert (found.key, found.url) == ("000578050", "https://catalog.hathitrust.org/Record/000578050")
    assert (found.work.title, found.work.issued) == ("The accumulation of capital", Date(1951))
    assert found.work.variants == ("Accumulation of capital",)
    assert (found.work.id("oclc"), found.work.id("lccn")) == ("424185", "51013437")


def test_the_marc_record_tells_more() -> None:
    told = {"isbn:1": {"records": {"7": BRIEF | {"marc-xml": f"<?xml version='1.0'?><collection>{MARC}</collection>"}}}}
    (found,) = HathiTrust().search(query("x", isbn="0192850903"), 5, Desk(HathiTrust(), reply(told)))
    assert (found.key, found.url) == ("7", "https://catalog.hathitrust.org/Record/000578050")
    assert (found.work.title, found.work.authors) == ("State capitalism in Russia", (Name("Cliff", "Tony"),))


@pytest.mark.parametrize("none", [{"isbn:1": NONE}, NONE, {"isbn:1": {"records": [], "items": []}}], ids=str)
def test_absent(none: Any) -> None:
    assert HathiTrust().search(query("x", isbn="0192850903"), 5, Desk(HathiTrust(), reply(none))) == ()
    assert list(HathiTrust().read(reply(none))) == []


def test_without_a_number_nothing_is_asked() -> None:
    desk = Desk(HathiTrust())
    assert HathiTrust().search(CLIFF, 5, desk) == ()
    assert desk.asked == []


@pytest.mark.parametrize(
    "bad",
    [
        {"isbn:1": None},
        {"isbn:1": {"records": ["x"], "recordURL": ""}},
        {"isbn:1": {"records": {"7": BRIEF | {"marc-xml": "<collection><record>"}}}},
        {"isbn:1": {"records": {"7": BRIEF | {"marc-xml": "<collection/>"}}}},
    ],
    ids=str,
)
def test_bad(bad: Any) -> None:
    with pytest.raises(CatalogueError):
        HathiTrust().search(query("x", isbn="0192850903"), 5, Desk(HathiTrust(), reply(bad)))
