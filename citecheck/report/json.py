"""The report for scripts: every note, citation, verdict and finding, in the public shape."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from citecheck.model import CheckedDocument, CheckedNote, Citation, Judgement, Reference, Report
from citecheck.report import shapes
from citecheck.report.summary import coverage, summarize


class JsonReporter:
    """`--format json`."""

    name = "json"

    def render(self, report: Report) -> str:
        """One object, keys in the order of the interface; each note and each finding has a line of its own."""
        keys = {reference: entry.citekey for entry in report.bibliography.entries for reference in entry.cited}
        return _object(
            schema=_compact(shapes.SCHEMA),
            tool=_compact({"name": "citecheck", "version": report.version}),
            documents=_lines(_document(one, keys) for one in report.documents),
            failures=_lines(_compact(shapes.failed(one)) for one in report.failures),
            coverage=_compact(coverage(report)),
            summary=_compact(summarize(report.documents) | {"works": len(report.bibliography.entries)}),
        )


# Written piece by piece: the whole as one value takes three times the memory, and indented ten times as long
# (benchmarks/reports.py).


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _object(**members: str) -> str:
    told = ",\n".join(f'"{name}": {member}' for name, member in members.items())
    return f"{{\n{told}\n}}\n"


def _lines(items: Iterable[str]) -> str:
    told = ",\n".join(item.rstrip() for item in items)
    return f"[\n{told}\n]" if told else "[]"


def _document(one: CheckedDocument, keys: Mapping[Reference, str]) -> str:
    return _object(
        path=_compact(one.document.path),
        format=_compact(one.document.format),
        language=_compact(one.document.language),
        notes=_lines(_compact(_note(one.document.path, note, keys)) for note in one.notes),
        findings=_lines(_compact(shapes.finding(each)) for each in one.findings),
        warnings=_compact(list(one.document.warnings)),
    )


def _note(path: str, one: CheckedNote, keys: Mapping[Reference, str]) -> dict[str, Any]:
    parsed = one.parsed
    citations = [
        _citation(citation, judgement)
        | {
            "citekey": keys.get(Reference(f"{path}#{parsed.note.id}", number)),
            "decision": shapes.decision(one.decision(number)),
        }
        for number, (citation, judgement) in enumerate(zip(parsed.citations, one.judgements, strict=True))
    ]
    mentions = [shapes.citation(each) for each in parsed.mentions]
    return shapes.note(parsed.note) | {"content": parsed.content.value, "citations": citations, "mentions": mentions}


def _citation(citation: Citation, judgement: Judgement | None) -> dict[str, Any]:
    return shapes.citation(citation) | (shapes.verdict(judgement) if judgement else {"verdict": None})
