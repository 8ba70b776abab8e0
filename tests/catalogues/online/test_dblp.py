from __future__ import annotations

from typing import Any

import pytest

from citecheck.catalogues.online.dblp import Dblp
from citecheck.catalogues.online.question import Reply
from citecheck.errors import CatalogueError
from citecheck.model import Date, Kind, Name
from tests.catalogues.online.desk import BOT_CHECK, HTML, PAPER, Desk, query, reply

INFO: dict[str, Any] = {
    "authors": {"author": [{"@pid": "53/1969", "text": "Xi Fang"}, {"@pid": "339/6504", "text": "Jiani Zhang 0003"}]},
    "title": "Large Language Models on Tabular Data &amp; more: A Survey.",
    "venue": "Trans. Mach. Learn. Res.",
    "volume": "2024",
    "pages": "1-41",
    "year": "2024",
    "type": "Journal Articles",
    "key": "journals/tmlr/FangXTH0QSF24",
    "doi": "10.48550/ARXIV.2402.17944",
    "ee": "https://openreview.net/forum?id=IZnrCGF9WI",
}


def hits(*infos: Any) -> Reply:
    told: dict[str, Any] = {"@total": str(len(infos)), "@computed": "1", "@sent": str(len(infos)), "@first": "0"}
    told |= {"hit": [{"@score": "3", "@id": "1", "info": one} for one in infos]} if infos else {}
    return reply({"result": {"query": "x", "status": {"@code": "200", "text": "OK"}, "hits": told}})


def test_a_hit() -> None:
    desk = Desk(Dblp(), hits(INFO))
    (found,) = Dblp().search(query("x", "Large Language Models: A Survey", Name("Fang", "Xi")), 5, desk)
    assert (desk.param("q"), desk.param("h")) == ("Large Language Models A Survey Fang", "5")
    assert found.work.title == "Large Language Models on Tabular Data & more: A Survey"
    assert found.work.authors == (Name("Fang", "Xi"), Name("Zhang", "Jiani"))
    assert (found.work.issued, found.work.container, found.work.pages) == (
        Date(2024),
        "Trans. Mach. Learn. Res.",
        "1-41",
    )
    assert (found.work.kind, found.work.id("doi")) == (Kind.ARTICLE_JOURNAL, "10.48550/arxiv.2402.17944")
    assert found.url == "https://dblp.org/rec/journals/tmlr/FangXTH0QSF24"


@pytest.mark.parametrize(
    ("odd", "authors", "editors"),
    [
        ({"authors": {"author": {"@pid": "1", "text": "Xi Fang"}}}, 1, 0),
        ({"authors": None}, 0, 0),
        ({"authors": {"author": "Xi Fang"}}, 0, 0),
        ({"venue": ["A", "B"], "year": None, "ee": ["https://doi.org/10.1000/x", "https://x.org"]}, 2, 0),
        ({"type": "Editorship", "venue": "ICML"}, 0, 2),
    ],
    ids=str,
)
def test_one_or_several(odd: dict[str, Any], authors: int, editors: int) -> None:
    (found,) = Dblp().search(PAPER, 5, Desk(Dblp(), hits(INFO | odd)))
    assert (len(found.work.authors), len(found.work.editors)) == (authors, editors)


def test_nothing_found_is_told_by_the_total() -> None:
    assert Dblp().search(PAPER, 5, Desk(Dblp(), hits())) == ()
    assert list(Dblp().read(hits())) == []


@pytest.mark.parametrize(
    "bad",
    [
        reply(BOT_CHECK, 200, HTML),
        reply({"result": {"hits": {"@total": "3"}}}),
        reply({"result": {"hits": {"@total": "3", "hit": []}}}),
        reply({"result": {"hits": None}}),
    ],
    ids=lambda told: repr(told.body[:40]),
)
def test_a_check_for_people_is_no_absence(bad: Reply) -> None:
    with pytest.raises(CatalogueError):
        Dblp().search(PAPER, 5, Desk(Dblp(), bad))
