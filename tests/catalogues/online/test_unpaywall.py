from __future__ import annotations

from typing import Any

import pytest

from citecheck.catalogues.online.unpaywall import Unpaywall
from citecheck.errors import CatalogueError
from citecheck.model import Date, Kind, Name
from tests.catalogues.online.desk import CLIFF, Desk, query, reply

ITEM: dict[str, Any] = {
    "doi": "10.1016/j.xgen.2025.100814",
    "title": "High-throughput screening of human genetic variants by pooled prime editing",
    "genre": "journal-article",
    "year": 2025,
    "journal_name": "Cell Genomics",
    "journal_issns": "2666-979X,1234-5679",
    "publisher": "Elsevier BV",
    "is_oa": True,
    "best_oa_location": {"url": "https://example.org/copy.pdf", "host_type": "repository"},
    "z_authors": [{"given": "Michael", "family": "Herger", "sequence": "first"}],
}


def test_a_doi_and_a_copy_to_read() -> None:
    desk = Desk(Unpaywall(), reply(ITEM))
    (found,) = Unpaywall().search(query("x", doi="10.1016/j.xgen.2025.100814"), 5, desk)
    assert desk.urls == ["https://api.unpaywall.org/v2/10.1016%2Fj.xgen.2025.100814"]
    assert (found.catalogue, found.url) == ("unpaywall", "https://example.org/copy.pdf")
    assert (found.work.kind, found.work.authors) == (Kind.ARTICLE_JOURNAL, (Name("Herger", "Michael"),))
    assert (found.work.issued, found.work.container) == (Date(2025), "Cell Genomics")
    assert [one.value for one in found.work.ids] == ["10.1016/j.xgen.2025.100814", "2666-979X", "1234-5679"]


def test_authors_as_printed() -> None:
    printed = {"z_authors": [{"author_position": "first", "raw_author_name": "Michael Herger"}]}
    (found,) = Unpaywall().search(query("x", doi="10.1000/x"), 5, Desk(Unpaywall(), reply(ITEM | printed)))
    assert found.work.authors == (Name("Herger", "Michael"),)


def test_without_a_copy_the_doi_is_the_address() -> None:
    (found,) = Unpaywall().search(
        query("x", doi="10.1000/x"), 5, Desk(Unpaywall(), reply(ITEM | {"best_oa_location": None}))
    )
    assert found.url == "https://doi.org/10.1016/j.xgen.2025.100814"


def test_absent_and_nothing_to_ask_by() -> None:
    none = reply({"HTTP_status_code": 404, "error": True, "message": "'10.1000/x' isn't in Unpaywall."}, 404)
    assert Unpaywall().search(query("x", doi="10.1000/x"), 5, Desk(Unpaywall(), none)) == ()
    desk = Desk(Unpaywall())
    assert Unpaywall().search(CLIFF, 5, desk) == ()
    assert desk.asked == []


@pytest.mark.parametrize("odd", [{"z_authors": None, "journal_issns": None, "year": None}, {"genre": None}], ids=str)
def test_odd_fields_cost_themselves_alone(odd: dict[str, Any]) -> None:
    assert len(Unpaywall().search(query("x", doi="10.1000/x"), 5, Desk(Unpaywall(), reply(ITEM | odd)))) == 1


def test_without_an_address_it_refuses() -> None:
    told = {"HTTP_status_code": 422, "error": True, "message": "Email address required in API call"}
    for status in (422, 200):
        with pytest.raises(CatalogueError):
            Unpaywall().search(query("x", doi="10.1000/x"), 5, Desk(Unpaywall(), reply(told, status)))
    assert Unpaywall.policy.needs_mailto
