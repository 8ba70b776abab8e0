"""Notebooks: what is read, and where it is said to stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from citecheck.errors import ReadError
from citecheck.model import Document
from citecheck.notes import find
from citecheck.protocols import Reader
from citecheck.read.notebook import Notebook

PATH = Path("essay.ipynb")


def cell(source: str | list[str], kind: str = "markdown") -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {"source": "elsewhere"}, "source": source}


def written(*cells: dict[str, Any], **settings: Any) -> str:
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4}, **settings)


def read(raw: str) -> Document:
    return Notebook().read(raw.encode(), PATH)


MARK = ["# Title\n", "\n", 'He said "so" – yes 😀.[^1]\n']
NOTE = "Text.\n\n[^1]: R. Pipes, *Gulag*."


def test_is_a_reader() -> None:
    assert isinstance(Notebook(), Reader)


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (written(cell("x"), indent=1).encode(), True),
        (written(cell("x")).encode(), True),
        (b'{"cells": []}', False),
        (b'[{"cell_type": "markdown"}]', False),
        (b'{"type": "article"}', False),
    ],
    ids=str,
)
def test_recognizes_notebooks(head: bytes, known: bool) -> None:
    assert Notebook().recognizes(head) is known


@pytest.mark.parametrize("settings", [{"indent": 1}, {}, {"indent": 1, "ensure_ascii": False}], ids=str)
def test_marks_and_notes_in_the_lines_of_the_file(settings: dict[str, Any]) -> None:
    raw = written(cell(MARK), cell("x = '[^1]: no note'", "code"), cell(NOTE), **settings)
    document = read(raw)
    (note,) = find(document).notes
    assert (note.text.plain, note.text.emphasis) == ("R. Pipes, Gulag.", ((10, 15),))
    assert note.mark is not None
    assert note.mark.sentence == 'He said "so" – yes 😀.'
    lines = raw.split("\n")
    for place, begins in ((note.mark.place, "[^1]\\n"), (note.place, "[^1]: R.")):
        assert place.line is not None
        assert place.column is not None
        assert lines[place.line - 1][place.column - 1 :].startswith(begins)


def test_code_and_what_it_puts_out_are_left_aside() -> None:
    code = cell(["# A.[^1]\n", "[^1]: no"], "code") | {"outputs": [{"text": ["B.[^2]\n", "[^2]: no"]}]}
    assert not [block for block in read(written(code, cell("Text."))).blocks if block.kind or block.calls]


def test_cells_are_paragraphs_of_their_own() -> None:
    assert [block.text.plain for block in read(written(cell("One"), cell([]), cell("Two"))).blocks] == ["One", "Two"]


def test_a_notebook_of_version_three() -> None:
    raw = json.dumps({"worksheets": [{"cells": [cell(NOTE)]}], "nbformat": 3})
    assert [block.text.plain for block in read(raw).blocks if block.kind] == ["R. Pipes, Gulag."]


@pytest.mark.parametrize("raw", ["{", "[]", '{"cells": 1}', '{"a": []}', "[" * 100_000], ids=lambda raw: raw[:12])
def test_what_is_no_notebook_is_an_error(raw: str) -> None:
    with pytest.raises(ReadError):
        read(raw)


def test_a_great_many_cells() -> None:
    document = read(written(*(cell(f"A.[^{n}]\n\n[^{n}]: Note {n}.") for n in range(2_000)), cell([]), cell("")))
    assert len([block for block in document.blocks if block.kind]) == 2_000
