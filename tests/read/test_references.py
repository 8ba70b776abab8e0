"""Lists of works at the end of a manuscript: instead of notes, or behind them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citecheck.model import Block, Document, NoteKind, Place, Text
from citecheck.read import with_references

HOME = Place("paper.md")
POLANYI = "Polanyi, Karl. The Great Transformation. New York, 1944."
SCOTT = "Scott, James C. The Moral Economy of the Peasant. New Haven, 1976."


def document(*texts: str, note: bool = False) -> Document:
    blocks = tuple(Block(Text(text), HOME) for text in texts)
    notes = (Block(Text("A note."), HOME, kind=NoteKind.FOOTNOTE, label="1"),) if note else ()
    return Document("paper.md", "markdown", (*blocks, *notes))


def listed(one: Document) -> list[tuple[str, str]]:
    return [(b.label, b.text.plain) for b in with_references(one).blocks if b.kind is NoteKind.REFERENCE]


@pytest.mark.parametrize(
    "heading",
    ["References", "Bibliography", "WORKS CITED", "7. References", "Literaturverzeichnis", "Список литературы"],
)
def test_the_paragraphs_under_a_heading_are_references(heading: str) -> None:
    assert listed(document("Text (1944).", heading, POLANYI, SCOTT)) == [("", POLANYI), ("", SCOTT)]


@pytest.mark.parametrize(("number", "label"), [("[12] ", "12"), ("3. ", "3"), ("(4) ", "4"), ("[Pol44] ", "Pol44")])
def test_a_number_is_the_label(number: str, label: str) -> None:
    assert listed(document("References", number + POLANYI)) == [(label, POLANYI)]


def test_the_list_ends_at_the_next_heading() -> None:
    assert listed(document("References", POLANYI, "Appendix", "Tables of 1944 follow.")) == [("", POLANYI)]


@pytest.mark.parametrize(
    "one",
    [
        document("References to the market abound in this text of 1944.", POLANYI),
        document("Sources", "They are many.", "They are good."),
        document("Text.", POLANYI),
    ],
    ids=["a sentence", "no dates", "no heading"],
)
def test_what_is_no_list(one: Document) -> None:
    assert with_references(one) == one


def test_behind_notes_the_list_stands_apart() -> None:
    one = document("Text (1944).", "References", "1. " + POLANYI, SCOTT, note=True)
    read = with_references(one)
    assert read.blocks == one.blocks
    assert [(b.label, b.text.plain) for b in read.references] == [("1", POLANYI), ("", SCOTT)]
    assert with_references(document("Text.", "Bibliography", "There is none.", note=True)).references == ()


def test_references_that_a_reader_found_itself_are_left_to_it() -> None:
    entry = Block(Text(POLANYI), HOME, kind=NoteKind.REFERENCE)
    one = replace(document("References", SCOTT), blocks=(*document("References", SCOTT).blocks, entry))
    assert with_references(one) == one
