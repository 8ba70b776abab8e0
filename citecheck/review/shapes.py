"""What the page is told, as JSON; each key spelled out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from citecheck.decisions import Decisions, key_of_note, version
from citecheck.findings import register
from citecheck.formats import bibtex
from citecheck.formats.csl import to_csl
from citecheck.model import (
    Bibliography,
    CheckedNote,
    Citation,
    Finding,
    Judgement,
    Match,
    ParsedNote,
    Record,
    Verdict,
    Work,
)
from citecheck.report import shapes
from citecheck.report.citing import line, named, short
from citecheck.report.html import view
from citecheck.review.documents import Opened

_FIRST_WORDS = 140  # characters of a note in the list
_CANDIDATES = 4  # records beside a citation


def document(one: Opened) -> dict[str, Any]:
    """A document in a few words, and how far it is."""
    works = one.checked.bibliography.entries if one.checked else ()
    apparatus = one.begun.apparatus if one.begun else None
    return {
        "number": one.number,
        "name": one.name,
        "dropped": one.data is not None,
        "state": one.state.value,
        "reason": line(one.reason),
        "format": apparatus.document.format if apparatus else "",
        "notes": len(one.begun.parsed) if one.begun else 0,
        "checked": len(one.notes),
        "works": len(works),
        "counts": dict(one.counts()),
        "warnings": [line(told) for told in (apparatus.document.warnings if apparatus else ())],
        "decisions": one.store.path.name,
    }


def rows(one: Opened) -> list[dict[str, Any]]:
    """The list of a document's notes, those that are not judged yet as pending."""
    findings = one.findings()
    return [
        row(parsed, one.notes[place] if place < len(one.notes) else None, findings[parsed.note.id], one.decided)
        for place, parsed in enumerate(one.begun.parsed if one.begun else ())
    ]


def row(
    parsed: ParsedNote, checked: CheckedNote | None, findings: Iterable[Finding], decided: Decisions
) -> dict[str, Any]:
    """A note in the list."""
    note = parsed.note
    text = line(note.text.plain)
    return {
        "id": note.id,
        "name": named(note),
        "text": text if len(text) <= _FIRST_WORDS else f"{text[:_FIRST_WORDS]}…",
        "content": parsed.content.value,
        "citations": [_cell(checked, number) for number in range(len(parsed.citations))],
        "codes": list(dict.fromkeys(one.code for one in findings if one.stands)),
        "corrected": decided.by_hand(note) is not None,
    }


def _cell(checked: CheckedNote | None, number: int) -> dict[str, Any]:
    if checked is None:
        return {"verdict": "pending", "decision": None, "probability": 0.0}
    judgement, made = checked.judgements[number], checked.decision(number)
    return {
        "verdict": judgement.verdict.value if judgement else "dangling",
        "decision": made.kind.value if made else None,
        "probability": judgement.probability if judgement else 0.0,
    }


def note(one: Opened, place: int) -> dict[str, Any]:
    """All of a note."""
    parsed = one.parsed(place)
    told = parsed.note
    correction = one.decided.corrections.get(key_of_note(told.text.plain))
    mark = told.mark
    names = {each.note.id: named(each.note) for each in (one.begun.parsed if one.begun else ())}
    return {
        "document": one.number,
        "id": told.id,
        "label": told.label,
        "name": named(told),
        "kind": told.kind.value,
        "where": view.located(told.place),
        "sentence": line(mark.sentence) if mark else "",
        "before": line(mark.before) if mark else "",
        "mark": told.label if mark else "",
        "text": told.text.plain,
        "emphasis": [list(span) for span in told.text.emphasis],
        "corrected": one.decided.by_hand(told) is not None,
        "version": version(correction),
        "citations": [
            _citation(one, place, number, citation, names) for number, citation in enumerate(parsed.citations)
        ],
        "mentions": [
            shapes.citation(mention) | {"cited": view.mentioned(told.text.plain, mention)}
            for mention in parsed.mentions
        ],
        "findings": [_finding(each) for each in one.findings()[told.id]],
    }


