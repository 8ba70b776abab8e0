"""The report as reviewdog's rdjson (Reviewdog Diagnostic Format), with the record's wording as a suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from citecheck.model import CheckedDocument, Difference, Place, Report
from citecheck.report import shapes
from citecheck.report.citing import advised, line
from citecheck.report.manuscript import Lines
from citecheck.report.summary import shown

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


class RdjsonReporter:
    """`--format rdjson`."""

    name = "rdjson"

    def render(self, report: Report) -> str:
        """One object; columns count bytes of UTF-8, as the format has it."""
        return shapes.written(
            {
                "source": {"name": "citecheck"},
                "diagnostics": [each for one in report.documents for each in _diagnostics(one)]
                + [
                    {"message": line(one.reason), "location": {"path": one.path}, "severity": "ERROR"}
                    for one in report.failures
                ],
            }
        )


def _diagnostics(one: CheckedDocument) -> Iterator[dict[str, Any]]:
    lines = Lines(one.document.path)
    differences = dict(_differences(one))
    for finding in shown(one):
        place = finding.place
        known = {} if place.line is None else {"range": {"start": lines.position(place.line, place.column or 1)}}
        diagnostic = {
            "message": advised(finding),
            "location": {"path": place.path} | known,
            "severity": _SEVERITIES[finding.level],
            "code": {"value": finding.code},
        }
        suggestions = list(
            _suggestions(lines, place, differences.get((finding.note, finding.citation, finding.code), ()))
        )
        yield diagnostic | ({"suggestions": suggestions} if suggestions else {})


def _differences(one: CheckedDocument) -> Iterator[tuple[tuple[str | None, int | None, str], list[Difference]]]:
    """The differences that stand behind findings, by the finding's note, citation and code."""
    for note in one.notes:
        for number, judgement in enumerate(note.judgements):
            differences = judgement.differences if judgement else ()
            for code in {each.code for each in differences}:
                yield (note.parsed.note.id, number, code), [each for each in differences if each.code == code]


def _suggestions(lines: Lines, place: Place, differences: Iterable[Difference]) -> Iterator[dict[str, Any]]:
    """The record's wording in the place of what is cited, where that stands in the paragraph once and as it is."""
    for each in differences:
        found = lines.find(each.cited, place.line) if place.line is not None else None
        if found:
            yield {"range": found, "text": line(each.record)}
