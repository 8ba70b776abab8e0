from __future__ import annotations

import pytest

from citecheck.catalogues.online.doi import Doi
from citecheck.catalogues.online.question import Reply
from citecheck.errors import CatalogueError
from tests.catalogues.online.desk import BOT_CHECK, HTML, Desk, reply

FOUND = reply({"responseCode": 1, "handle": "10.1002/chem.202000622", "values": [{"index": 1, "type": "URL"}]})


def test_a_doi_exists() -> None:
    desk = Desk(Doi(), FOUND)
    assert Doi().exists("10.1002/chem.202000622", desk)
    assert desk.urls == ["https://doi.org/api/handles/10.1002%2Fchem.202000622"]


@pytest.mark.parametrize(
    ("told", "exists"),
    [
        (reply({"responseCode": 100, "handle": "10.1000/x"}, 404), False),
        (reply({"responseCode": 200, "handle": "10.1000/x", "values": []}), True),
    ],
    ids=["not found", "no address"],
)
def test_codes(told: Reply, exists: bool) -> None:
    assert Doi().exists("10.1000/x", Desk(Doi(), told)) is exists


@pytest.mark.parametrize(
    "bad",
    [
        reply({"responseCode": 2}, 500),
        reply({"responseCode": 2}),
        reply({}),
        reply({"responseCode": 100}, 200),
        reply(BOT_CHECK, 404, HTML),
        reply([{"DOI": "10.1000/x", "status": "DOI does not exist"}]),
    ],
    ids=lambda told: f"{told.status} {told.body[:30]!r}",
)
def test_what_is_no_code_tells_nothing(bad: Reply) -> None:
    with pytest.raises(CatalogueError):
        Doi().exists("10.1000/x", Desk(Doi(), bad))


@pytest.mark.parametrize(
    ("told", "agency"),
    [
        ([{"DOI": "10.1045", "RA": "Crossref"}], "Crossref"),
        ([{"DOI": "10.48550", "RA": "DataCite"}], "DataCite"),
        ([{"DOI": "10.99999", "status": "DOI does not exist"}], ""),
        ([{"DOI": "x", "status": "Invalid DOI"}], ""),
    ],
    ids=str,
)
def test_agencies(told: object, agency: str) -> None:
    desk = Desk(Doi(), reply(told))
    assert Doi().agency("10.1045", desk) == agency
    assert desk.urls == ["https://doi.org/ra/10.1045"]


@pytest.mark.parametrize(
    "bad", [[], {}, [None], [{"DOI": "x"}], [{"DOI": "x", "status": "Error"}], [{"RA": None}]], ids=str
)
def test_what_names_no_agency_tells_nothing(bad: object) -> None:
    with pytest.raises(CatalogueError):
        Doi().agency("10.1000/x", Desk(Doi(), reply(bad)))
