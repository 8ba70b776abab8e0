from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from citecheck.catalogues.index.packing import packed, unpacked
from citecheck.model import Date, Name, Record, Work
from tests.strategies import works


@given(works())
def test_a_record_comes_back_as_it_was(work: Work) -> None:
    record = Record(work, "shelf", "key", "https://example.org/")
    assert unpacked(packed(record), "shelf") == record


@pytest.mark.parametrize(
    "work",
    [
        Work(),
        Work(authors=(Name(literal="ICFI"), Name(given="Plato"), Name("Sun", particle="van"))),
        Work(issued=Date(1917, 10), original=Date(-399)),
        Work(issued=Date(0), variants=("A", "B")),
        Work(issued=Date(1917, end_year=1923)),
        Work(issued=Date(-1, end_year=0)),
    ],
    ids=str,
)
def test_rare_fields_come_back(work: Work) -> None:
    assert unpacked(packed(Record(work, "a", "k")), "a").work == work


def test_a_damaged_text_is_kept_without_its_damage() -> None:
    assert unpacked(packed(Record(Work(title="The \udce9tat"), "a", "k")), "a").work.title == "The ?tat"


def test_a_line_s_end_within_a_text_becomes_a_space() -> None:
    work = Work(title="A title\nin lines", container="B", language="en")
    assert unpacked(packed(Record(work, "a", "k")), "a").work == replace(work, title="A title in lines")
