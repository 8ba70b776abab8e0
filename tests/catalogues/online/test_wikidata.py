from __future__ import annotations

from typing import Any

import pytest

from citecheck.catalogues.online.question import Reply
from citecheck.catalogues.online.wikidata import Wikidata
from citecheck.errors import CatalogueError
from citecheck.model import Date, Identifier, Kind, Name
from tests.catalogues.online.desk import Desk, query, reply


def claim(value: Any, rank: str = "normal", **qualifiers: str) -> dict[str, Any]:
    told = {name: [{"datavalue": {"value": text}}] for name, text in qualifiers.items()}
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value}}, "rank": rank, "qualifiers": told}


def item(
    key: str, labels: dict[str, str], aliases: dict[str, list[str]] | None = None, **claims: Any
) -> dict[str, Any]:
    return {
        "id": key,
        "type": "item",
        "labels": {code: {"language": code, "value": text} for code, text in labels.items()},
        "aliases": {code: [{"language": code, "value": t} for t in texts] for code, texts in (aliases or {}).items()},
        "claims": {name: told if isinstance(told, list) else [told] for name, told in claims.items()},
    }


def key(value: str) -> dict[str, str]:
    return {"entity-type": "item", "id": value}


def time(value: str, precision: int) -> dict[str, Any]:
    return {"time": value, "precision": precision}


def hits(*keys: str) -> Reply:
    return reply(
        {"query": {"searchinfo": {"totalhits": len(keys)}, "search": [{"ns": 0, "title": one} for one in keys]}}
    )


def entities(*told: dict[str, Any]) -> Reply:
    return reply({"entities": {one["id"]: one for one in told}, "success": 1})


REVOLUTION = item(
    "Q1", {"en": "What Is to Be Done?", "ru": "Что делать?", "de": "Was tun?"},
    {"en": ["Burning Questions of Our Movement"]},
    P50=claim(key("Q1394")), P577=claim(time("+1902-03-00T00:00:00Z", 10)), P31=claim(key("Q190399")),
    P407=claim(key("Q7737")), P1476=claim({"text": "Что делать?", "language": "ru"}),
)  # fmt: skip
EDITION = item(
    "Q2", {"en": "What Is To Be Done? (1929)"}, P629=claim(key("Q1")), P577=claim(time("+1929-00-00T00:00:00Z", 9)),
    P123=claim(key("Q9")), P957=claim("0-19-285090-3"),
)  # fmt: skip
LENIN = item("Q1394", {"en": "Vladimir Lenin", "ru": "Владимир Ленин"})
PERSON = item("Q3", {"en": "What Is to Be Done"}, P21=claim(key("Q6581097")))


def test_a_work_its_editions_and_who_is_meant_in_three_questions() -> None:
    desk = Desk(Wikidata(), hits("Q2", "Q1", "Q3"), entities(REVOLUTION, EDITION, PERSON), entities(LENIN))
    (found,) = Wikidata().search(query("x", "What Is to Be Done?: Burning", Name("Lenin", "V. I.")), 5, desk)
    assert desk.param("srsearch", 0) == "What Is to Be Done haswbstatement:P50|P2093|P1476|P629"
    assert (desk.param("ids", 1), desk.param("ids", 2)) == ("Q2|Q1|Q3", "Q9|Q1394")
    assert (found.catalogue, found.key, found.also) == ("wikidata", "Q1", ("Q2",))
    assert found.url == "https://www.wikidata.org/wiki/Q1"
    assert found.work.title == "Что делать?"
    assert found.work.variants == (
        "What Is to Be Done?", "Was tun?", "Burning Questions of Our Movement", "What Is To Be Done? (1929)"
    )  # fmt: skip
    assert found.work.authors == (Name("Lenin", "Vladimir"),)
    assert (found.work.original, found.work.issued) == (Date(1902, 3), Date(1929))
    assert (found.work.kind, found.work.language) == (Kind.PAMPHLET, "ru")
    assert found.work.ids == (Identifier("isbn", "0192850903"),)


def test_a_doi_is_stored_in_capitals() -> None:
    desk = Desk(Wikidata())
    assert Wikidata().search(query("x", "y", doi="10.1073/pnas.1011841108"), 5, desk) == ()
    assert [dict(one.params)["srsearch"] for one in desk.asked] == ["haswbstatement:P356=10.1073/PNAS.1011841108"]


