from __future__ import annotations

from typing import Any

import pytest

from citecheck.catalogues.online.internetarchive import InternetArchive
from citecheck.catalogues.online.question import Reply
from citecheck.model import Date, Name
from tests.catalogues.online.desk import CLIFF, Desk, query, reply

DOC: dict[str, Any] = {
    "identifier": "blackjacobinstou00jame",
    "title": "The Black Jacobins",
    "creator": "James, C. L. R. (Cyril Lionel Robert), 1901-1989",
    "date": "1963-01-01T00:00:00Z",
    "publisher": "New York : Vintage Books",
    "language": "eng",
    "mediatype": "texts",
    "isbn": ["0394702425"],
    "oclc-id": "362702",
}


def found(*docs: Any) -> Reply:
    return reply(
        {
            "responseHeader": {"status": 0, "QTime": 3},
            "response": {"numFound": len(docs), "start": 0, "docs": list(docs)},
        }
    )


def test_by_title_and_creator() -> None:
    desk = Desk(InternetArchive(), found(DOC))
    (one,) = InternetArchive().search(query("x", "The Black Jacobins: Toussaint", Name("James", "C. L. R.")), 4, desk)
    assert desk.param("q") == "title:(Black AND Jacobins AND Toussaint) AND creator:(James) AND mediatype:texts"
    assert (desk.param("rows"), desk.param("output")) == ("4", "json")
    assert ("fl[]", "creator") in desk.asked[0].params
    assert (one.key, one.url) == ("blackjacobinstou00jame", "https://archive.org/details/blackjacobinstou00jame")
    assert one.work.authors == (Name("James", "C. L. R."),)
    assert (one.work.issued, one.work.publisher, one.work.address) == (Date(1963, 1, 1), "Vintage Books", "New York")
    assert (one.work.id("isbn"), one.work.id("oclc")) == ("0394702425", "362702")


def test_the_item_whose_page_is_cited() -> None:
    desk = Desk(InternetArchive(), reply({"created": 1, "files": [], "metadata": DOC}))
    (one,) = InternetArchive().search(
        query("x", "y", url="https://archive.org/details/blackjacobinstou00jame/page/12"), 5, desk
    )
    assert desk.urls == ["https://archive.org/metadata/blackjacobinstou00jame"]
    assert one.work.title == "The Black Jacobins"


def test_no_such_item_and_no_hits() -> None:
    desk = Desk(InternetArchive(), reply({}), found(), found(DOC))
    cited = query("x", "The Black Jacobins: Toussaint", url="https://archive.org/details/gone")
    assert len(InternetArchive().search(cited, 5, desk)) == 1
    assert desk.param("q") == "title:(Black AND Jacobins) AND mediatype:texts"


@pytest.mark.parametrize(
    "odd",
    [
        {"creator": ["James, C. L. R.", None], "title": ["The Black Jacobins", "Black Jacobins"], "date": ["1963"]},
        {"creator": None, "date": None, "year": 1963, "publisher": None, "isbn": None},
        {"date": "[n.d.]", "publisher": ["Vintage", "Random House"], "language": ["eng", "fre"]},
    ],
    ids=str,
)
def test_texts_and_lists_of_texts(odd: dict[str, Any]) -> None:
    (one,) = InternetArchive().search(CLIFF, 5, Desk(InternetArchive(), found(DOC | odd)))
    assert one.work.title == "The Black Jacobins"


def test_films_are_no_works_to_cite() -> None:
    assert InternetArchive().search(CLIFF, 5, Desk(InternetArchive(), found(DOC | {"mediatype": "movies"}))) == ()
