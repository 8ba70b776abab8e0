"""Markdown with note syntax, ``[^1]`` and ``^[...]``, in all its dialects; without any, read as scanned pages are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from citecheck.model import Block, Call, Document, NoteKind, Place
from citecheck.read.assembly import Called, Inline, Inserted
from citecheck.read.brackets import Brackets
from citecheck.read.inline import scan
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
    gathered: dict[Definition, list[Block]] = {}
    written: list[Block | Definition] = []
    for piece in found:
        if isinstance(piece, Definition):
            gathered[piece] = []
            written.append(piece)
        else:
            block, *inserted = _running(piece, path)
            if piece.note is None:
                written.append(block)
            else:
                gathered[piece.note].append(block)
            written.extend(inserted)
    for item in written:
        block = _note(item, gathered[item], path) if isinstance(item, Definition) else item
        if block.text.plain or block.calls or block.kind:
            yield block


def _note(definition: Definition, passages: Sequence[Block], path: str) -> Block:
    """A note from its passages."""
    text, starts = joined([block.text for block in passages])
    shifted = zip(passages, starts, strict=True)
    calls = tuple(replace(call, offset=call.offset + start) for block, start in shifted for call in block.calls)
    place = Place(path, definition.line, definition.column)
    return Block(text, place, calls, NoteKind.FOOTNOTE, definition.label, definition.label)


def _running(passage: Passage, path: str) -> list[Block]:
    """A passage as a block, followed by the notes written inside it, each followed by those inside it."""
    first, inserted = _block(passage, passage.inline, path)
    written, waiting, brackets = [first], inserted[::-1], Brackets(passage.source)
    while waiting:
        note = waiting.pop()
        block, deeper = _block(passage, scan(passage.source, note.start, note.end, brackets), path)
        place = Place(path, *passage.place(note.source))
        written.append(replace(block, place=place, kind=NoteKind.FOOTNOTE, key=_key(place)))
        waiting += deeper[::-1]
    return written


def _block(passage: Passage, inline: Inline, path: str) -> tuple[Block, list[Inserted]]:
    """The block of a passage, or of a note inside it, and the notes that are written inside that."""
    marks: list[Called | Inserted] = sorted((*inline.called, *inline.inserted), key=lambda mark: mark.source)
    bare = cut(inline.text, 0, len(inline.text.plain), [(mark.offset, mark.offset) for mark in marks])
    calls = []
    for mark in marks:
        place = Place(path, *passage.place(mark.source))
        label, key = (mark.label, mark.label) if isinstance(mark, Called) else ("", _key(place))
        calls.append(Call(bare.moved(mark.offset), label, place, key))
    return Block(bare.text, Place(path, *passage.place(_first(inline.origins))), tuple(calls)), list(inline.inserted)


def _key(place: Place) -> str:
    """What binds a note without a name to its mark: where both stand."""
    return f"^{place.line}:{place.column}"


def _first(origins: tuple[tuple[int, int], ...]) -> int:
    return origins[0][1] if origins else 0
