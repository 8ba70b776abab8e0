from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from citecheck.catalogues import FileCatalogue, Shelf
from citecheck.config import Settings
from citecheck.errors import CatalogueError, UsageError
from citecheck.model import Identifier, Name, Query, Work
from citecheck.protocols import Catalogue

ITEMS = [
    {
        "id": "trotsky",
        "type": "book",
        "title": "Results and Prospects",
        "author": [{"family": "Trotsky", "given": "Leon"}],
        "issued": {"date-parts": [[1906]]},
    },
    {
        "id": "lenin",
        "type": "book",
        "title": "Государство и революция",
        "author": [{"family": "Ленин", "given": "Владимир"}],
    },
    {
        "id": "lih",
        "type": "book",
        "title": "Lenin Rediscovered",
        "author": [{"family": "Lih", "given": "Lars"}],
        "ISBN": "9789004131200",
    },
]
BIB = """
@book{cliff, author = {Cliff, Tony}, title = {State Capitalism in Russia}, year = {1974}}

@book{pipes, author = {Pipes, Richard}, title = {The Russian Revolution}, year = {1990}}
"""


def ask(text: str, work: Work | None = None) -> Query:
    return Query(text, work or Work())


def write(path: Path, text: str) -> Path:
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mine.json", json.dumps(ITEMS)),
        ("mine.jsonl", "\n".join(json.dumps(item, ensure_ascii=False) for item in ITEMS)),
        ("mine.jsonl.gz", "\n".join(map(json.dumps, ITEMS)) + "\n\n"),
    ],
    ids=["json", "jsonl", "jsonl.gz"],
)
def test_csl_files(tmp_path: Path, name: str, text: str) -> None:
    catalogue = FileCatalogue(write(tmp_path / name, text))
    assert isinstance(catalogue, Catalogue)
    assert catalogue.name == "mine"
    (first, *_) = catalogue.search(ask("Trotsky, Results and prospects, 1906"), 5)
    assert (first.catalogue, first.key, first.work.authors) == ("mine", "trotsky", (Name("Trotsky", "Leon"),))
    assert catalogue.warnings == ()


def test_bibtex_file(tmp_path: Path) -> None:
    catalogue = FileCatalogue(write(tmp_path / "refs.bib", BIB))
    assert [record.key for record in catalogue.search(ask("Cliff, State Capitalism in Russia"), 1)] == ["cliff"]


def test_a_broken_entry_costs_itself_only(tmp_path: Path) -> None:
    broken = write(tmp_path / "a.jsonl", json.dumps(ITEMS[0]) + "\n{\n[1]\n" + json.dumps(ITEMS[2]))
    catalogue = FileCatalogue(broken)
    assert [record.key for record in catalogue.search(ask("Lars Lih, Lenin Rediscovered"), 1)] == ["lih"]
    assert len(catalogue.warnings) == 2
    assert f"{broken}:2" in catalogue.warnings[0]


def test_a_broken_bibtex_entry_costs_itself_only(tmp_path: Path) -> None:
    catalogue = FileCatalogue(
        write(tmp_path / "a.bib", BIB + "\n@book{broken, title = {No end\n\n" + BIB.replace("cliff", "cliff2"))
    )
    assert "pipes" in [record.key for record in catalogue.search(ask("Pipes, The Russian Revolution"), 5)]
    assert catalogue.warnings


@pytest.mark.parametrize("name", ["absent.bib", "a.docx", "a.txt"], ids=str)
def test_what_is_no_catalogue_is_refused_at_once(tmp_path: Path, name: str) -> None:
    if not name.startswith("absent"):
        write(tmp_path / name, "")
    with pytest.raises(UsageError, match=name):
        FileCatalogue(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.json", b"{"), ("b.json", b"3"), ("c.jsonl.gz", b"no gzip"), ("d.jsonl", b"\xff\xfe\x00")],
    ids=str,
)
def test_a_file_without_sense_cannot_be_asked(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    catalogue = FileCatalogue(tmp_path / name)
    with pytest.raises(CatalogueError, match=name):
        catalogue.search(ask("Trotsky"), 5)


def test_other_scripts_and_damaged_words(tmp_path: Path) -> None:
    catalogue = FileCatalogue(write(tmp_path / "a.json", json.dumps(ITEMS)))
    assert "lenin" in [r.key for r in catalogue.search(ask("Lenin, Gosudarstvo i revoliutsiia"), 5)]
    assert "trotsky" in [r.key for r in catalogue.search(ask("Троцкий, Results and Prospects"), 5)]
    assert "trotsky" in [r.key for r in catalogue.search(ask("Resu1tsand Prospe cts"), 5)]
    assert catalogue.search(ask(""), 5) == ()


def test_identifiers_in_either_length_come_first(tmp_path: Path) -> None:
    catalogue = FileCatalogue(write(tmp_path / "a.json", json.dumps(ITEMS)))
    cited = Work(title="Results and Prospects", ids=(Identifier("isbn", "9004131205"),))
    assert [record.key for record in catalogue.search(ask("Results and Prospects", cited), 5)] == ["lih", "trotsky"]


def test_the_shelf_is_built_from_settings() -> None:
    shelf = Shelf(Settings())
    assert shelf.name == "shelf"
    assert len(shelf.search(ask("Lenin, The State and Revolution"), 3)) <= 3
    assert shelf.warnings == ()
