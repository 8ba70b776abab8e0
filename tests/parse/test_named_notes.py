"""Markdown names its notes, and prints numbers: "see note 1" means the first."""

from __future__ import annotations

import pytest

from citecheck.model import Note, Place, Reference, Text
from citecheck.parse import parse

HOME = Place("chapter.md")


@pytest.mark.parametrize(
    ("labels", "pointer", "target"),
    [
        (("polanyi", "x"), "See note 1 above.", Reference("polanyi", 0)),
        (("1", "2"), "See note 1 above.", Reference("1", 0)),
        (("7", "8"), "See note 1 above.", None),
        (("polanyi", "x"), "See note 9 above.", None),
    ],
    ids=str,
)
def test_a_number_means_the_note_that_is_printed_so(
    labels: tuple[str, str], pointer: str, target: Reference | None
) -> None:
    texts = ("Karl Polanyi, The Great Transformation (1944), 3.", pointer)
    notes = [Note(label, Text(text), HOME, label) for label, text in zip(labels, texts, strict=True)]
    *_, last = parse(notes)
    assert [one.refers_to for one in last.citations] == [target]
