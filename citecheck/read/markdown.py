"""Markdown with note syntax, ``[^1]`` and ``^[...]``, in all its dialects; without any, read as scanned pages are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from citecheck.model import Block, Call, Document, NoteKind, Place, Text
from citecheck.read.inline import Called, Inserted, scan
from citecheck.read.language import guess_language
from citecheck.read.markup import Definition, Passage, passages
from citecheck.read.ocr import typed_document
from citecheck.read.paragraph import cut, joined
from citecheck.read.source import decode


class Markdown:
    """Reads CommonMark with footnotes as pandoc, Quarto, kramdown, GitHub and MultiMarkdown write them."""

    name = "markdown"
    suffixes = (".md", ".markdown", ".mkd", ".mdown", ".text", ".txt", ".qmd", ".rmd")

    def recognizes(self, head: bytes) -> bool:  # noqa: ARG002 - plain text is never recognized beyond doubt
        """Never: the suffix or the user must say."""
        return False

    def read(self, data: bytes, path: Path) -> Document:
        """The document in `data`; ReadError where it is not text."""
        text, warnings = decode(data, path)
        body, language = _without_front_matter(text)
        found = tuple(_blocks(passages(_without_fences(body)), str(path))) if _SYNTAX.search(body) else ()
        if not any(block.kind for block in found):
            typed = typed_document(body, path, warnings)
            if any(block.kind for block in typed.blocks) or not any(block.calls for block in found):
                return replace(typed, language=language or typed.language)
        return Document(str(path), self.name, found, language or guess_language(body), warnings=warnings)


_SYNTAX = re.compile(r"\[\^|\^\[")
_FRONT_MATTER = re.compile(r"(?:---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)|\+\+\+[ \t]*\n(?:.*\n)*?\+\+\+)[ \t]*(?:\n|\Z)")
_LANGUAGE = re.compile(r"^lang(?:uage)?\s*[:=]\s*[\"']?([A-Za-z]{2})(?:[-_][A-Za-z]+)?[\"']?\s*$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t>]*:{3,}[ \t]*(?:\{[^{}]*\}|[\w-]+)?[ \t]*:*[ \t]*$", re.MULTILINE)
_SETTING = re.compile(r"^[\w-]+\s*[:=]", re.MULTILINE)
_VISIBLE = re.compile(r"[^\n]+")


def _without_front_matter(text: str) -> tuple[str, str | None]:
    """The text with its front matter blanked out, so that lines keep their numbers, and the language it names."""
    found = _FRONT_MATTER.match(text)
    if found is None or not _SETTING.search(found.group()):
        return text, None
    language = _LANGUAGE.search(found.group())
    return "\n" * found.group().count("\n") + text[found.end() :], language[1].lower() if language else None


def _without_fences(text: str) -> str:
    """The text without pandoc's ``::: {.class}`` lines, which would otherwise run into the paragraph beside them."""
    return _FENCE.sub(lambda found: _VISIBLE.sub("", found.group()), text)


def _blocks(found: Iterable[Passage | Definition], path: str) -> Iterator[Block]:
    """The blocks of a file in order; the passages of a note are gathered where its definition stands."""
    notes: dict[Definition, int] = {}
    written: list[Block] = []
    for piece in found:
        if isinstance(piece, Definition):
            notes[piece] = len(written)
            place = Place(path, piece.line, piece.column)
            written.append(Block(Text(""), place, (), NoteKind.FOOTNOTE, piece.label, piece.label))
        elif piece.note is None:
            written.extend(_running(piece, path))
        else:
            block, *inserted = _running(piece, path)
            at = notes[piece.note]
            written[at] = _extended(written[at], block)
            written.extend(inserted)
    return (block for block in written if block.text.plain or block.calls or block.kind)


def _running(passage: Passage, path: str, start: int = 0, end: int | None = None) -> list[Block]:
    """A passage, or a part of it, as a block, followed by the notes written inside it."""
    inline = passage.inline if end is None else scan(passage.source, start, end)
    marks: list[Called | Inserted] = sorted((*inline.called, *inline.inserted), key=lambda mark: mark.source)
    bare = cut(inline.text, 0, len(inline.text.plain), [(mark.offset, mark.offset) for mark in marks])
    calls, notes = [], []
    for mark in marks:
        place = Place(path, *passage.place(mark.source))
        if isinstance(mark, Inserted):
            key = f"^{place.line}:{place.column}"
            calls.append(Call(bare.moved(mark.offset), "", place, key))
            first, *deeper = _running(passage, path, mark.start, mark.end)
            notes += [replace(first, place=place, kind=NoteKind.FOOTNOTE, key=key), *deeper]
        else:
            calls.append(Call(bare.moved(mark.offset), mark.label, place, mark.label))
    return [Block(bare.text, Place(path, *passage.place(_first(inline.origins))), tuple(calls)), *notes]


def _first(origins: tuple[tuple[int, int], ...]) -> int:
    return origins[0][1] if origins else 0


def _extended(note: Block, more: Block) -> Block:
    """The note with one more paragraph."""
    if not note.text.plain:
        return replace(note, text=more.text, calls=more.calls)
    shift = len(note.text.plain) + 1
    calls = tuple(replace(call, offset=call.offset + shift) for call in more.calls)
    return replace(note, text=joined(note.text, more.text), calls=note.calls + calls)
