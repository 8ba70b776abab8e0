"""LaTeX: footnotes, endnotes, title notes and notes out of .bib files, with the files the manuscript reads in."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from citecheck.model import Block, Document, NoteKind
from citecheck.read.language import guess_language
from citecheck.read.latex import citations, commands, notes
from citecheck.read.latex.interpreter import Interpreter
from citecheck.read.latex.source import Source, decoded

__all__ = ["Latex"]

_HEAD = re.compile(rb"\s*(?:%[^\n]*\n\s*)*\\(?:documentclass|documentstyle|RequirePackage|PassOptionsToPackage)\b")


class Latex:
    """The reader of .tex files."""

    name = "latex"
    suffixes = (".tex", ".latex", ".ltx")

    def recognizes(self, head: bytes) -> bool:
        """Whether it begins, behind comments, with what only a LaTeX document begins with."""
        return _HEAD.match(head) is not None

    def read(self, data: bytes, path: Path) -> Document:
        """The document and the files it reads in; ReadError for binary data, circles and endless macros."""
        text, warnings = decoded(data, path)
        source = Source(text, str(path))
        run = Interpreter(
            path,
            commands.commands() | notes.commands() | citations.commands(),
            commands.environments() | citations.environments(),
        )
        run.bibliography.announce(source.text)
        blocks = run.run(source)
        language = run.language or guess_language("\n".join(block.text.plain for block in blocks))
        return Document(
            str(path), self.name, _with_references(blocks), language, warnings=(*warnings, *run.folder.warnings)
        )


def _with_references(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with the list of references where there are no notes beside it; else its entries are running text.

    A paper that has both cites its list by number in the text: those are no notes, and its notes are what is checked.
    """
    listed = {block.key: block.label for block in blocks if block.kind is NoteKind.REFERENCE}
    if any(block.kind in (NoteKind.FOOTNOTE, NoteKind.ENDNOTE) for block in blocks):
        listed = {}
    return tuple(_resolved(block, listed) for block in blocks)


def _resolved(block: Block, listed: dict[str, str]) -> Block:
    """A block whose marks into the list of references bear their labels, or are gone where there is no list."""
    if block.kind is NoteKind.REFERENCE and block.key not in listed:
        block = replace(block, kind=None, label="", key="")
    if not any(call.key.startswith(citations.REFERENCE) for call in block.calls):
        return block
    calls = (
        replace(call, label=listed[call.key]) if call.key in listed else call
        for call in block.calls
        if call.key in listed or not call.key.startswith(citations.REFERENCE)
    )
    return replace(block, calls=tuple(calls))
