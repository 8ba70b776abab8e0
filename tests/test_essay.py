"""The sample case, an OCR'd chapter with twelve notes, against the truth in the shared folder, where that is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from citecheck import pipeline
from citecheck.config import Settings
from citecheck.model import CheckedNote, Report
from citecheck.text import fold
from tests.conftest import ROOT

MANUSCRIPTS = ROOT.parent / "shared" / "manuscripts"
ESSAY, TRUTH = MANUSCRIPTS / "ocr-md" / "essay.md", MANUSCRIPTS / "truth" / "essay.md.json"

pytestmark = pytest.mark.skipif(not ESSAY.is_file(), reason="the shared manuscripts are not here")


@pytest.fixture(scope="module")
def report() -> Report:
    return pipeline.check(ESSAY, Settings(("shelf",)))


@pytest.fixture(scope="module")
def truth() -> list[dict[str, Any]]:
    notes: list[dict[str, Any]] = json.loads(TRUTH.read_text("utf-8"))["notes"]
    return notes


def notes(report: Report) -> list[CheckedNote]:
    return list(report.documents[0].notes)


def test_every_note_is_read_and_paired(report: Report, truth: list[dict[str, Any]]) -> None:
    found = [(int(n.parsed.note.label), n.parsed.note.place.line, n.parsed.note.mark) for n in notes(report)]
    assert [(label, line) for label, line, _ in found] == [(row["n"], row["line"]) for row in truth]
    assert [mark and mark.place.line for _, _, mark in found] == [row["marker"]["line"] for row in truth]


def test_what_each_note_holds(report: Report) -> None:
    contents = {n.parsed.note.label: n.parsed.content.value for n in notes(report)}
    assert contents == {str(n): "citation" for n in range(1, 13)} | {"1": "mixed", "5": "commentary"}


def test_the_works_of_each_note(report: Report, truth: list[dict[str, Any]]) -> None:
    for note, row in zip(notes(report), truth, strict=True):
        works = [one.work for one in note.parsed.citations if one.work]
        assert len(works) == len(row["works"]), row["n"]
        for work, true in zip(works, row["works"], strict=True):
            assert work.authors[0].family in true["author"]
            if row["n"] != 1:  # the truth describes the letter in words of its own
                assert fold(work.title) == fold(true["title"])


def test_authors_that_only_the_body_names_are_inferred(report: Report) -> None:
    inferred = {
        n.parsed.note.label: {one.work.authors[0].family for one in n.parsed.citations if one.work}
        for n in notes(report)
        if any("author" in one.inferred for one in n.parsed.citations)
    }
    assert inferred == {
        "2": {"Lenin"}, "3": {"Trotsky"}, "6": {"Kautsky"}, "7": {"Trotsky"}, "8": {"Lenin"}, "9": {"Lenin"},
    }  # fmt: skip


def test_two_years_and_the_work_before(report: Report) -> None:
    cliff, ibid = (n.parsed.citations[0] for n in notes(report)[10:])
    assert cliff.work is not None
    assert cliff.work.issued is not None
    assert cliff.work.original is not None
    assert (cliff.work.issued.year, cliff.work.original.year) == (1974, 1955)
    assert ibid.role == "ibid"
    assert ibid.refers_to is not None
    assert ibid.refers_to.note == "11"


def test_ten_works_of_which_one_is_nowhere(report: Report) -> None:
    assert len(report.bibliography.entries) == 10
    assert [(f.code, f.note) for f in report.documents[0].findings] == [("CC201", "10")]
