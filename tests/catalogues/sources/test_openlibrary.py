from __future__ import annotations

import io
import json
from typing import Any

from citecheck.catalogues.sources import Skipped, read
from citecheck.model import Date, Name, Record

EDITION = {
    "key": "/books/OL1M",
    "type": {"key": "/type/edition"},
    "title_prefix": "The ",
    "title": "accumulation of capital",
    "subtitle": "a contribution",
    "by_statement": "by Rosa Luxemburg ; translated by Agnes Schwarzschild.",
    "publishers": ["Routledge"],
    "publish_places": ["London"],
    "publish_date": "June 1951",
    "isbn_10": ["0192850903"],
    "authors": [{"key": "/authors/OL1A"}],
    "languages": [{"key": "/languages/eng"}],
    "work_titles": ["Die Akkumulation des Kapitals"],
    "oclc_numbers": ["12345"],
}
WORK = {
    "key": "/works/OL2W",
    "type": {"key": "/type/work"},
    "title": "The Black Jacobins",
    "first_publish_date": "1938",
}


def line(item: dict[str, Any]) -> str:
    type_ = item["type"]["key"]
    return "\t".join([type_, item["key"], "3", "2008-04-01T03:28:50.625462", json.dumps(item)])


def told(*lines: str) -> list[Any]:
    return list(read("-", io.BytesIO("\n".join(lines).encode())))


def test_editions_and_works_of_a_dump() -> None:
    edition, work = told(line(EDITION), line(WORK))
    assert isinstance(edition, Record)
    assert edition.work.title == "The accumulation of capital: a contribution"
    assert edition.work.authors == (Name("Luxemburg", "Rosa"),)
    assert (edition.work.address, edition.work.publisher, edition.work.issued) == ("London", "Routledge", Date(1951))
    assert (edition.work.id("isbn"), edition.work.id("oclc")) == ("0192850903", "12345")
    assert edition.work.variants == ("Die Akkumulation des Kapitals",)
    assert (edition.key, edition.url) == ("OL1M", "https://openlibrary.org/books/OL1M")
    assert (work.key, work.work.title, work.work.issued) == ("OL2W", "The Black Jacobins", Date(1938))


def test_lines_that_give_no_record_are_told_with_their_number() -> None:
    author = {"key": "/authors/OL1A", "type": {"key": "/type/author"}, "name": "Rosa Luxemburg"}
    found = told(line(WORK), line(author), "/type/work\t/works/OL3W", line(WORK)[:-9], line(EDITION))
    assert [(one.place, one.kind) for one in found if isinstance(one, Skipped)] == [
        ("line 2", "no work"),
        ("line 3", "damaged record"),
        ("line 4", "damaged record"),
    ]
    assert len(found) == 5


def test_an_edited_book_has_no_author() -> None:
    (found,) = told(line(EDITION | {"by_statement": "edited by Stuart Hall"}))
    assert found.work.authors == ()


def test_json_lines_of_the_same() -> None:
    assert [one.key for one in told(json.dumps(EDITION), json.dumps(WORK))] == ["OL1M", "OL2W"]
