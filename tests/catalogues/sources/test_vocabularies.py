from __future__ import annotations

import io
import json
from typing import Any

import pytest

from citecheck.catalogues.sources import Skipped, read
from citecheck.model import Date, Identifier, Kind, Name, Record, Work


def told(*items: Any) -> list[Any]:
    return list(read("-", io.BytesIO("\n".join(map(json.dumps, items)).encode())))


def record(item: Any) -> Record:
    (one,) = told(item)
    assert isinstance(one, Record), one
    return one


def test_crossref() -> None:
    found = record(
        {
            "DOI": "10.1000/ABC.1",
            "prefix": "10.1000",
            "type": "journal-article",
            "title": ["The <i>Grundrisse</i> &amp;amp; after"],
            "subtitle": ["Notes on\n value"],
            "original-title": ["Die Grundrisse"],
            "short-title": ["Grundrisse"],
            "author": [{"given": "Rosa", "family": "Luxemburg", "sequence": "first"}, {"name": "A Collective"}],
            "container-title": ["Capital & Class"],
            "issued": {"date-parts": [[None]]},
            "published": {"date-parts": [[1977, 3]]},
            "volume": "1",
            "issue": "2",
            "page": "3-14",
            "ISSN": ["0309-8168", "2041-0980"],
            "publisher": "SAGE",
            "reference": [{"key": "r1", "DOI": "10.1000/other"}],
            "archive": ["Portico"],
        }
    )
    assert found.key == "10.1000/abc.1"
    assert found.url == "https://doi.org/10.1000/abc.1"
    assert found.work == Work(
        kind=Kind.ARTICLE_JOURNAL,
        title="The Grundrisse & after: Notes on value",
        authors=(Name("Luxemburg", "Rosa"), Name(literal="A Collective")),
        container="Capital & Class",
        publisher="SAGE",
        issued=Date(1977, 3),
        volume="1",
        issue="2",
        pages="3-14",
        ids=(Identifier("doi", "10.1000/abc.1"), Identifier("issn", "0309-8168"), Identifier("issn", "2041-0980")),
        variants=("Die Grundrisse", "Grundrisse"),
    )


def test_a_part_of_a_work_in_crossref_is_no_record() -> None:
    work = {"DOI": "10.1/a", "type": "book", "title": ["Capital"]}
    found = told(
        work, {"DOI": "10.1/a.fig1", "type": "component", "title": ["Figure 1"]}, {"DOI": "10.1/b", "type": "book"}
    )
    assert [one.kind for one in found if isinstance(one, Skipped)] == ["no work", "no title"]
    assert [one.place for one in found if isinstance(one, Skipped)] == ["record 2", "record 3"]
    assert len(found) == 3


def test_a_newer_record_of_a_dump_keeps_the_key_of_the_older() -> None:
    work = {"DOI": "10.1/a", "type": "book", "title": ["Capital"]}
    assert [one.key for one in told(work, work)] == ["10.1/a", "10.1/a"]


def test_openalex() -> None:
    found = record(
        {
            "id": "https://openalex.org/W42",
            "doi": "https://doi.org/10.1000/X",
            "title": "Imperialism and the split in socialism",
            "publication_year": 1916,
            "type": "article",
            "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/123"},
            "authorships": [
                {"raw_author_name": "V. I. Lenin", "author": {"display_name": "Vladimir Lenin"}},
                {"author": {"display_name": "Nadezhda Krupskaya"}},
            ],
            "primary_location": {
                "source": {"display_name": "Sotsial-Demokrat", "issn_l": "1234-5679", "type": "journal"}
            },
            "biblio": {"volume": "2", "issue": None, "first_page": "1", "last_page": "2"},
            "abstract_inverted_index": {"Is": [0]},
        }
    )
    assert found.key == "W42"
    assert found.work.authors == (Name("Lenin", "V. I."), Name("Krupskaya", "Nadezhda"))
    assert (found.work.container, found.work.pages, found.work.issued) == ("Sotsial-Demokrat", "1-2", Date(1916))
    assert (found.work.id("doi"), found.work.id("pmid")) == ("10.1000/x", "123")


def test_openalex_paratext_is_no_work() -> None:
    (one,) = told({"id": "https://openalex.org/W1", "title": "Front Matter", "is_paratext": True, "authorships": []})
    assert one.kind == "no work"


