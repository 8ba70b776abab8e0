"""Each sample manuscript has its expectations beside it, and they agree with themselves and with the catalogue."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pybtex.database import parse_file

from citecheck import refs
from citecheck.findings import register
from citecheck.model import Content, Role, Verdict
from citecheck.text import fold

FOLDER = refs.folder() / "manuscripts"
SAMPLES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
CITED = re.compile(r"(?<!^)\[\^\w+\](?!:)|\^\[|\S<sup>\(\w+\)</sup>|\S <sup>\(\w+\)</sup>", re.MULTILINE)
NOTED = re.compile(r"^\[\^\w+\]:|\^\[|^<sup>\(\w+\)</sup>", re.MULTILINE)
EMPHASIS = re.compile(r"(?<!\\)\*+")


def expected(sample: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(sample.with_name(f"{sample.stem}.expected.json").read_text("utf-8"))
    return read


def items(sample: Path) -> list[dict[str, Any]]:
    return [item for note in expected(sample)["citations"] for item in note["items"]]


def known_titles() -> dict[str, set[str]]:
    """The folded titles in the catalogue, each with the folded names of those who wrote it."""
    found: dict[str, set[str]] = {}
    for file in (refs.folder() / "catalogue").glob("*.bib"):
        for entry in parse_file(str(file), "bibtex").entries.values():
            fields = entry.fields
            titles = [fields["title"], fields.get("shorttitle", ""), *fields.get("titlevariants", "").split(";")]
            people = {fold(" ".join(p.last_names)) for who in entry.persons.values() for p in who}
            for title in filter(None, titles):
                found.setdefault(fold(title), set()).update(people)
    return found


def test_every_sample_has_its_expectations_and_no_other() -> None:
    assert {path.stem for path in SAMPLES} == {
        path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.json")
    }
    assert {"ocr-chapter", "notes-article", "nothing-to-find"} <= {path.stem for path in SAMPLES}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_notes_and_marks_are_as_many_as_the_text_has(sample: Path) -> None:
    text, told = sample.read_text("utf-8"), expected(sample)
    assert len(NOTED.findall(text)) == told["notes"] == len(told["citations"])
    assert len(CITED.findall(text)) == told["marks"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_each_note_opens_as_it_is_said_to(sample: Path) -> None:
    plain = EMPHASIS.sub("", sample.read_text("utf-8"))
    for note in expected(sample)["citations"]:
        label = {"inline": r"\^\["}.get(note["note"], rf"^(?:\[\^{note['note']}\]:|<sup>\({note['note']}\)</sup>)")
        assert re.search(label + r" ?" + re.escape(note["opens"]), plain, re.MULTILINE), note["note"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_expectations_use_the_words_of_the_interface(sample: Path) -> None:
    told = expected(sample)
    labels = {note["note"] for note in told["citations"]}
    assert {note["content"] for note in told["citations"]} <= set(Content)
    assert {item["role"] for item in items(sample)} <= set(Role)
    assert {item["verdict"] for item in items(sample)} - {None} <= set(Verdict)
    assert {item["refers_to"] for item in items(sample)} - {None} <= labels
    assert {finding["code"] for finding in told["findings"]} <= set(register())
    assert {finding["note"] for finding in told["findings"]} - {None} <= labels


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_works_are_counted_by_title_and_author(sample: Path) -> None:
    works = {(fold(item["title"]), *item["authors"]) for item in items(sample) if item["title"]}
    assert len(works) == expected(sample)["works"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_what_is_said_to_resolve_is_in_the_catalogue_and_what_is_not_is_absent(sample: Path) -> None:
    known = known_titles()
    for item in items(sample):
        authors = known.get(fold(item["title"]), set())
        holds = any(fold(name) in authors for name in item["authors"])
        assert holds == (item["verdict"] in {"resolved", "differs"}), item["title"]
