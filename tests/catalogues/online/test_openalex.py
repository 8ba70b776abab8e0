from __future__ import annotations

from typing import Any

import pytest

from citecheck.catalogues.online.openalex import OpenAlex
from citecheck.catalogues.online.question import Reply
from citecheck.errors import CatalogueError
from citecheck.model import Date, Name, Notice
from tests.catalogues.online.desk import BOT_CHECK, CLIFF, HTML, LETTER, PAPER, Desk, query, reply

ITEM: dict[str, Any] = {
    "id": "https://openalex.org/W2741809807",
    "doi": "https://doi.org/10.7717/peerj.4375",
    "title": "The state of OA: a large-scale analysis of the prevalence and impact of Open Access articles",
    "type": "article",
    "publication_year": 2018,
    "language": "en",
    "ids": {"openalex": "https://openalex.org/W2741809807", "pmid": "https://pubmed.ncbi.nlm.nih.gov/29456894"},
    "authorships": [{"author": {"display_name": "Heather Piwowar"}, "raw_author_name": "Heather Piwowar"}],
    "primary_location": {"source": {"display_name": "PeerJ", "issn_l": "2167-8359", "type": "journal"}},
    "biblio": {"volume": "6", "issue": None, "first_page": "e4375", "last_page": "e4375"},
    "is_retracted": False,
    "is_paratext": False,
}
NOT_FOUND = reply("<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n", 404, HTML)


def works(*items: Any) -> Reply:
    return reply({"meta": {"count": len(items), "page": 1, "per_page": 25}, "results": list(items), "group_by": []})


def test_by_doi() -> None:
    service = OpenAlex()
    desk = Desk(service, reply(ITEM))
    (found,) = service.search(query("Piwowar 2018", doi="10.7717/PeerJ.4375"), 5, desk)
    assert desk.urls == ["https://api.openalex.org/works/https://doi.org/10.7717%2Fpeerj.4375"]
    assert (found.catalogue, found.key) == ("openalex", "W2741809807")
    assert found.work.authors == (Name("Piwowar", "Heather"),)
    assert (found.work.issued, found.work.container, found.work.pages) == (Date(2018), "PeerJ", "e4375")
    assert (found.work.id("doi"), found.work.id("pmid")) == ("10.7717/peerj.4375", "29456894")
    assert found.notices == ()


def test_by_pmid_where_there_is_no_doi() -> None:
    desk = Desk(OpenAlex(), reply(ITEM))
    OpenAlex().search(query("Piwowar", pmid="29456894"), 5, desk)
    assert desk.urls == ["https://api.openalex.org/works/pmid:29456894"]


def test_html_means_absent_for_a_single_work_alone() -> None:
    service = OpenAlex()
    desk = Desk(service, NOT_FOUND, works(ITEM))
    assert len(service.search(query("Piwowar", "The state of OA", doi="10.1000/x"), 5, desk)) == 1
    with pytest.raises(CatalogueError):
        service.search(CLIFF, 5, Desk(service, NOT_FOUND))


def test_titles_are_asked_without_signs_that_mean_something() -> None:
    service = OpenAlex()
    cited = query("Cliff", 'State "Capitalism" AND Russia, 1917|1955: *what* ~is it?', Name("O'Brien", "T."))
    desk = Desk(service, works(), works(ITEM))
    service.search(cited, 3, desk)
    assert (
        desk.param("filter", 0) == "title.search:State Capitalism and Russia 1917 1955,raw_author_name.search:O'Brien"
    )
    assert desk.param("search", 1) == "State Capitalism and Russia 1917 1955 what is it"
    assert desk.param("per_page") == "3"


def test_a_reference_without_a_title_is_asked_as_it_stands() -> None:
    desk = Desk(OpenAlex())
    assert OpenAlex().search(query("Piwowar, The state of OA, 2018"), 5, desk) == ()
    assert [dict(one.params)["search"] for one in desk.asked] == ["Piwowar The state of OA 2018"]


def test_retracted() -> None:
    service = OpenAlex()
    (found,) = service.search(CLIFF, 5, Desk(service, works(ITEM | {"is_retracted": True})))
    assert found.notices == (Notice("10.7717/peerj.4375", "29456894", "retraction"),)


@pytest.mark.parametrize(
    "odd",
    [
        {"title": None, "display_name": "The state of OA"},
        {"authorships": None, "primary_location": None, "biblio": None, "ids": None},
        {"authorships": [{"author": None, "raw_author_name": None}, None, "x"]},
        {"primary_location": {"source": None}},
        {"is_retracted": "yes", "doi": None, "publication_year": "2018"},
    ],
    ids=str,
)
def test_odd_fields_cost_themselves_alone(odd: dict[str, Any]) -> None:
    (found,) = OpenAlex().search(CLIFF, 5, Desk(OpenAlex(), works(ITEM | odd)))
    assert (found.key, found.notices) == ("W2741809807", ())


def test_what_it_appeared_in_as_printed_where_it_is_not_known() -> None:
    told = {"primary_location": {"source": None, "raw_source_name": "Proceedings of the thirty-second symposium"}}
    archive = {"primary_location": {"source": {"display_name": "arXiv", "type": "repository"}, "raw_source_name": "x"}}
    found = OpenAlex().search(CLIFF, 5, Desk(OpenAlex(), works(ITEM | told, ITEM | archive)))
    assert [one.work.container for one in found] == ["Proceedings of the thirty-second symposium", ""]


def test_paratext_is_no_record() -> None:
    assert OpenAlex().search(CLIFF, 5, Desk(OpenAlex(), works(ITEM | {"is_paratext": True}))) == ()


@pytest.mark.parametrize(
    "bad",
    [
        reply(BOT_CHECK, 200, HTML),
        reply(BOT_CHECK, 404, HTML),
        reply({"error": "Invalid query parameters error.", "message": "x is not a valid field"}, 400),
        reply({"error": "Rate limit exceeded"}, 429),
        reply({"error": "Insufficient budget"}, 403),
        reply('{"results": [{"id"'),
        reply({"meta": {}}),
        reply({"results": None}),
        reply({"results": ["W1"]}),
    ],
    ids=lambda told: f"{told.status} {told.body[:40]!r}",
)
def test_every_other_answer_tells_nothing(bad: Reply) -> None:
    with pytest.raises(CatalogueError):
        OpenAlex().search(CLIFF, 5, Desk(OpenAlex(), bad))


def test_what_it_holds() -> None:
    assert OpenAlex().holds(PAPER)
    assert OpenAlex().holds(CLIFF)
    assert not OpenAlex().holds(LETTER)
    assert not OpenAlex().holds(query(title="De revolutionibus orbium coelestium", year=1543))
