from __future__ import annotations

from typing import Any

import pytest

from citecheck.catalogues.online.question import Reply
from citecheck.catalogues.online.semanticscholar import SemanticScholar
from citecheck.errors import CatalogueError
from citecheck.model import Date, Kind, Name
from tests.catalogues.online.desk import PAPER, Desk, query, reply

ITEM: dict[str, Any] = {
    "paperId": "204e3073870fae3d05bcbc2f6a8e263d9b72e776",
    "externalIds": {"DBLP": "conf/nips/VaswaniSPUJGKP17", "ArXiv": "1706.03762", "CorpusId": 13756489},
    "title": "Attention is All you Need",
    "venue": "Neural Information Processing Systems",
    "year": 2017,
    "publicationTypes": ["JournalArticle", "Conference"],
    "journal": {"pages": "5998-6008"},
    "authors": [{"authorId": "40348417", "name": "Ashish Vaswani"}],
    "matchScore": 109.55,
}
NO_TITLE = reply({"error": "Title match not found"}, 404)
NO_PAPER = reply({"error": "Paper with id ARXIV:1706.03762 not found"}, 404)


def test_by_identifier() -> None:
    desk = Desk(SemanticScholar(), reply(ITEM))
    (found,) = SemanticScholar().search(query("x", arxiv="1706.03762v2"), 5, desk)
    assert desk.urls == ["https://api.semanticscholar.org/graph/v1/paper/ARXIV:1706.03762"]
    assert found.work.authors == (Name("Vaswani", "Ashish"),)
    assert (found.work.kind, found.work.issued) == (Kind.PAPER_CONFERENCE, Date(2017))
    assert (found.work.container, found.work.pages) == ("Neural Information Processing Systems", "5998-6008")
    assert found.work.id("arxiv") == "1706.03762"


def test_then_by_title_then_by_title_and_author() -> None:
    desk = Desk(SemanticScholar(), NO_PAPER, NO_TITLE, reply({"total": 1, "offset": 0, "data": [ITEM]}))
    cited = query("x", "Attention: is all you need?", Name("Vaswani", "A."), arxiv="1706.03762")
    assert len(SemanticScholar().search(cited, 5, desk)) == 1
    assert desk.param("query", 1) == "Attention is all you need"
    assert desk.param("query", 2) == "Attention is all you need Vaswani"
    assert desk.urls[1:] == [f"https://api.semanticscholar.org/graph/v1/paper/search{one}" for one in ("/match", "")]


@pytest.mark.parametrize("none", [reply({"total": 0, "offset": 0}), reply({"data": []}), NO_TITLE], ids=str)
def test_absent(none: Reply) -> None:
    assert SemanticScholar().search(PAPER, 5, Desk(SemanticScholar(), none)) == ()


@pytest.mark.parametrize(
    "odd",
    [
        {"externalIds": None, "journal": None, "publicationVenue": None, "authors": None},
        {"publicationTypes": None, "year": None, "publicationDate": "2017-06-12"},
        {"authors": [{"name": None}, None]},
    ],
    ids=str,
)
def test_odd_fields_cost_themselves_alone(odd: dict[str, Any]) -> None:
    assert len(SemanticScholar().search(PAPER, 5, Desk(SemanticScholar(), reply({"data": [ITEM | odd]})))) == 1


@pytest.mark.parametrize(
    "bad",
    [
        reply({"message": "Too Many Requests. Please wait and try again.", "code": "429"}, 429),
        reply({"error": "Unrecognized or unsupported fields: [x]"}, 400),
        reply({"error": "Not Found"}, 404),
        reply({"message": "Forbidden"}, 403),
        reply({"data": [None]}),
    ],
    ids=lambda told: f"{told.status} {told.body[:40]!r}",
)
def test_bad(bad: Reply) -> None:
    with pytest.raises(CatalogueError):
        SemanticScholar().search(PAPER, 5, Desk(SemanticScholar(), bad))
