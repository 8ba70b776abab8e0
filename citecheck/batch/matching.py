"""References in, rows out: the decisions of `citecheck match` and `citecheck check`, whatever engine carries them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from citecheck import pipeline
from citecheck.batch.memory import forget
from citecheck.errors import CitecheckError
from citecheck.formats.csl import to_csl
from citecheck.lines import Complaint, reference
from citecheck.model import Citation, Judgement, Note, Work
from citecheck.protocols import Catalogue

Row = dict[str, Any]

_KEPT = 1000  # references whose rows are kept, so that equal ones near each other are asked once
_REMEMBERED = 100  # references after which caches are emptied: 250 took 30 MB more and no less time


@dataclass(frozen=True, slots=True)
class Line:
    """A reference as a line of JSON; `number` from 1 in its file."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file whose notes are the references. `name`: what its rows call it."""

    path: str
    name: str


Reference = Line | Manuscript


def match(references: Iterable[Reference], index: Catalogue) -> Iterator[Row]:
    """A row for each line, and for each citation of a manuscript; one that fails is a row with its error."""
    known: dict[object, Row] = {}
    for count, one in enumerate(references, 1):
        if count % _REMEMBERED == 1:  # the first, too: small parts would never come to another
            forget()
        if isinstance(one, Manuscript):
            yield from _guarded(_of_manuscript, one, index)
            continue
        for row in _guarded(partial(_of_line, known), one, index):
            yield row if row["id"] is not None else row | {"id": str(one.number)}


def unmatched(one: Reference, reason: str) -> Row:
    """The row of a reference that nothing can match, and of a manuscript the only one."""
    if isinstance(one, Manuscript):
        return _row(document=one.name, error=reason)
    read = reference(one.number, one.text)
    if isinstance(read, Complaint):
        return _row(id=str(one.number), error=read.reason)
    note, _, document = read
    return _row(id=_sound(note.id), document=_sound(document), text=_sound(note.text.plain), error=reason)


def _of_line(known: dict[object, Row], one: Line, index: Catalogue) -> Iterator[Row]:
    read = reference(one.number, one.text)
    if isinstance(read, Complaint):
        yield _row(error=read.reason)
        return
    note, work, document = read
    asked = (note.text, work, note.mark)
    if asked not in known:
        if len(known) >= _KEPT:
            known.clear()
        (known[asked],) = _guarded(_of_note, (note, work), index)
    yield known[asked] | {"id": _sound(note.id), "document": _sound(document)}


def _guarded(told: Any, one: Any, index: Catalogue) -> Iterator[Row]:
    try:
        yield from tuple(map(_sound, told(one, index)))
    except Exception as error:  # noqa: BLE001  (whatever a text may do to us, it does it to its own row)
        name = {"document": one.name} if isinstance(one, Manuscript) else {}
        yield _row(
            **name, error=str(error) if isinstance(error, CitecheckError) else f"{type(error).__name__}: {error}"
        )


def _of_note(asked: tuple[Note, Work | None], index: Catalogue) -> Iterator[Row]:
    for note, judgement in pipeline.judge_alone([asked], (index,)):
        yield _row(text=note.text.plain) | _judged(judgement, judgement.answer.query.work)


def _of_manuscript(one: Manuscript, index: Catalogue) -> Iterator[Row]:
    told, failures = pipeline.judge_document(one.path, (index,))
    for failure in failures:
        yield _row(document=one.name, error=failure.reason)
    for parsed, judgements in told:
        for number, (citation, judgement) in enumerate(zip(parsed.citations, judgements, strict=True)):
            yield _of_citation(one.name, parsed.note, number, citation, judgement)


def _of_citation(document: str, note: Note, number: int, citation: Citation, judgement: Judgement | None) -> Row:
    text = note.text.plain[citation.start : citation.end]
    row = _row(id=f"{note.id}", document=document, note=note.id, citation=number, text=text)
    return row | (_judged(judgement, citation.work) if judgement else {})


def _judged(one: Judgement, work: Work | None) -> Row:
    record = one.record
    return {
        "verdict": one.verdict.value,
        "reason": one.reason,
        "probability": one.probability,
        "catalogue": record.catalogue if record else None,
        "key": record.key if record else None,
        "url": record.url if record else None,
        "record": _json(to_csl(record.work)) if record else None,
        "differences": [
            {"field": d.field, "cited": d.cited, "record": d.record, "code": d.code} for d in one.differences
        ],
        "work": _json(to_csl(work)) if work else None,
    }


def _row(**fields: Any) -> Row:
    return _EMPTY | fields


_EMPTY: Row = dict.fromkeys(
    ("id", "document", "note", "citation", "text", "verdict", "reason", "probability", "catalogue", "key", "url",
     "record", "differences", "work", "error")
) | {"citation": 0, "differences": []}  # fmt: skip


def _sound(value: Any) -> Any:
    """The same without lone surrogates, which JSON may hold and no file of UTF-8."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {name: _sound(one) for name, one in value.items()}
    return [_sound(one) for one in value] if isinstance(value, list) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def opened(path: Path) -> Catalogue:
    """The index in a folder."""
    from citecheck.catalogues.index import Folder, Index

    return Index(Folder(path.name, path))
