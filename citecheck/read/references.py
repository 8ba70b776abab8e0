"""A list of works at the end of a manuscript: without notes each entry is checked as a note is, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from citecheck import refs
from citecheck.model import Block, Document, NoteKind
from citecheck.text import fold

_LONGEST = 60  # characters of a heading
_HASHES = re.compile(r"^[#*\s\d.IVX]+(?=[^\W\d_])")
_NUMBER = re.compile(r"\s*(?:\[(?P<bracketed>[\w+-]{1,8})\]|\(?(?P<plain>\d{1,3})[.)])\s+")
_DATED = re.compile(r"\b1[4-9]\d\d|\b20\d\d|\bn\. ?d\.|\bs\. ?[da]\.|\bo\. ?J\.|https?://|\b10\.\d{4}", re.IGNORECASE)


def with_references(document: Document) -> Document:
    """The document, with the paragraphs under its last heading such as "References" as notes of kind reference.

    Where it has notes, they are its `references` instead: who writes notes cites in them, and the list repeats it. The
    list goes on to the next heading; where nothing in it bears a date or an address, it is none.
    """
    begin = next((i + 1 for i in range(len(document.blocks) - 1, -1, -1) if _is_heading(document.blocks[i])), None)
    if begin is None:
        return document
    end = next((i for i in range(begin, len(document.blocks)) if _ends(document.blocks[i])), len(document.blocks))
    if any(block.kind is NoteKind.REFERENCE for block in document.blocks):
        return document
    entries = [block for block in document.blocks[begin:end] if block.kind is None]
    if not any(_DATED.search(block.text.plain) for block in entries):
        return document
    if any(block.kind for block in document.blocks):
        return replace(document, references=tuple(_listed(entries)))
    return replace(document, blocks=(*document.blocks[:begin], *_listed(entries), *document.blocks[end:]))


def _is_heading(block: Block) -> bool:
    text = block.text.plain.strip()
    return len(text) <= _LONGEST and fold(_HASHES.sub("", text)) in _headings()


def _ends(block: Block) -> bool:
    """Whether a paragraph is the next heading: short, without a date, a comma or a stop."""
    text = block.text.plain.strip()
    return len(text) <= _LONGEST and not _DATED.search(text) and not re.search(r"[.,:;]", text)


def _listed(entries: Sequence[Block]) -> list[Block]:
    return [_entry(block) for block in entries if block.text.plain.strip()]


def _entry(block: Block) -> Block:
    """The paragraph as a reference; its number, if it has one, is its label and no part of its text."""
    number = _NUMBER.match(block.text.plain)
    if number is None:
        return replace(block, kind=NoteKind.REFERENCE, calls=())
    label = number["bracketed"] or number["plain"]
    text = block.text.slice(number.end(), len(block.text.plain))
    return replace(block, kind=NoteKind.REFERENCE, calls=(), label=label, text=text)


@cache
def _headings() -> frozenset[str]:
    return frozenset(fold(heading) for language in refs.words("headings").values() for heading in language)
