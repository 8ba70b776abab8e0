"""Comments in a manuscript's source that speak to citecheck: ``<!-- citecheck: ... -->`` and ``% citecheck: ...``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from citecheck.model import Document, Place, Remark
from citecheck.read.source import decode, load

_MARKUP = re.compile(r"<!--\s*citecheck\s*:\s*((?:(?!-->).){0,1000})-->", re.DOTALL)
_TEX = re.compile(r"(?<!\\)(?:\\\\)*%+[ \t]*citecheck[ \t]*:[ \t]*(.*)")
_CODE = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?(?:^(?P=fence)|\Z)|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_VISIBLE = re.compile(r"[^\n]")
_COMMENTS = {  # by the format's name; elsewhere places do not count lines of a source
    **dict.fromkeys(("markdown", "ocr-md", "html", "jats", "tei", "docbook"), _MARKUP),
    "latex": _TEX,
}
_WITH_CODE = frozenset({"markdown", "ocr-md"})
_PLAIN = _WITH_CODE | {"latex"}


def with_remarks(document: Document, data: bytes) -> Document:
    """The document with the comments in its source, and in the files it reads in, that speak to citecheck."""
    comment = _COMMENTS.get(document.format)
    if comment is None:
        return document
    found: list[Remark] = []
    for path in dict.fromkeys((document.path, *(block.place.path for block in document.blocks))):
        content = data if path == document.path else load(Path(path))
        if b"citecheck" in content:
            found += _remarks(_text(content, path, document.format), comment, path)
    return replace(document, remarks=tuple(found))


def _text(content: bytes, path: str, form: str) -> str:
    """The characters, in lines as the reader of the format counts them: a parser of markup knows line feeds only."""
    if form not in _PLAIN:
        return content.decode("utf-8", "replace").replace("\r\n", "\n")
    text, _ = decode(content, Path(path))
    return _without_code(text) if form in _WITH_CODE else text


def _without_code(text: str) -> str:
    """The text with code blanked out: what a page about citecheck shows is not said to it."""
    return _CODE.sub(lambda found: _VISIBLE.sub(" ", found.group()), text)


def _remarks(text: str, comment: re.Pattern[str], path: str) -> Iterator[Remark]:
    line, last = 1, 0
    for found in comment.finditer(text):
        line += text.count("\n", last, found.start())
        last = found.start()
        begin = text.rfind("\n", 0, last) + 1
        end = text.find("\n", found.end())
        around = text[begin:last] + text[found.end() : end if end >= 0 else len(text)]
        yield Remark(" ".join(found[1].split()), Place(path, line, last - begin + 1), not around.strip())
