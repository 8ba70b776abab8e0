"""The report for scripts: every note, citation, verdict and finding, in the public shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citecheck.model import CheckedDocument, CheckedNote, Citation, Judgement, Reference, Report
from citecheck.report import shapes
from citecheck.report.summary import coverage, summarize


class JsonReporter:
    """`--format json`."""

    name = "json"

    def render(self, report: Report) -> str:
        """One object, indented, keys in the order of the interface."""
        keys = {reference: entry.citekey for entry in report.bibliography.entries for reference in entry.cited}
        body = {
            "schema": shapes.SCHEMA,
            "tool": {"name": "citecheck", "version": report.version},
            "documents": [_document(one, keys) for one in report.documents],
            "failures": [shapes.failed(one) for one in report.failures],
            "coverage": coverage(report),
            "summary": summarize(report.documents) | {"works": len(report.bibliography.entries)},
        }
        return shapes.written(body)


def _document(one: CheckedDocument, keys: Mapping[Reference, str]) -> dict[str, Any]:
    return {
        "path": one.document.path,
        "format": one.document.format,
        "language": one.document.language,
        "notes": [_note(one.document.path, note, keys) for note in one.notes],
        "findings": [shapes.finding(each) for each in one.findings],
        "warnings": list(one.document.warnings),
    }


def _note(path: str, one: CheckedNote, keys: Mapping[Reference, str]) -> dict[str, Any]:
    parsed = one.parsed
    citations = [
        _citation(citation, judgement) | {"citekey": keys.get(Reference(f"{path}#{parsed.note.id}", number))}
        for number, (citation, judgement) in enumerate(zip(parsed.citations, one.judgements, strict=True))
    ]
    return shapes.note(parsed.note) | {"content": parsed.content.value, "citations": citations}


def _citation(citation: Citation, judgement: Judgement | None) -> dict[str, Any]:
    return shapes.citation(citation) | (shapes.verdict(judgement) if judgement else {"verdict": None})
