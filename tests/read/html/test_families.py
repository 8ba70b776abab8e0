"""One small page for each family of markup: two marks, two notes, and the texts they must come to."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from citecheck.model import Block
from citecheck.read.html import Html
from citecheck.read.html.families import is_fragment

TEXTS = ("R. Pipes, Lenin, 1923.", "Ibid., p. 4.")

FAMILIES = tomllib.loads(Path(__file__).with_name("families.toml").read_text("utf-8"))


def read(body: str) -> tuple[Block, ...]:
    page = f"<!DOCTYPE html><html lang='en'><head><title>T</title></head><body>{body}</body></html>"
    return Html().read(page.encode(), Path("page.html")).blocks


@pytest.mark.parametrize("family", FAMILIES, ids=str)
def test_each_family_is_read(family: str) -> None:
    expected = FAMILIES[family]
    blocks = read(expected["body"])
    notes = [block for block in blocks if block.kind]
    calls = [call for block in blocks if not block.kind for call in block.calls]
    assert tuple(note.text.plain for note in notes) == TEXTS
    assert [note.label for note in notes] == [call.label for call in calls] == expected["labels"]
    assert [note.key for note in notes] == [call.key for call in calls]
    assert all(note.key for note in notes)
    assert {note.kind for note in notes} == {expected["kind"]}
    assert notes[0].text.emphasis == ((10, 15),)


@pytest.mark.parametrize("family", FAMILIES, ids=str)
def test_marks_leave_no_trace_in_the_running_text(family: str) -> None:
    running = next(block for block in read(FAMILIES[family]["body"]) if not block.kind)
    said = " ".join(running.text.plain.replace("And more", "More").split())
    assert said == "He said so. More."
    assert running.text.plain[: running.calls[0].offset] == "He said so."


@pytest.mark.parametrize(
    "name", ["cite_note-Smith-3", "fn1", "fn:1", "_ftn12", "note-ix", "n1", "Footnote_1_1"], ids=str
)
def test_names_that_notes_bear(name: str) -> None:
    assert is_fragment(name)


@pytest.mark.parametrize(
    "name", ["_ednref1", "fnref1", "cite_ref-1", "news2020", "section-1", "notes", "FNanchor_1_1", ""], ids=str
)
def test_names_that_notes_do_not_bear(name: str) -> None:
    assert not is_fragment(name)