def test_authors_in_their_order_as_printed() -> None:
    article = item(
        "Q5", {"en": "Herbaria are a major frontier"},
        P50=[claim(key("Q7"), P1545="2", P1932="M. A. Carine"), claim(key("Q8"), P1545="10")],
        P2093=[claim("Daniel P Bebber", P1545="1")], P356=claim("10.1073/PNAS.1011841108"),
        P31=claim(key("Q13442814")), P304=claim("22169-22171"), P478=claim("107"), P1433=claim(key("Q6")),
        P577=claim(time("+2010-12-06T00:00:00Z", 11)),
    )  # fmt: skip
    others = entities(item("Q8", {"de": "Johanna Wood"}), item("Q6", {"en": "PNAS"}), item("Q7", {"en": "Mark Carine"}))
    (found,) = Wikidata().search(query("x", "Herbaria"), 5, Desk(Wikidata(), hits("Q5"), entities(article), others))
    assert found.work.authors == (Name("Bebber", "Daniel P"), Name("Carine", "M. A."), Name("Wood", "Johanna"))
    assert (found.work.container, found.work.volume, found.work.pages) == ("PNAS", "107", "22169-22171")
    assert (found.work.issued, found.work.id("doi")) == (Date(2010, 12, 6), "10.1073/pnas.1011841108")


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (time("+1905-07-00T00:00:00Z", 10), Date(1905, 7)),
        (time("+1905-01-01T00:00:00Z", 9), Date(1905)),
        (time("-0043-03-15T00:00:00Z", 11), Date(-43, 3, 15)),
        (time("+1900-00-00T00:00:00Z", 7), None),
        (time("+99999-00-00T00:00:00Z", 9), None),
        ({"time": None, "precision": 9}, None),
        ("1905", None),
        (None, None),
    ],
    ids=str,
)
def test_dates(value: Any, date: Date | None) -> None:
    work = item("Q1", {"en": "A title"}, P1476=claim({"text": "A title"}), P577=claim(value))
    (found,) = Wikidata().search(query("x", "A title"), 5, Desk(Wikidata(), hits("Q1"), entities(work)))
    assert found.work.issued == date


def test_deprecated_statements_are_not_believed_and_preferred_ones_are() -> None:
    years = [claim(time("+1901-00-00T00:00:00Z", 9), "deprecated"), claim(time("+1905-00-00T00:00:00Z", 9)),
             claim(time("+1906-00-00T00:00:00Z", 9), "preferred")]  # fmt: skip
    work = item("Q1", {"en": "Results and Prospects"}, P577=years, P50=[claim(key("Q4"), "deprecated")])
    (found,) = Wikidata().search(query("x", "Results"), 5, Desk(Wikidata(), hits("Q1"), entities(work)))
    assert (found.work.issued, found.work.authors) == (Date(1906), ())


@pytest.mark.parametrize("empty", [{"claims": []}, {"claims": {"P50": [{"mainsnak": {"snaktype": "somevalue"}}]}},
                                   {"claims": {"P50": None}}, {"missing": "", "claims": None}], ids=str)  # fmt: skip
def test_what_says_nothing_of_a_work_is_none(empty: dict[str, Any]) -> None:
    told = item("Q1", {"en": "A title"}) | empty
    assert Wikidata().search(query("x", "A title"), 5, Desk(Wikidata(), hits("Q1"), entities(told))) == ()


def test_nothing_found() -> None:
    assert Wikidata().search(query("x", "A title"), 5, Desk(Wikidata(), hits())) == ()


@pytest.mark.parametrize(
    "bad",
    [
        reply({"error": {"code": "maxlag", "info": "Waiting for a database server: 6 seconds lagged"}}),
        reply({"query": {}}),
        reply({"query": {"search": ["Q1"]}}),
        reply({"batchcomplete": ""}),
    ],
    ids=lambda told: repr(told.body[:30]),
)
def test_every_other_answer_tells_nothing(bad: Reply) -> None:
    with pytest.raises(CatalogueError):
        Wikidata().search(query("x", "A title"), 5, Desk(Wikidata(), bad))
    with pytest.raises(CatalogueError):
        Wikidata().search(query("x", "A title"), 5, Desk(Wikidata(), hits("Q1"), bad))
