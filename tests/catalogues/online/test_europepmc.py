from __future__ import annotations

from typing import Any

import pytest

from citecheck.catalogues.online.europepmc import EuropePmc
from citecheck.catalogues.online.question import Reply
from citecheck.errors import CatalogueError
from citecheck.model import Date, Kind, Name
from tests.catalogues.online.desk import Desk, query, reply

ITEM: dict[str, Any] = {
    "id": "9500320",
    "source": "MED",
    "pmid": "9500320",
    "doi": "10.1016/S0140-6736(97)11096-0",
    "title": "Ileal-lymphoid-nodular hyperplasia.",
    "authorString": "Wakefield AJ, Murch SH.",
    "authorList": {"author": [{"fullName": "Wakefield AJ", "firstName": "A J", "lastName": "Wakefield"}]},
    "journalInfo": {"volume": "351", "issue": "9103", "journal": {"title": "Lancet", "issn": "0140-6736"}},
    "pubYear": "1998",
    "pageInfo": "637-641",
    "pubTypeList": {"pubType": ["research-article", "Retracted Publication", "Journal Article"]},
    "commentCorrectionList": {"commentCorrection": [{"id": "20137807", "source": "MED", "type": "Retraction in"},
                                                    {"id": "15016483", "source": "MED", "type": "Erratum in"},
                                                    {"id": "1", "source": "MED", "type": "Comment in"}]},
}  # fmt: skip


def articles(*found: Any) -> Reply:
    return reply({"version": "6.9", "hitCount": len(found), "resultList": {"result": list(found)}})


def test_by_pmid() -> None:
    desk = Desk(EuropePmc(), articles(ITEM))
    (found,) = EuropePmc().search(query("x", pmid="9500320"), 5, desk)
    assert (desk.param("query"), desk.param("resultType")) == ("EXT_ID:9500320 AND SRC:MED", "core")
    assert (found.key, found.url) == ("MED/9500320", "https://europepmc.org/article/MED/9500320")
    assert (found.work.title, found.work.authors) == ("Ileal-lymphoid-nodular hyperplasia", (Name("Wakefield", "A J"),))
    assert (found.work.container, found.work.issued, found.work.pages) == ("Lancet", Date(1998), "637-641")
    assert [one.nature for one in found.notices] == ["retraction", "correction"]
    assert {one.doi for one in found.notices} == {"10.1016/s0140-6736(97)11096-0"}


def test_a_doi_stays_in_its_quotation_marks() -> None:
    desk = Desk(EuropePmc())
    EuropePmc().search(query("x", 'A "title" OR (x)', Name("O'Neil", "X"), doi='10.1000/a"b'), 5, desk)
    assert [dict(one.params)["query"] for one in desk.asked] == [
        'DOI:"10.1000/a b"', "TITLE:(title AND x) AND AUTH:\"O'Neil\""
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("odd", "authors"),
    [
        ({"authorList": None}, ("AJ Wakefield", "SH Murch")),
        ({"authorList": {"author": [{"collectiveName": "A Study Group"}, None, {}]}}, ("A Study Group",)),
        ({"authorList": None, "authorString": None, "journalInfo": None, "pubTypeList": None}, ()),
        ({"authorList": None, "authorString": "Plato"}, ("Plato",)),
    ],
    ids=str,
)
def test_authors(odd: dict[str, Any], authors: tuple[str, ...]) -> None:
    (found,) = EuropePmc().search(query("x", pmid="1"), 5, Desk(EuropePmc(), articles(ITEM | odd)))
    assert tuple(map(str, found.work.authors)) == authors


def test_a_retraction_that_only_the_type_tells_and_a_preprint_since_printed() -> None:
    preprint = {"pubTypeList": {"pubType": ["Preprint"]},
                "commentCorrectionList": {"commentCorrection": [{"type": "Preprint of"}]}}  # fmt: skip
    alone = {"commentCorrectionList": None}
    found = EuropePmc().search(query("x", "y"), 5, Desk(EuropePmc(), articles(ITEM | alone, ITEM | preprint)))
    assert [[notice.nature for notice in one.notices] for one in found] == [["retraction"], ["published"]]
    assert found[1].work.kind is Kind.ARTICLE


def test_nothing_found() -> None:
    assert EuropePmc().search(query("x", "y"), 5, Desk(EuropePmc(), articles())) == ()
    assert list(EuropePmc().read(articles())) == []


@pytest.mark.parametrize(
    "bad", [{"hitCount": 3, "resultList": {"result": []}}, {"hitCount": 3}, {"errCode": 404}], ids=str
)
def test_bad(bad: Any) -> None:
    with pytest.raises(CatalogueError):
        EuropePmc().search(query("x", "y"), 5, Desk(EuropePmc(), reply(bad)))
