"""The public JSON shapes (schema "citecheck/1"), each key spelled out: other people's scripts read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from citecheck.formats.csl import to_csl
from citecheck.model import (
    Apparatus,
    Citation,
    Decision,
    Failure,
    Finding,
    Judgement,
    Mark,
    Match,
    Note,
    Notice,
    Outage,
    Outgoing,
    ParsedNote,
    Place,
    Query,
    Record,
)

SCHEMA = "citecheck/1"
SHOWN = 3  # candidates of a verdict: the best three


def extraction(
    apparatuses: Sequence[Apparatus], failures: Iterable[Failure], asked: Sequence[Outgoing] | None = None
) -> str:
    """What `citecheck extract --format json` prints; `asked`: what each document's notes would ask."""
    outgoing: Sequence[Outgoing | None] = asked or [None] * len(apparatuses)
    body = {
        "schema": SCHEMA,
        "documents": [extracted(*one) for one in zip(apparatuses, outgoing, strict=True)],
        "failures": [failed(one) for one in failures],
    }
    return written(body)


def written(body: Any) -> str:
    """JSON as all our formats write it: indented, in readable characters, a line end at the end."""
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def extracted(apparatus: Apparatus, asked: Outgoing | None = None) -> dict[str, Any]:
    """The notes of a document, each with what it would ask, if that is known."""
    document = apparatus.document
    return {
        "path": document.path,
        "format": document.format,
        "language": document.language,
        "notes": [note(one) | ({"asked": queries(asked[one.id])} if asked else {}) for one in apparatus.notes],
        "diagnostics": [
            {"code": one.code, "message": one.message, "place": place(one.place), "note": one.note}
            for one in apparatus.findings
        ],
        "warnings": list(document.warnings),
    }


def queries(asked: Iterable[Query]) -> list[dict[str, Any]]:
    """What catalogues are asked: the reference as printed, and the work that was read out of it."""
    return [{"text": one.text, "work": to_csl(one.work)} for one in asked]


def note(one: Note) -> dict[str, Any]:
    """A note with its mark."""
    return {
        "id": one.id,
        "scope": one.scope,
        "label": one.label,
        "kind": one.kind.value,
        "text": one.text.plain,
        "emphasis": [list(span) for span in one.text.emphasis],
        "links": [{"start": start, "end": end, "URL": url} for start, end, url in one.text.links],
        "place": place(one.place),
        "mark": mark(one.mark),
    }


def place(one: Place) -> dict[str, Any]:
    """Where it stands; null where the format has no such thing."""
    return {"line": one.line, "column": one.column, "page": one.page}


def mark(one: Mark | None) -> dict[str, Any] | None:
    """The mark with the sentence that calls; null for a note that none calls."""
    return None if one is None else place(one.place) | {"sentence": one.sentence, "before": one.before}


def parsed(one: ParsedNote) -> dict[str, Any]:
    """A line of `citecheck parse`."""
    return {
        "id": one.note.id,
        "content": one.content.value,
        "citations": [citation(each) for each in one.citations],
        "mentions": [citation(each) for each in one.mentions],
    }


def citation(one: Citation) -> dict[str, Any]:
    """A citation with the work it names; `refers_to` of a back reference is null where it dangles."""
    target = one.refers_to
    return {
        "start": one.start,
        "end": one.end,
        "role": one.role.value,
        "signal": one.signal,
        "locator": one.locator,
        "work": to_csl(one.work) if one.work else None,
        "spans": [
            {"start": span.start, "end": span.end, "field": span.field, "confidence": span.confidence}
            for span in one.spans
        ],
        "unsure": list(one.unsure),
        "inferred": list(one.inferred),
        "refers_to": {"note": target.note, "citation": target.citation} if target else None,
    }


def verdict(one: Judgement) -> dict[str, Any]:
    """The fields of a verdict, without the id of what was asked."""
    return {
        "verdict": one.verdict.value,
        "reason": one.reason,
        "probability": one.probability,
        "record": record(one.record) if one.record else None,
        "differences": [
            {"field": each.field, "cited": each.cited, "record": each.record, "code": each.code}
            for each in one.differences
        ],
        "candidates": [candidate(each) for each in one.answer.matches[:SHOWN]],
        "asked": list(one.answer.asked),
        "passed": list(one.answer.passed),
        "outages": [outage(each) for each in one.answer.outages],
    }


def decision(one: Decision | None) -> dict[str, Any] | None:
    """What an editor settled of a citation, as in the file of decisions; null where nobody did."""
    if one is None:
        return None
    told = {"kind": one.kind.value, "reason": one.reason, "by": one.by, "at": one.at}
    accepted = record(one.record) if one.record else None
    return told | {"record": accepted, "work": to_csl(one.work) if one.work else None}


def outage(one: Outage) -> dict[str, str | None]:
    """Who could not be asked, and why; `answer_of` is the day of the older answer that served instead, or null."""
    return {"catalogue": one.catalogue, "reason": one.reason, "answer_of": one.day or None}


def record(one: Record) -> dict[str, Any]:
    """A catalogue's record; `key` is its own id there."""
    told = {"catalogue": one.catalogue, "key": one.key, "url": one.url, "work": to_csl(one.work)}
    return told | {"notices": [notice(each) for each in one.notices]}


def notice(one: Notice) -> dict[str, str]:
    """That a work was retracted, corrected or since published; `DOI` is the work's, `by` the notice's own."""
    return {
        "nature": one.nature,
        "date": one.date,
        "reason": one.reason,
        "DOI": one.doi,
        "PMID": one.pmid,
        "by": one.by,
    }


def candidate(one: Match) -> dict[str, Any]:
    """A record that was held against the citation, with the score of each field that both have."""
    scores = {"probability": one.probability, "scores": dict(one.parts)}
    return record(one.record) | scores


def finding(one: Finding) -> dict[str, Any]:
    """A finding; `citation` counts from 0 within the note, null for the note as a whole.

    `effective_level`: the level, null where the finding does not count (suppressed, or known to the baseline).
    """
    return {
        "code": one.code,
        "level": one.level.value,
        "message": one.message,
        "hint": one.hint,
        "place": place(one.place),
        "note": one.note,
        "citation": one.citation,
        "fingerprint": one.fingerprint,
        "suppressed": one.suppressed,
        "baseline": one.baseline or None,
        "effective_level": one.level.value if one.stands else None,
    }


def failed(one: Failure) -> dict[str, str]:
    """A file that could not be read, or has no notes."""
    return {"path": one.path, "reason": one.reason}
