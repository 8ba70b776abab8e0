from __future__ import annotations

from typing import Any

import pytest

from citecheck.catalogues.online.openlibrary import OpenLibrary
from citecheck.catalogues.online.question import Reply
from citecheck.errors import CatalogueError
from citecheck.model import Date, Identifier, Kind, Name
from tests.catalogues.online.desk import BOT_CHECK, CLIFF, HTML, LETTER, MANIFESTO, PAPER, TEXT, Desk, query, reply

DOC: dict[str, Any] = {
    "key": "/works/OL1153390W",
    "title": "Black Jacobins",
    "subtitle": "Toussaint L'Ouverture and the San Domingo revolution",
    "author_name": ["C. L. R. James"],
    "author_alternative_name": ["Cyril Lionel Robert James"],
    "first_publish_year": 1938,
    "publish_year": [1938, 1963, 1980, 1989],
    "publisher": ["Secker and Warburg", "Vintage Books", "Allison & Busby"],
    "isbn": ["0679724672", "9780679724674", "not a number"],
    "language": ["eng", "fre"],
    "edition_count": 4,
}
EDITION: dict[str, Any] = {
    "url": "https://openlibrary.org/books/OL16262504M/Les_ombres_errantes",
    "key": "/books/OL16262504M",
    "title": "Les ombres errantes",
    "authors": [{"url": "https://openlibrary.org/authors/OL269675A/Pascal_Quignard", "name": "Pascal Quignard"}],
    "identifiers": {"isbn_10": ["207042779X"], "openlibrary": ["OL16262504M"], "oclc": ["53123456"]},
    "publishers": [{"name": "Gallimard"}],
    "publish_places": [{"name": "Paris"}],
    "publish_date": "2004",
}


def works(*docs: Any) -> Reply:
    return reply({"numFound": len(docs), "num_found": len(docs), "start": 0, "numFoundExact": True, "docs": list(docs)})


def test_an_isbn_gives_the_edition() -> None:
    service = OpenLibrary()
    desk = Desk(service, reply({"ISBN:207042779X": EDITION}))
    (found,) = service.search(query("Quignard", isbn="2-07-042779-X"), 5, desk)
    assert (desk.urls, desk.param("bibkeys")) == (["https://openlibrary.org/api/books"], "ISBN:207042779X")
    assert (found.catalogue, found.key, found.url) == (
        "openlibrary", "OL16262504M", "https://openlibrary.org/books/OL16262504M"
    )  # fmt: skip
    assert (found.work.publisher, found.work.address, found.work.issued) == ("Gallimard", "Paris", Date(2004))
    assert found.work.authors == (Name("Quignard", "Pascal"),)
    assert found.work.ids == (Identifier("isbn", "207042779X"), Identifier("oclc", "53123456"))


@pytest.mark.parametrize(
    ("ids", "asked"),
    [
        ({"oclc": "53123456"}, "OCLC:53123456"),
        ({"lccn": "63-15043", "isbn": "0192850904"}, "LCCN:63015043"),
        ({"isbn": "0192850903", "oclc": "1"}, "ISBN:0192850903"),
    ],
    ids=str,
)
def test_numbers_that_can_be_right_are_asked_by(ids: dict[str, str], asked: str) -> None:
    desk = Desk(OpenLibrary())
    OpenLibrary().search(query("x", "A title", **ids), 5, desk)
    assert desk.param("bibkeys", 0) == asked


def test_an_unknown_isbn_is_an_empty_object_and_the_title_is_asked() -> None:
    service = OpenLibrary()
    cited = query("x", "The Black Jacobins: a history", Name("James", "C. L. R."), isbn="0192850903")
    desk = Desk(service, reply("{}"), works(), works(DOC))
    (found,) = service.search(cited, 5, desk)
    assert desk.param("q", 1) == "The Black Jacobins a history James"
    assert (desk.param("title"), desk.param("author"), desk.param("limit")) == ("The Black Jacobins", "James", "5")
    assert found.key == "OL1153390W"


def test_of_a_work_with_many_editions_the_cited_year_is_the_year() -> None:
    service = OpenLibrary()
    (found,) = service.search(query(title="Black Jacobins", year=1980), 5, Desk(service, works(DOC)))
    assert (found.work.issued, found.work.original) == (Date(1980), Date(1938))
    assert (found.work.publisher, found.work.language) == ("", "")
    assert [one.value for one in found.work.ids] == ["0679724672", "9780679724674"]
    assert found.work.title == "Black Jacobins: Toussaint L'Ouverture and the San Domingo revolution"
    assert found.work.authors == (Name("James", "C. L. R."),)


def test_a_year_of_no_edition_is_not_made_one() -> None:
    (found,) = OpenLibrary().search(query(title="Black Jacobins", year=1999), 5, Desk(OpenLibrary(), works(DOC)))
    assert (found.work.issued, found.work.original) == (None, Date(1938))


def test_of_the_only_edition_everything_is_told() -> None:
    doc = DOC | {"edition_count": 1, "publish_year": [1938], "publisher": ["Secker and Warburg"], "language": ["eng"]}
    (found,) = OpenLibrary().search(CLIFF, 5, Desk(OpenLibrary(), works(doc)))
    assert (found.work.issued, found.work.publisher, found.work.language) == (Date(1938), "Secker and Warburg", "eng")


@pytest.mark.parametrize(
    "odd",
    [
        {"author_name": None, "isbn": None, "publish_year": None},
        {"author_name": "C. L. R. James", "publish_year": 1938, "isbn": "0679724672"},
        {"publish_year": ["19uu", None, {}], "first_publish_year": "c1938"},
        {"subtitle": None, "edition_count": "4", "language": None},
    ],
    ids=str,
)
def test_odd_fields_cost_themselves_alone(odd: dict[str, Any]) -> None:
    (found,) = OpenLibrary().search(CLIFF, 5, Desk(OpenLibrary(), works(DOC | odd)))
    assert found.work.title.startswith("Black Jacobins")


@pytest.mark.parametrize(
    "bad",
    [
        reply(BOT_CHECK, 200, HTML),
        reply(BOT_CHECK, 403, HTML),
        reply(BOT_CHECK, 404, HTML),
        reply("", 429, TEXT),
        reply("Internal Server Error", 500, TEXT),
        reply('{"docs": [{"key":'),
        reply({"docs": None}),
        reply({"docs": ["/works/OL1W"]}),
        reply({"error": "timeout"}),
        reply([]),
    ],
    ids=lambda told: f"{told.status} {told.body[:40]!r}",
)
def test_every_other_answer_tells_nothing(bad: Reply) -> None:
    with pytest.raises(CatalogueError):
        OpenLibrary().search(CLIFF, 5, Desk(OpenLibrary(), bad))


def test_what_it_holds() -> None:
    service = OpenLibrary()
    assert service.holds(CLIFF)
    assert service.holds(MANIFESTO)
    assert service.holds(query(title="A chapter", kind=Kind.CHAPTER, isbn="0192850903"))
    assert not service.holds(PAPER)
    assert not service.holds(LETTER)
    assert not service.holds(query(title="A chapter", kind=Kind.CHAPTER))
