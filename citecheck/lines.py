"""JSON Lines in, JSON Lines out: `citecheck parse` and `citecheck match`.

A line that cannot be read is answered by a `Complaint` in its place; the lines after it go on.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from citecheck.formats.csl import from_csl
from citecheck.model import Mark, Note, Place, Text, Work
from citecheck.parse import parse_documents
from citecheck.protocols import Catalogue
from citecheck.report import shapes


@dataclass(frozen=True, slots=True)
class Complaint:
    """A line that could not be read: its number, from 1, and why."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    fields: Mapping[str, Any]


Answer = dict[str, Any] | Complaint


def parse(source: Iterable[str]) -> Iterator[Answer]:
    """The citations of each note. Back references look at the lines before, up to where "document" changes.

    Lines are read some hundreds ahead, so that a stream of any length stays flat; complaints stay in place.
    """

    def parsed(rows: Iterable[_Row]) -> Iterator[dict[str, Any]]:
        return map(shapes.parsed, parse_documents((row.fields.get("document"), _note(row)) for row in rows))

    return _in_place(_rows(source), parsed)


def match(source: Iterable[str], catalogues: tuple[Catalogue, ...]) -> Iterator[Answer]:
    """The verdict on each reference; a line may hold its text, its work as CSL-JSON, or both."""
    from citecheck import pipeline  # parsing does without catalogues and their plugins: a third of a cold start

    def judged(rows: Iterable[_Row]) -> Iterator[dict[str, Any]]:
        for note, judgement in pipeline.judge_alone(((_note(row), _work(row)) for row in rows), catalogues):
            yield {"id": note.id} | shapes.verdict(judgement)

    return _in_place(_rows(source, needed=("text", "work")), judged)


def _in_place(
    rows: Iterable[_Row | Complaint], told: Callable[[Iterable[_Row]], Iterable[dict[str, Any]]]
) -> Iterator[Answer]:
    """What is told of the rows, one for one, and the complaints where they belong; `told` may read rows ahead."""
    waiting: deque[tuple[int, Complaint]] = deque()  # each with the number of rows before it

    def sound() -> Iterator[_Row]:
        read = 0
        for row in rows:
            if isinstance(row, Complaint):
                waiting.append((read, row))
            else:
                read += 1
                yield row

    for done, answer in enumerate(told(sound())):
        while waiting and waiting[0][0] <= done:
            yield waiting.popleft()[1]
        yield answer
    yield from (complaint for _, complaint in waiting)


def _rows(source: Iterable[str], needed: tuple[str, ...] = ("text",)) -> Iterator[_Row | Complaint]:
    return (_row(number, line, needed) for number, line in enumerate(source, 1) if line.strip())


def _row(number: int, line: str, needed: tuple[str, ...]) -> _Row | Complaint:
    try:
        fields = json.loads(line)
    except ValueError as error:
        return Complaint(number, f"not valid JSON: {error}")
    wrong = _wrong(fields, needed)
    return Complaint(number, wrong) if wrong else _Row(number, fields)


def reference(number: int, line: str) -> tuple[Note, Work | None, str | None] | Complaint:
    """A line of what `citecheck match` reads: the reference, its work, its document."""
    row = _row(number, line, ("text", "work"))
    if isinstance(row, Complaint):
        return row
    document = row.fields.get("document")
    return _note(row), _work(row), None if document is None else str(document)


def _wrong(fields: Any, needed: tuple[str, ...]) -> str:
    """What is wrong with the shape of a line, "" where nothing is."""
    if not isinstance(fields, dict):
        return 'not an object: write {"id": "1", "text": "..."}'
    if not any(fields.get(name) is not None for name in needed):
        return f"has no {' and no '.join(map(repr, needed))}"
    if not isinstance(fields.get("text") or "", str):
        return "'text' is no string"
    if not isinstance(fields.get("work") or {}, dict):
        return "'work' is no object: write CSL-JSON"
    if not all(_is_range(e) for e in fields.get("emphasis") or []):
        return "'emphasis' is no list of [start, end]"
    return ""


def _is_range(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) and n >= 0 for n in value)


def _work(row: _Row) -> Work | None:
    return from_csl(row.fields["work"]) if row.fields.get("work") else None


def _note(row: _Row) -> Note:
    fields, place = row.fields, Place("-", row.line)
    text = Text(fields.get("text") or "", tuple((a, b) for a, b in fields.get("emphasis") or []))
    sentence, before = fields.get("sentence") or "", fields.get("before") or ""
    mark = Mark(place, str(sentence), str(before)) if sentence or before else None
    return Note(
        str(fields.get("id", row.line)), text, place, label=str(fields.get("label", fields.get("id", ""))), mark=mark
    )
