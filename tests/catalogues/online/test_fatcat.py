from __future__ import annotations

from typing import Any

import pytest

from citecheck.catalogues.online.fatcat import Fatcat, Scholar
from citecheck.errors import CatalogueError
from citecheck.model import Date, Kind, Name
from tests.catalogues.online.desk import CLIFF, Desk, query, reply

RELEASE: dict[str, Any] = {
    "ident": "mjtqtuyhwfdr7j2c3l36uor7uy",
    "title": "Rethinking Personal Digital Archiving, Part 1",
    "contribs": [
        {
            "index": 0,
            "raw_name": "Catherine C. Marshall",
            "given_name": "Catherine C.",
            "surname": "Marshall",
            "role": "author",
        },
        {"index": 1, "raw_name": "Ann Editor", "role": "editor"},
        {"index": 2, "raw_name": "Max Weber", "role": None},
    ],
    "publisher": "CNRI Acct",
    "volume": "14",
    "issue": "3/4",
    "release_type": "article-journal",
    "release_year": 2008,
    "ext_ids": {"doi": "10.1045/march2008-marshall-pt1", "pmid": None},
    "container": {"name": "D-Lib Magazine", "issnl": "1082-9873"},
}
BIBLIO: dict[str, Any] = {
    "release_ident": "6a4bihzfkzbfxgwpo2ojjrmgxi",
    "title": "Quantum Studies of Acetylene Adsorption on Ice Surface",
    "contrib_names": ["A. Allouche"],
    "container_name": "Journal of Physical Chemistry A",
    "release_year": 1999,
    "doi": "10.1021/jp992317v",
    "release_type": "article-journal",
}
NOT_FOUND = reply({"success": False, "error": "NotFound", "message": "no such release found"}, 404)


def test_a_release_by_doi() -> None:
    desk = Desk(Fatcat(), reply(RELEASE))
    (found,) = Fatcat().search(query("x", doi="10.1045/march2008-Marshall-pt1"), 5, desk)
    assert desk.param("doi") == "10.1045/march2008-marshall-pt1"
    assert found.url == "https://fatcat.wiki/release/mjtqtuyhwfdr7j2c3l36uor7uy"
    assert found.work.authors == (Name("Marshall", "Catherine C."), Name("Weber", "Max"))
    assert found.work.editors == (Name("Editor", "Ann"),)
    assert (found.work.container, found.work.issue, found.work.issued) == ("D-Lib Magazine", "3/4", Date(2008))
    assert found.work.kind is Kind.ARTICLE_JOURNAL


def test_no_release_and_nothing_to_ask_by() -> None:
    assert Fatcat().search(query("x", doi="10.1000/x"), 5, Desk(Fatcat(), NOT_FOUND)) == ()
    desk = Desk(Fatcat())
    assert Fatcat().search(CLIFF, 5, desk) == ()
    assert desk.asked == []


def test_scholar_by_words() -> None:
    desk = Desk(Scholar(), reply({"results": [{"biblio": BIBLIO, "fulltext": {}}, {"biblio": None}], "count_found": 2}))
    (found,) = Scholar().search(query("x", "Quantum Studies", Name("Allouche", "A.")), 5, desk)
    assert (desk.param("q"), desk.param("format")) == ("Quantum Studies Allouche", "json")
    assert (found.catalogue, found.key) == ("scholar", "6a4bihzfkzbfxgwpo2ojjrmgxi")
    assert (found.work.authors, found.work.id("doi")) == ((Name("Allouche", "A."),), "10.1021/jp992317v")


def test_scholar_finds_nothing() -> None:
    assert Scholar().search(CLIFF, 5, Desk(Scholar(), reply({"results": [], "count_found": 0}))) == ()


@pytest.mark.parametrize(
    "odd", [{"contribs": None, "container": None}, {"ext_ids": None, "release_year": None}], ids=str
)
def test_odd_fields_cost_themselves_alone(odd: dict[str, Any]) -> None:
    assert len(Fatcat().search(query("x", pmid="1"), 5, Desk(Fatcat(), reply(RELEASE | odd)))) == 1


def test_an_error_is_no_absence() -> None:
    with pytest.raises(CatalogueError):
        Fatcat().search(
            query("x", pmid="1"), 5, Desk(Fatcat(), reply({"success": False, "error": "MalformedExternalId"}, 400))
        )
