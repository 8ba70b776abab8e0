from __future__ import annotations

from typing import Any

import pytest

from citecheck.catalogues.online.datacite import DataCite
from citecheck.catalogues.online.question import Reply
from citecheck.errors import CatalogueError
from citecheck.model import Date, Kind, Name
from tests.catalogues.online.desk import Desk, query, reply

ITEM: dict[str, Any] = {
    "id": "10.48550/arxiv.1706.03762",
    "type": "dois",
    "attributes": {
        "doi": "10.48550/arxiv.1706.03762",
        "identifiers": [{"identifier": "1706.03762", "identifierType": "arXiv"}],
        "creators": [
            {"name": "Vaswani, Ashish", "nameType": "Personal", "givenName": "Ashish", "familyName": "Vaswani"}
        ],
        "titles": [{"title": "Attention Is All You Need"}],
        "publisher": "arXiv",
        "publicationYear": 2017,
        "types": {"resourceTypeGeneral": "Preprint", "bibtex": "misc"},
    },
}
NOT_FOUND = reply({"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}, 404)


def works(*found: Any) -> Reply:
    return reply({"data": list(found), "meta": {"total": len(found), "totalPages": 1}})


def test_by_doi() -> None:
    desk = Desk(DataCite(), reply({"data": ITEM}))
    (found,) = DataCite().search(query("x", doi="10.48550/arXiv.1706.03762"), 5, desk)
    assert desk.urls == ["https://api.datacite.org/dois/10.48550%2Farxiv.1706.03762"]
    assert (found.catalogue, found.key) == ("datacite", "10.48550/arxiv.1706.03762")
    assert (found.work.kind, found.work.issued) == (Kind.ARTICLE, Date(2017))
    assert found.work.authors == (Name("Vaswani", "Ashish"),)
    assert found.work.id("arxiv") == "1706.03762"


def test_an_arxiv_number_is_a_doi_of_datacite() -> None:
    desk = Desk(DataCite(), reply({"data": ITEM}))
    DataCite().search(query("x", arxiv="1706.03762v5"), 5, desk)
    assert desk.urls == ["https://api.datacite.org/dois/10.48550%2Farxiv.1706.03762"]


def test_then_by_the_words_of_title_and_creator_without_operators() -> None:
    desk = Desk(DataCite(), NOT_FOUND, works(), works(ITEM))
    cited = query("x", 'Attention (is) all: "you" NEED OR *?', Name("O'Neil-Smith", "A."), doi="10.5281/zenodo.1")
    assert len(DataCite().search(cited, 7, desk)) == 1
    titled = "titles.title:(Attention AND all AND you AND NEED)"
    assert desk.param("query", 1) in (
        f"{titled} AND creators.name:(O'Neil AND Smith)",
        "titles.title:(Attention AND all) AND creators.name:(O'Neil AND Smith)",
    )
    assert desk.param("page[size]") == "7"
    assert "creators" not in desk.param("query")


@pytest.mark.parametrize(
    "odd",
    [
        {"creators": None, "titles": [{"title": "T"}, None]},
        {"publisher": {"name": "X"}},
        {"types": None, "dates": None},
    ],
    ids=str,
)
def test_odd_fields_cost_themselves_alone(odd: dict[str, Any]) -> None:
    item = ITEM | {"attributes": ITEM["attributes"] | odd}
    assert len(DataCite().search(query("x", "Attention"), 5, Desk(DataCite(), works(item)))) == 1


BAD = [
    reply({"data": None}),
    reply({"data": [None]}),
    reply({"errors": [{"status": "500"}]}),
    reply({"errors": [{"status": "404", "title": "Not here"}]}, 404),
]


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_bad(bad: Reply) -> None:
    with pytest.raises(CatalogueError):
        DataCite().search(query("x", "Attention"), 5, Desk(DataCite(), bad))
