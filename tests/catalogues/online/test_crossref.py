from __future__ import annotations

from typing import Any

import pytest

from citecheck.catalogues.online.crossref import Crossref
from citecheck.catalogues.online.question import Reply
from citecheck.errors import CatalogueError
from citecheck.model import Date, Kind, Name, Notice
from tests.catalogues.online.desk import BOT_CHECK, CLIFF, HTML, LETTER, MANIFESTO, PAPER, TEXT, Desk, query, reply

ITEM: dict[str, Any] = {
    "DOI": "10.1017/S0020859000001234",
    "type": "journal-article",
    "title": ["Review of <i>The Making</i> &amp; Unmaking"],
    "author": [{"given": "Eric J.", "family": "Hobsbawm", "sequence": "first", "affiliation": []}],
    "container-title": ["International Review of Social History"],
    "issued": {"date-parts": [[1964, 8]]},
    "volume": "9",
    "issue": "2",
    "page": "185-208",
    "publisher": "Cambridge University Press (CUP)",
    "ISSN": ["0020-8590", "1469-512X"],
}


def work(**fields: Any) -> Reply:
    return reply({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": ITEM | fields})


def works(*items: Any) -> Reply:
    message = {"facets": {}, "total-results": len(items), "items": list(items), "items-per-page": 20}
    return reply({"status": "ok", "message-type": "work-list", "message": message})


NOT_FOUND = reply("Resource not found.", 404, TEXT)


def test_a_doi_is_asked_first_and_alone_where_it_is_known() -> None:
    service = Crossref()
    desk = Desk(service, work())
    (found,) = service.search(query("Hobsbawm, 1964", "Review", doi="10.1017/S0020859000001234"), 5, desk)
    assert desk.urls == ["https://api.crossref.org/works/10.1017%2Fs0020859000001234"]
    assert (found.catalogue, found.key) == ("crossref", "10.1017/s0020859000001234")
    assert found.work.title == "Review of The Making & Unmaking"
    assert found.work.authors == (Name("Hobsbawm", "Eric J."),)
    assert (found.work.issued, found.work.volume, found.work.pages) == (Date(1964, 8), "9", "185-208")
    assert found.work.kind is Kind.ARTICLE_JOURNAL


def test_an_unknown_doi_is_followed_by_the_whole_reference_and_then_by_fields() -> None:
    service = Crossref()
    cited = query(
        "Eric Hobsbawm, Review of a Making: a note, 1964",
        "Review of a Making: a note",
        Name("Hobsbawm", "E."),
        doi="10.1000/x",
    )
    desk = Desk(service, NOT_FOUND, works(), works(ITEM))
    assert len(service.search(cited, 5, desk)) == 1
    assert [dict(one.params).get("query.bibliographic") for one in desk.asked] == [
        None,
        "Eric Hobsbawm, Review of a Making: a note, 1964",
        "Review of a Making",
    ]
    assert (desk.param("query.author"), desk.param("rows")) == ("Hobsbawm", "5")
    assert {"title", "updated-by", "relation"} <= set(desk.param("select").split(","))


def test_three_questions_at_most_and_nothing_found_is_nothing() -> None:
    service = Crossref()
    desk = Desk(service)
    assert service.search(query("T. Cliff, State", "State Capitalism", Name("Cliff"), isbn="0192850903"), 5, desk) == ()
    assert len(desk.asked) == 3
    assert desk.param("filter", 0) == "isbn:0192850903"


def test_the_doi_of_a_preprint_server_is_not_asked_of_crossref() -> None:
    desk = Desk(Crossref())
    Crossref().search(query("x", "Attention is all you need", doi="10.48550/arXiv.1706.03762"), 5, desk)
    assert desk.urls[0] == "https://api.crossref.org/works"


def test_no_more_records_than_were_asked_for() -> None:
    service = Crossref()
    assert len(service.search(CLIFF, 2, Desk(service, works(*[ITEM] * 5)))) == 2


def test_parts_of_works_and_items_without_titles_are_left_out() -> None:
    service = Crossref()
    items = ({"DOI": "10.1/g001", "type": "component", "title": ["Figure 1"]}, {"DOI": "10.1/x", "title": []}, ITEM)
    assert [one.key for one in service.search(CLIFF, 5, Desk(service, works(*items)))] == [ITEM["DOI"].lower()]


@pytest.mark.parametrize(
    "odd",
    [
        {"title": None, "container-title": "Past & Present"},
        {"author": None},
        {"author": "Karl Marx"},
        {"author": [None, {"family": None, "given": "X"}, "Marx"]},
        {"issued": {"date-parts": [[None]]}, "title": "A title as a text"},
        {"issued": None, "ISSN": None, "page": 12, "volume": ["1"]},
        {"updated-by": None, "update-to": "x", "relation": []},
        {"updated-by": [{"type": None, "DOI": None}, None]},
    ],
    ids=str,
)
def test_odd_fields_cost_themselves_alone(odd: dict[str, Any]) -> None:
    service = Crossref()
    (found,) = service.search(CLIFF, 5, Desk(service, works(ITEM | odd)))
    assert found.key == "10.1017/s0020859000001234"
    assert found.notices == ()


@pytest.mark.parametrize(
    "bad",
    [
        reply(BOT_CHECK, 200, HTML),
        reply(BOT_CHECK, 404, HTML),
        reply("", 404, TEXT),
        reply({"status": "failed", "message": [{"type": "parameter-not-allowed"}]}, 400),
        reply({"status": "failed", "message": [{"type": "x"}]}),
        reply("slow down", 429, TEXT),
        reply("", 500, TEXT),
        reply('{"status":"ok","message":{"items":[{"DOI":'),
        reply("[]"),
        reply("null"),
        reply("[" * 100_000),
        reply({"status": "ok"}),
        reply({"status": "ok", "message": {"items": None}}),
        reply({"status": "ok", "message": {"items": ["10.1/x"]}}),
        reply({"status": "ok", "message": {"items": {"DOI": "10.1/x"}}}),
    ],
    ids=lambda told: f"{told.status} {told.body[:40]!r}",
)
def test_every_other_answer_tells_nothing(bad: Reply) -> None:
    service = Crossref()
    with pytest.raises(CatalogueError) as caught:
        service.search(CLIFF, 5, Desk(service, bad))
    assert len(str(caught.value).splitlines()) == 1


RETRACTED = {"DOI": "10.1016/s0140-6736(10)60175-4", "type": "retraction", "source": "publisher", "label": "Retraction",
             "updated": {"date-parts": [[2010, 2, 6]], "timestamp": 1265414400000}}  # fmt: skip


def test_a_retraction_told_twice_is_one_notice() -> None:
    """Wakefield et al. in the Lancet, retracted in February 2010."""
    doi = "10.1016/s0140-6736(97)11096-0"
    watch = RETRACTED | {"source": "retraction-watch", "record-id": 1234, "DOI": RETRACTED["DOI"].upper()}
    service = Crossref()
    (found,) = service.search(query(doi=doi), 5, Desk(service, work(**{"DOI": doi, "updated-by": [RETRACTED, watch]})))
    assert found.notices == (Notice(doi, "", "retraction", "2010-02-06", by="10.1016/s0140-6736(10)60175-4"),)


@pytest.mark.parametrize(
    ("fields", "natures"),
    [
        (
            {"updated-by": [{"type": "erratum", "DOI": "10.1000/e"}, {"type": "addendum", "DOI": "10.1000/a"}]},
            ["correction"] * 2,
        ),
        ({"updated-by": [{"type": "expression_of_concern", "DOI": "10.1000/c"}]}, ["expression of concern"]),
        ({"updated-by": [{"type": "removal", "DOI": "10.1000/c"}]}, ["retraction"]),
        ({"updated-by": [{"type": "new_version", "DOI": "10.1017/S0020859000001234"}]}, []),
        ({"updated-by": [{"type": "correction", "DOI": "10.1017/S0020859000001234"}]}, []),
        ({"updated-by": [{"type": "something new", "DOI": "10.1000/c"}]}, []),
        ({"relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.1016/j.xgen.2025.100814"}]}}, ["published"]),
        ({"relation": {"has-preprint": [{"id-type": "doi", "id": "10.1101/014852"}]}}, []),
        ({"relation": {"is-preprint-of": [{"id-type": "uri", "id": "https://example.org"}]}}, []),
    ],
    ids=str,
)
def test_natures_of_notices(fields: dict[str, Any], natures: list[str]) -> None:
    service = Crossref()
    (found,) = service.search(CLIFF, 5, Desk(service, works(ITEM | fields)))
    assert [one.nature for one in found.notices] == natures


def test_a_notice_names_the_work_that_it_is_about() -> None:
    service = Crossref()
    notice = ITEM | {"DOI": "10.1000/notice", "update-to": [{"type": "retraction", "DOI": "10.1000/Paper"}]}
    (found,) = service.search(CLIFF, 5, Desk(service, works(notice)))
    assert found.notices == (Notice("10.1000/paper", "", "retraction", by="10.1000/notice"),)


def test_what_it_holds() -> None:
    service = Crossref()
    assert service.holds(CLIFF)
    assert service.holds(PAPER)
    assert service.holds(MANIFESTO)
    assert service.holds(query(title="On the Revolutions", year=1543, doi="10.1000/x"))
    assert not service.holds(query(title="De revolutionibus orbium coelestium", year=1543))
    assert not service.holds(LETTER)
    assert not service.holds(query(title="Brown v. Board of Education", year=1954, kind=Kind.LEGAL_CASE))
