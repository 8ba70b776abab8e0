from __future__ import annotations

from pathlib import Path

import pytest

from citecheck.catalogues.index import Builder, Folder, Index, folder
from citecheck.errors import CatalogueError
from citecheck.model import Identifier, Query, Work
from tests.catalogues.index.shelves import built, item, keys, lines

BOOK = {"id": "betrayed", "type": "book", "title": "The Revolution Betrayed", "ISBN": "0873482255", "DOI": None,
        "author": [{"family": "Trotsky", "given": "Leon"}], "issued": {"date-parts": [[1937]]}}  # fmt: skip
ARTICLE = {"id": "article", "type": "article-journal", "title": "On Falling Rates", "ISSN": "0028-6060", "DOI": None,
           "volume": "47", "page": "99-107", "container-title": "Quarterly Notes"}  # fmt: skip
PREPRINT = {"id": "preprint", "title": "Learning to Quote", "DOI": None, "PMID": "1234567",
            "custom": {"identifiers": ["arxiv:2301.01234v2", "oclc:5551", "lccn:n78890351"]}}  # fmt: skip
CYRILLIC = {"id": "state", "title": "Государство и революция", "DOI": None,
            "author": [{"family": "Ленин", "given": "В. И."}], "issued": {"date-parts": [[1918]]}}  # fmt: skip
CHINESE = {"id": "chinese", "title": "国家与革命", "DOI": None, "author": [{"family": "毛", "given": "泽东"}]}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    data = tmp_path_factory.mktemp("data")
    others = [item(number) for number in range(300)]
    return built(data, lines(data / "some.jsonl", *others, BOOK, ARTICLE, PREPRINT, CYRILLIC, CHINESE))


@pytest.mark.parametrize(
    ("scheme", "value", "key"),
    [
        ("doi", "10.1000/17", "k17"),
        ("isbn", "0873482255", "betrayed"),
        ("isbn", "978-0-87348-225-7", "betrayed"),
        ("pmid", "1234567", "preprint"),
        ("arxiv", "2301.01234", "preprint"),
        ("oclc", "5551", "preprint"),
        ("lccn", "n78890351", "preprint"),
    ],
    ids=str,
)
def test_an_identifier_comes_first(place: Folder, scheme: str, value: str, key: str) -> None:
    misleading = "Capital and value of the state"
    assert keys(place, misleading, Work(ids=(Identifier(scheme, value),)))[0] == key


@pytest.mark.parametrize(("volume", "pages", "found"), [("47", "99", True), ("47", "100", False), ("", "99", False)])
def test_a_serial_number_needs_volume_and_first_page(place: Folder, volume: str, pages: str, found: bool) -> None:
    asked = Work(volume=volume, pages=pages, ids=(Identifier("issn", "0028-6060"),))
    misleading = "Trotsky, The Revolution Betrayed (1937)"
    assert (keys(place, misleading, asked, 1) == ["article"]) is found


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("See L. Trotsky, The Revolution Betrayed (New York 1937), pp. 12-15.", "betrayed"),
        ("Trotzki, Teh Revolutoin Betraied", "betrayed"),
        ("Trotsy Rvolution Betrayd", "betrayed"),
        ("Trotsyk, Rveolutoin Betaryde", "betrayed"),
        ("V. I. Lenin, Gosudarstvo i revoliutsiia, 1918", "state"),
        ("Ленин, Государство и революция", "state"),
        ("毛泽东, 国家与革命", "chinese"),
        ("ON FALLING RATES. quarterly notes", "article"),
    ],
    ids=str,
)
def test_a_reference_finds_its_record(place: Folder, text: str, key: str) -> None:
    assert keys(place, text)[0] == key


@pytest.mark.parametrize("text", ["", "?!", "-- ~ \\ [ ( :", "\x00", "qqqq xxxx"], ids=ascii)
def test_nothing_to_go_by_finds_nothing(place: Folder, text: str) -> None:
    assert keys(place, text) == []


def test_no_more_records_than_asked_for(place: Folder) -> None:
    assert len(keys(place, "capital and value of the revolution", limit=3)) == 3
    assert keys(place, "capital", limit=0) == []


def test_a_very_long_note_is_answered(place: Folder) -> None:
    words = " ".join(f"zq{number}" for number in range(20_000))
    assert keys(place, f"{words} The Revolution Betrayed, Trotsky 1937")[0] == "betrayed"
    assert keys(place, " ".join(str(number) for number in range(20_000)))


def test_records_are_the_catalogues_own(place: Folder) -> None:
    (record,) = Index(place).search(Query("Trotsky, The Revolution Betrayed", Work()), 1)
    assert (record.catalogue, record.work.authors[0].given, record.work.id("isbn")) == ("a", "Leon", "0873482255")


def test_duplicates_of_two_sources_are_one_record(tmp_path: Path) -> None:
    one = lines(tmp_path / "one.jsonl", BOOK)
    other = lines(tmp_path / "two.jsonl", BOOK | {"id": "second", "ISBN": None, "title": "The revolution betrayed."})
    (record,) = Index(built(tmp_path, one, other)).search(Query("Trotsky, Revolution Betrayed", Work()), 5)
    assert {record.key, *record.also} == {"betrayed", "second"}


def test_an_empty_catalogue_cannot_tell(tmp_path: Path) -> None:
    place = folder("a", str(tmp_path))
    with Builder(place):
        pass
    with pytest.raises(CatalogueError, match="is empty"):
        keys(place, "anything")


@pytest.mark.parametrize("damage", ["", "{", '{"segments": [{"segment_id": "x"}]}'])
def test_a_damaged_index_tells_how_to_rebuild(tmp_path: Path, damage: str) -> None:
    place = built(tmp_path, lines(tmp_path / "one.jsonl", BOOK))
    (place.index / "meta.json").write_text(damage)
    with pytest.raises(CatalogueError, match="rebuild it"):
        keys(place, "anything")
