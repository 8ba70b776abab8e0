"""Markdown as converters of scanned and printed pages write it: notes are paragraphs that open with their number."""

from __future__ import annotations

from pathlib import Path

from citecheck.model import Document
from citecheck.read.language import guess_language
from citecheck.read.markup import Passage, numbered, passages
from citecheck.read.paragraph import Paragraph
from citecheck.read.source import decode
from citecheck.read.typed import blocks


class OcrMarkdown:
    """Reads marks such as ``<sup>(1)</sup>``, ``(1)``, ``[1]`` or ``*``, and the notes at the feet of pages."""

    name = "ocr-md"
    suffixes = (".md", ".markdown", ".mkd", ".mdown", ".text", ".txt")

    def recognizes(self, head: bytes) -> bool:  # noqa: ARG002 - plain text is never recognized beyond doubt
        """Never: the suffix or the user must say."""
        return False

    def read(self, data: bytes, path: Path) -> Document:
        """The document in `data`; ReadError where it is not text."""
        text, warnings = decode(data, path)
        return typed_document(text, path, warnings)


def typed_document(text: str, path: Path, warnings: tuple[str, ...]) -> Document:
    """The document in a text whose notes are plain paragraphs."""
    found = [_paragraph(numbered(p)) for p in passages(text, pages=True) if isinstance(p, Passage)]
    return Document(
        str(path), OcrMarkdown.name, blocks(found, str(path), whole=True), guess_language(text), warnings=warnings
    )


def _paragraph(passage: Passage) -> Paragraph:
    inline = passage.inline
    origins = tuple((offset, *passage.place(source)) for offset, source in inline.origins)
    return Paragraph(inline.text, inline.raised, origins, inline.anchors, passage.heading, passage.ruled)
