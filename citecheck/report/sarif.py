"""The report as SARIF 2.1.0 (OASIS), for code scanning and for editors.

Identity: `ruleId` is the finding's code; fingerprints are made of the citation's text, never of lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from citecheck.findings import Explanation, register
from citecheck.model import CheckedDocument, Finding, Level, Place, Report
from citecheck.report import shapes
from citecheck.report.citing import advised, line, named
from citecheck.report.summary import silence, silences

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"  # what GitHub and editors take for the repository's root
LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


class SarifReporter:
    """`--format sarif`."""

    name = "sarif"

    def render(self, report: Report) -> str:
        """A log with one run; what is suppressed, or known to the baseline, stands in it as such."""
        return shapes.written({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]})


def _run(report: Report) -> dict[str, Any]:
    rules = register()
    driver = {"name": "citecheck", "version": report.version, "rules": [_rule(one) for one in rules.values()]}
    return {
        "tool": {"driver": driver},
        "invocations": [
            {"executionSuccessful": not report.failures, "toolExecutionNotifications": list(_notifications(report))}
        ],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which citecheck was run."}}},
        "artifacts": [
            {"location": _location(one.document.path), "roles": ["analysisTarget"]} for one in report.documents
        ],
        "columnKind": "unicodeCodePoints",
        "results": [result for index, one in enumerate(report.documents) for result in _results(index, one)],
    }


def _rule(one: Explanation) -> dict[str, Any]:
    told = f"{one.meaning}\n\nExample: {one.example}\n\nWhat to do: {one.remedy}"
    marked = f"{one.meaning}\n\n**Example:** {one.example}\n\n**What to do:** {one.remedy}"
    return {
        "id": one.code,
        "name": "".join(word.capitalize() for word in one.name.replace(".", " ").replace("-", " ").split()),
        "shortDescription": {"text": one.name},
        "fullDescription": {"text": one.meaning},
        "help": {"text": told, "markdown": marked},
        "defaultConfiguration": {"level": LEVELS[one.level]},
    }


def _notifications(report: Report) -> Iterator[dict[str, Any]]:
    """What was not checked, and why: files that could not be read, catalogues that could not be asked."""
    for failure in report.failures:
        yield {
            "level": "error",
            "message": {"text": line(failure.reason)},
            "locations": [{"physicalLocation": {"artifactLocation": _location(failure.path)}}],
        }
    for one in silences(report):
        yield {"level": "warning", "message": {"text": line(silence(one))}}


def _results(index: int, one: CheckedDocument) -> Iterator[dict[str, Any]]:
    names = {note.parsed.note.id: named(note.parsed.note) for note in one.notes}
    codes = {code: number for number, code in enumerate(register())}
    met: Counter[str] = Counter()
    for finding in one.findings:
        met[finding.fingerprint] += 1
        location: dict[str, Any] = {"physicalLocation": _physical(finding.place, index)}
        if finding.note in names:
            location["logicalLocations"] = [{"name": names[finding.note]}]
        yield {
            "ruleId": finding.code,
            "ruleIndex": codes[finding.code],
            "level": LEVELS[finding.level],
            "message": {"text": advised(finding)},
            "locations": [location],
            "partialFingerprints": _fingerprints(finding, met[finding.fingerprint]),
            "suppressions": _suppressions(finding),
            **({"baselineState": finding.baseline} if finding.baseline else {}),
        }


def _fingerprints(finding: Finding, nth: int) -> dict[str, str]:
    """Ours, and under the one name that GitHub looks for; the same finding met again in a file is told apart."""
    return {"citecheck/v1": finding.fingerprint, "primaryLocationLineHash": f"{finding.fingerprint}:{nth}"}


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    """Empty where nobody suppressed it: SARIF 3.27.23 takes an absent list for "not known"."""
    return [] if finding.suppressed is None else [{"kind": "external", "justification": line(finding.suppressed)}]


def _physical(place: Place, index: int) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _location(place.path) | {"index": index}}
    if place.line is not None:
        physical["region"] = {"startLine": place.line, "startColumn": place.column or 1}
    return physical


def _location(path: str) -> dict[str, Any]:
    """A URI: relative to the root, or absolute as the path is."""
    pure = PurePath(path)
    return {"uri": pure.as_uri()} if pure.is_absolute() else {"uri": quote(pure.as_posix()), "uriBaseId": ROOT}
