"""The labelled pairs are sound: every row reads, says why, and both labels and every pattern are there."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from benchmarks.pairs import pairs
from citecheck import refs
from citecheck.text import fold, is_latin

ROWS = list(csv.DictReader((refs.folder() / "pairs.csv").read_text("utf-8").splitlines()))
GROUPS = Counter(row["group"] for row in ROWS)
FABRICATIONS = (
    "invented title", "swapped author", "dropped author", "added author", "chimera", "near-miss title",
    "DOI of another work", "DOI that does not exist", "future year", "wrong container", "preprint",
)  # fmt: skip
HUMANITIES = {
    "translation": 40, "reprint": 8, "other edition": 25, "other edition is another work": 3, "collected works": 10,
    "other volume": 20, "other part": 3, "chapter": 4, "chapter against book": 6, "other chapter": 2,
    "review of the book": 8, "same title": 30, "several authors": 2, "transliteration": 15, "other script": 3,
    "pseudonym": 8, "name form": 10, "archive": 2, "thesis": 3, "pamphlet": 1, "newspaper": 2, "other work": 40,
}  # fmt: skip


def test_there_are_hundreds_and_half_of_them_are_of_one_work() -> None:
    labels = Counter(row["label"] for row in ROWS)
    assert set(labels) == {"same", "different"}
    assert len(ROWS) >= 420
    assert 0.4 <= labels["same"] / len(ROWS) <= 0.6


def test_every_row_reads_and_says_why() -> None:
    assert len(list(pairs())) == len(ROWS)  # kinds, years and names are read; a wrong one raises
    assert [row["text"] for row in ROWS if not (row["text"] and row["record_title"] and row["group"])] == []
    assert [row["text"] for row in ROWS if not row["reason"]] == []
    assert [row["text"] for row in ROWS if None in row or None in row.values()] == []


def test_values_are_trimmed_and_names_whole() -> None:
    assert [row["text"] for row in ROWS if any(value != value.strip() for value in row.values())] == []
    people = [row[name] for row in ROWS for name in ("author", "editor", "record_author", "record_editor")]
    assert [names for names in people if any(not fold(name) for name in names.split(";")) and names] == []


def test_no_row_comes_twice() -> None:
    said = ("text", "author", "record_title", "record_author", "record_year", "record_volume")
    counted = Counter(tuple(row[name] for name in said) for row in ROWS)
    assert [row for row, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", ["title", "year"])
def test_what_is_cited_is_printed(name: str) -> None:
    """An author may be inferred from the body; what the title and the year are said to be stands in the reference."""
    assert [row["text"] for row in ROWS if fold(row[name]) not in fold(row["text"])] == []


@pytest.mark.parametrize(("group", "least"), [*((name, 1) for name in FABRICATIONS), *HUMANITIES.items()], ids=str)
def test_every_pattern_is_there(group: str, least: int) -> None:
    assert GROUPS[group] >= least


def test_they_speak_many_languages_and_of_many_people() -> None:
    assert len({fold(row["record_author"] or row["record_editor"]) for row in ROWS}) >= 140
    assert sum(not is_latin(row["text"]) for row in ROWS) >= 10
    assert sum(not is_latin(row["record_title"]) for row in ROWS) >= 20