def _citation(one: Opened, place: int, number: int, citation: Citation, names: dict[str, str]) -> dict[str, Any]:
    """As in every report, and what an editor needs besides."""
    told, work, target = one.parsed(place).note, citation.work or Work(), citation.refers_to
    key = one.key(place, number)
    made = one.decided.settled.get(key)
    judged = place < len(one.notes)
    settled = one.notes[place].judgements[number] if judged else None
    raw = one.judged[place].judgements[number] if judged else None
    return shapes.citation(citation) | {
        "number": number,
        "key": key,
        "version": version(made),
        "cited": line(short(work, 200) if citation.work else told.text.plain[citation.start : citation.end]),
        "citekey": one.checked.bibliography.citekey(told.id, number) if one.checked else "",
        "work": to_csl(work),
        "refers_to": (
            {"note": target.note, "name": names.get(target.note, target.note), "citation": target.citation}
            if target
            else None
        ),
        "verdict": "pending" if not judged else settled.verdict.value if settled else "dangling",
        "reason": line(settled.reason) if settled else "It names no work." if judged else "",
        "probability": settled.probability if settled else 0.0,
        **_evidence(work, raw),
        "searches": [{"name": name, "url": url} for name, url in view.searches(work)],
        "outages": [view.silent(each) for each in raw.answer.outages] if raw else [],
        "decision": shapes.decision(made),
    }


def _evidence(cited: Work, judgement: Judgement | None) -> dict[str, Any]:
    """The records that may be meant, and each field beside theirs."""
    matches = candidates(judgement)
    return {
        "candidates": [_candidate(one, judgement.record if judgement else None) for one in matches],
        "rows": [
            {
                "field": row.field,
                "cited": row.cited,
                "cells": [{"text": cell.text, "state": cell.state} for cell in row.cells],
            }
            for row in (view.rows(cited, judgement, matches) if judgement and matches else ())
        ],
    }


def _candidate(one: Match, basis: Record | None) -> dict[str, Any]:
    return shapes.candidate(one) | {
        "url": view.address(one.record),
        "basis": view.is_same(one.record, basis),
        "notices": [view.noticed(notice) for notice in one.record.notices],
    }


def candidates(judgement: Judgement | None) -> tuple[Match, ...]:
    """The records that may be accepted."""
    return view.records(judgement, _CANDIDATES) if judgement else ()


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": register()[one.code].name,
        "level": one.level.value,
        "message": line(one.message),
        "hint": line(one.hint),
        "citation": one.citation,
        "suppressed": one.suppressed if one.suppressed is not None or one.stands else "in the baseline",
    }


def bibliography(one: Opened, entries: Bibliography) -> dict[str, Any]:
    """The works whose citations are judged so far, each with the best that is known of it."""
    found = list(_entries(one, entries))
    return {"entries": found, "known": sum(entry["verdict"] == Verdict.RESOLVED.value for entry in found)}


def _entries(one: Opened, entries: Bibliography) -> Iterator[dict[str, Any]]:
    places = {parsed.note.id: place for place, parsed in enumerate(one.begun.parsed if one.begun else ())}
    for entry in entries.entries:
        cells = [
            _cell(one.notes[places[cited.note]], cited.citation)
            for cited in entry.cited
            if places[cited.note] < len(one.notes)
        ]
        if cells:
            best = min(cells, key=lambda cell: _ORDER.index(cell["verdict"]))
            decided = next((cell["decision"] for cell in cells if cell["decision"]), None)
            yield {
                "citekey": entry.citekey,
                "text": line(short(entry.work, 160)),
                "bibtex": bibtex.dumps([(entry.citekey, entry.work)]).strip(),
                "verdict": best["verdict"],
                "decision": decided,
                "note": entry.cited[0].note,
            }


_ORDER = (*(verdict.value for verdict in Verdict), "dangling", "pending")