def test_datacite() -> None:
    found = record(
        {
            "id": "10.5281/zenodo.1",
            "type": "dois",
            "attributes": {
                "doi": "10.5281/ZENODO.1",
                "creators": [
                    {"name": "James, C. L. R.", "givenName": "C. L. R.", "familyName": "James"},
                    {"name": "Lih, Lars T."},
                    {"name": "International African Service Bureau", "nameType": "Organizational"},
                ],
                "contributors": [{"name": "Padmore, George", "contributorType": "Editor"}],
                "titles": [
                    {"title": "World Revolution"},
                    {"title": "The rise and fall", "titleType": "Subtitle"},
                    {"title": "Weltrevolution", "titleType": "TranslatedTitle"},
                ],
                "publisher": {"name": "Secker"},
                "publicationYear": 1937,
                "types": {"resourceTypeGeneral": "Text", "bibtex": "book"},
            },
        }
    )
    assert found.work.title == "World Revolution: The rise and fall"
    assert found.work.variants == ("Weltrevolution",)
    assert [str(name) for name in found.work.authors] == [
        "C. L. R. James",
        "Lars T. Lih",
        "International African Service Bureau",
    ]
    assert [str(name) for name in found.work.editors] == ["George Padmore"]
    assert (found.work.kind, found.work.publisher, found.work.issued) == (Kind.BOOK, "Secker", Date(1937))
    assert found.key == "10.5281/zenodo.1"


def test_arxiv() -> None:
    found = record(
        {
            "id": "0704.0001",
            "submitter": "A. Bogdanov",
            "authors": 'A. Bogdanov and R. G\\"odel',
            "title": 'Tektology of\n  $\\mu$ and G\\"odel',
            "journal-ref": "Phys.Rev.D76:013009,2007",
            "doi": "10.1103/PhysRevD.76.013009",
            "categories": "hep-ph",
            "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
            "update_date": "2008-11-26",
            "authors_parsed": [["Bogdanov", "A.", ""], ['G\\"odel', "R.", "Jr"]],
        }
    )
    assert found.work.authors == (Name("Bogdanov", "A."), Name("Gödel", "R.", suffix="Jr"))
    assert found.work.title.startswith("Tektology of") and found.work.title.endswith("Gödel")  # noqa: PT018
    assert (found.work.container, found.work.volume, found.work.issued) == ("Phys.Rev.D", "76", Date(2007))
    assert (found.key, found.url, found.work.id("arxiv")) == (
        "0704.0001",
        "https://arxiv.org/abs/0704.0001",
        "0704.0001",
    )


def test_zotero() -> None:
    item = {
        "key": "AB12",
        "data": {
            "itemType": "bookSection",
            "title": "The Part",
            "creators": [
                {"creatorType": "author", "firstName": "Rosa", "lastName": "Luxemburg"},
                {"creatorType": "editor", "name": "An Institute"},
            ],
            "bookTitle": "The Whole",
            "date": "1913-02",
            "ISBN": "9780192850904",
        },
    }
    found = record(item)
    assert (found.work.kind, found.work.container, found.work.issued) == (Kind.CHAPTER, "The Whole", Date(1913, 2))
    assert found.work.authors == (Name("Luxemburg", "Rosa"),)
    assert found.work.editors == (Name(literal="An Institute"),)
    assert [one.kind for one in told(item, {"itemType": "attachment", "title": "PDF"}) if isinstance(one, Skipped)] == [
        "no work"
    ]


def test_csl_items_of_one_id_are_all_there() -> None:
    item = {"id": "marx", "type": "book", "title": "Das Kapital"}
    assert [one.key for one in told(item, item | {"title": "Lohn, Preis und Profit"})] == ["marx", "marx~2"]


@pytest.mark.parametrize(
    "item",
    [
        {"DOI": 3, "type": ["x"], "title": [None], "author": {"family": 1}, "prefix": 0},
        {"id": "https://openalex.org/W1", "title": "T", "authorships": [None, 3], "biblio": [], "primary_location": 1},
        {"titles": [3, {"title": ["x"]}], "creators": "Marx", "doi": None, "types": []},
        {"authors_parsed": [[], [1], "x"], "id": None, "versions": {"created": 1}, "title": "T"},
        {"itemType": 1, "creators": [None, {"lastName": 3}], "title": "T"},
        {"key": "/books/OL1M", "type": {"key": "/type/edition"}, "authors": [1], "publish_date": ["x"], "title": "T"},
        {"id": None, "type": "book", "title": {"a": 1}, "issued": {"date-parts": "x"}},
    ],
    ids=str,
)
def test_items_of_another_shape_do_no_harm(item: Any) -> None:
    (one,) = told(item)
    assert isinstance(one, Record | Skipped)


def test_what_is_no_object_is_told() -> None:
    first, second = told({"id": 1, "type": "book", "title": "Capital"}, ["a list"])
    assert isinstance(first, Record)
    assert (second.kind, second.place) == ("damaged record", "record 2")
