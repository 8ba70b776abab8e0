"""Diagnostics with the record's wording as a suggestion, where it is sure which characters it replaces."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from citecheck.model import Difference, Document, Finding, Level, Place, Report
from citecheck.report.manuscript import Lines
from citecheck.report.rdjson import RdjsonReporter
from tests.report.samples import CHECKED, DIFFERS

NOTE = "Prose.[^1]\n\n[^1]: Ł. Trotsky, *Results & Prospects*, 1955.\n"


def diagnostic(path: Path, cited: str, record: str) -> dict[str, Any]:
    finding = Finding("CC303", Level.WARNING, "year", Place(str(path), 3, 1), "", "1", 1, "0d")
    note = replace(
        CHECKED.notes[0],
        judgements=(None, replace(DIFFERS, differences=(Difference("issued", cited, record, "CC303"),))),
    )
    one = replace(CHECKED, document=Document(str(path), "markdown", ()), notes=(note,), findings=(finding,))
    (told,) = json.loads(RdjsonReporter().render(Report((one,), "1")))["diagnostics"]
    return dict(told)


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_text(NOTE, "utf-8")
    return path


def test_a_suggestion_replaces_what_is_cited(manuscript: Path) -> None:
    (one,) = diagnostic(manuscript, "1955", "1974")["suggestions"]
    start, end = one["range"]["start"], one["range"]["end"]
    line = manuscript.read_bytes().split(b"\n")[start["line"] - 1]
    mended = line[: start["column"] - 1] + one["text"].encode() + line[end["column"] - 1 :]
    assert start["line"] == end["line"]
    assert mended.decode() == "[^1]: Ł. Trotsky, *Results & Prospects*, 1974."


@pytest.mark.parametrize("cited", ["1956", "s", ""])
def test_no_suggestion_where_it_is_not_there_just_once(manuscript: Path, cited: str) -> None:
    assert "suggestions" not in diagnostic(manuscript, cited, "1974")


def test_no_suggestion_without_the_file(tmp_path: Path) -> None:
    told = diagnostic(tmp_path / "gone.md", "1955", "1974")
    assert "suggestions" not in told
    assert told["location"]["range"] == {"start": {"line": 3, "column": 1}}


def test_columns_count_bytes_where_the_line_is_known(manuscript: Path, tmp_path: Path) -> None:
    assert Lines(str(manuscript)).position(3, 9) == {"line": 3, "column": 10}
    assert Lines(str(tmp_path / "gone.md")).position(3, 9) == {"line": 3}
