"""A copy of the manuscript in Word with a comment at the mark of each note that has a finding; its text is not touched.

The one reporter that reads the manuscript again: what it writes is that file with comments in it.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from citecheck.errors import UsageError
from citecheck.model import Block, CheckedDocument, Finding, Note, Report
from citecheck.report.citing import line
from citecheck.report.summary import shown

AUTHOR, INITIALS = "citecheck", "cc"
_REFERENCES = {"fn": qn("w:footnoteReference"), "en": qn("w:endnoteReference")}  # by the first letters of a note's key
_ANCHORS = (qn("w:commentRangeStart"), qn("w:commentRangeEnd"))
_STRUCK = (qn("w:del"), qn("w:moveFrom"))


class DocxReporter:
    """`--format docx`."""

    name = "docx"

    def render(self, report: Report) -> bytes:
        """The copy; UsageError where the report is not of one .docx file. Comments of an earlier run are replaced."""
        one = _manuscript(report)
        word = _opened(one.document.path)
        _clear(word)
        anchors = _Anchors(word, one)
        for finding in shown(one):
            comment = word.add_comment(anchors.of(finding), _told(finding), AUTHOR, INITIALS)
            comment._comment_elm.attrib.pop(qn("w:date"), None)  # a report has no clock
        written = BytesIO()
        word.save(written)
        return written.getvalue()


def _manuscript(report: Report) -> CheckedDocument:
    if len(report.documents) != 1:
        raise UsageError(f"--format docx is for one manuscript, not {len(report.documents)}: check each by itself")
    (one,) = report.documents
    if one.document.format != "docx":
        raise UsageError(
            f"{one.document.path}: --format docx puts comments into a .docx file, and this was read as "
            f"{one.document.format}: use --format html or queries"
        )
    return one


def _opened(path: str) -> WordDocument:
    try:
        return docx.Document(BytesIO(Path(path).read_bytes()))
    except OSError as error:
        raise UsageError(f"{path}: --format docx reads the file again, and it cannot be read: {error}") from error
    except (BadZipFile, OpcError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise UsageError(
            f"{path}: comments cannot be put into it ({line(str(error))}): save it anew as .docx"
        ) from error


def _told(finding: Finding) -> str:
    """What is wrong, and in a paragraph of its own what to do."""
    head = f"{finding.code} ({finding.level.value}): {line(finding.message)}"
    return "\n".join(filter(None, (head, line(finding.hint))))


def _clear(word: WordDocument) -> None:
    """Takes our comments of an earlier run out, with what anchors them in the text."""
    ours = {str(one.comment_id): one for one in word.comments if one.author == AUTHOR}
    for one in ours.values():
        _remove(one._comment_elm)  # python-docx adds comments and does not remove them
    body = word.element.body
    for anchor in [each for each in body.iter(*_ANCHORS) if each.get(qn("w:id")) in ours]:
        _remove(anchor)
    for reference in [each for each in body.iter(qn("w:commentReference")) if each.get(qn("w:id")) in ours]:
        _remove(reference.getparent())  # the run that python-docx made for it alone


def _remove(element: Any) -> None:
    element.getparent().remove(element)


class _Anchors:
    """Which runs a finding's comment hangs on: the mark of its note; where notes were typed, the note itself."""

    def __init__(self, word: WordDocument, one: CheckedDocument) -> None:
        body = word.element.body
        self._first = [Run(each, word) for each in [next(body.iter(qn("w:r")), None)] if each is not None]
        self._marks = {key: [Run(run, word)] for key, run in _references(body)}
        self._typed = _Paragraphs(word)
        self._blocks = _blocks(one.document.blocks)
        self._runs = {checked.parsed.note.id: self._of(checked.parsed.note) for checked in one.notes}

    def of(self, finding: Finding) -> list[Run]:
        """The runs; the first of the manuscript for what has no note, or a note that the body does not call."""
        return self._runs.get(finding.note or "") or self._first

    def _of(self, note: Note) -> list[Run]:
        waiting = self._blocks[note.kind, note.label, note.text]
        key = waiting.pop(0).key if waiting else ""
        return self._marks.get(key, []) if key else self._typed.next(note.text.plain)


def _references(body: Any) -> Iterator[tuple[str, Any]]:
    """The runs that call notes, by the note's key, last first, so that of two calls the first counts."""
    yield from reversed(
        [
            (f"{prefix}{reference.get(qn('w:id'))}", reference.getparent())
            for prefix, tag in _REFERENCES.items()
            for reference in body.iter(tag)
            if next(reference.iterancestors(*_STRUCK), None) is None
        ]
    )


def _blocks(blocks: Iterable[Block]) -> dict[tuple[Any, ...], list[Block]]:
    """The blocks that are notes, by what a note keeps of its block; alike ones in order ("Ibid.")."""
    found: dict[tuple[Any, ...], list[Block]] = defaultdict(list)
    for block in blocks:
        if block.kind is not None:
            found[block.kind, block.label, block.text].append(block)
    return found


class _Paragraphs:
    """The paragraphs of the body, in which typed notes are found one after the other."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._at = 0

    @cached_property
    def _paragraphs(self) -> list[tuple[str, Any]]:
        found = self._word.element.body.iter(qn("w:p"))
        return [(_spaced("".join(text.text or "" for text in each.iter(qn("w:t")))), each) for each in found]

    def next(self, text: str) -> list[Run]:
        """The runs of the next paragraph that ends with this text; none where no paragraph does."""
        wanted = _spaced(text)
        for number in range(self._at, len(self._paragraphs)):
            told, paragraph = self._paragraphs[number]
            if told.endswith(wanted) and (runs := list(paragraph.iter(qn("w:r")))):
                self._at = number + 1
                return [Run(runs[0], self._word), Run(runs[-1], self._word)]
        return []


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text.replace("\u00ad", "")).split())
