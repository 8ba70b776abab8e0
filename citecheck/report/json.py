"""The report for scripts: every note, citation, verdict and finding, in the public shape."""

from __future__ import annotations

import json
from typing import Any

from citecheck.model import CheckedDocument, CheckedNote, Report
from citecheck.report import shapes
from citecheck.report.summary import coverage, summarize


class JsonReporter:
    """`--format json`."""

    name = "json"

    def render(self, report: Report) -> str:
        """One object, indented, keys in the order of the interface."""
        body = {
            "schema": shapes.SCHEMA,
            "tool": {"name": "citecheck", "version": report.version},
            "documents": [_document(one) for one in report.documents],
            "failures": [shapes.failed(one) for one in report.failures],
            "coverage": coverage(report),
            "summary": summarize(report.documents),
        }
        return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _document(one: CheckedDocument) -> dict[str, Any]:
    return {
        "path": one.document.path,
        "format": one.document.format,
        "language": one.document.language,
        "notes": [_note(one, note) for note in one.notes],
        "findings": [shapes.finding(each) for each in one.findings],
        "warnings": list(one.document.warnings),
    }


def _note(document: CheckedDocument, one: CheckedNote) -> dict[str, Any]:
    parsed = one.parsed
    citations = [_citation(document, one, number) for number in range(len(parsed.citations))]
    return shapes.note(parsed.note) | {"content": parsed.content.value, "citations": citations}


def _citation(document: CheckedDocument, one: CheckedNote, number: int) -> dict[str, Any]:
    judgement = one.judgements[number]
    told = shapes.verdict(judgement) if judgement else {"verdict": None}
    key = document.bibliography.citekey(one.parsed.note.id, number)
    return shapes.citation(one.parsed.citations[number]) | told | {"citekey": key or None}
