"""What code scanning needs beyond the schema: identity that outlives edits, and what was put aside told as such."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from citecheck.findings import register
from citecheck.model import Document, Finding, Place, Report
from citecheck.report.sarif import SarifReporter
from tests.report.samples import CHECKED, EMPTY, FINDINGS, REPORT


def run(report: Report) -> dict[str, Any]:
    (one,) = json.loads(SarifReporter().render(report))["runs"]
    return dict(one)


def results(*findings: Finding) -> list[dict[str, Any]]:
    return list(run(Report((replace(CHECKED, findings=findings),), "1"))["results"])


def test_every_code_is_a_rule_with_its_help() -> None:
    rules = run(EMPTY)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(register())
    assert all(register()[rule["id"]].remedy in rule["help"]["markdown"] for rule in rules)


def test_a_result_points_at_its_rule() -> None:
    one = run(REPORT)
    rules = one["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in one["results"]] == [each["ruleId"] for each in one["results"]]


def test_fingerprints_do_not_know_lines() -> None:
    moved = tuple(replace(one, place=replace(one.place, line=(one.place.line or 0) + 7)) for one in FINDINGS)
    assert [r["partialFingerprints"] for r in results(*FINDINGS)] == [r["partialFingerprints"] for r in results(*moved)]


def test_the_same_finding_twice_in_a_file_is_two_alerts() -> None:
    first, second = results(FINDINGS[1], FINDINGS[1])
    assert first["partialFingerprints"]["citecheck/v1"] == second["partialFingerprints"]["citecheck/v1"]
    assert first["partialFingerprints"] != second["partialFingerprints"]


def test_what_is_put_aside_is_told_as_such() -> None:
    suppressed = replace(FINDINGS[0], suppressed="known")
    told = results(suppressed, replace(FINDINGS[1], baseline="new"), replace(FINDINGS[3], baseline="unchanged"))
    assert [one["suppressions"] for one in told] == [[{"kind": "external", "justification": "known"}], [], []]
    assert [one.get("baselineState") for one in told] == [None, "new", "unchanged"]


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("a b/ä.md", {"uri": "a%20b/%C3%A4.md", "uriBaseId": "%SRCROOT%"}),
        ("./a.md", {"uri": "a.md", "uriBaseId": "%SRCROOT%"}),
        ("/home/me/a.md", {"uri": "file:///home/me/a.md"}),
    ],
)
def test_addresses_of_files(path: str, location: dict[str, str]) -> None:
    one = replace(CHECKED, document=Document(path, "markdown", ()), findings=(replace(FINDINGS[0], place=Place(path)),))
    told = run(Report((one,), "1"))
    assert told["artifacts"][0]["location"] == location
    (at,) = told["results"][0]["locations"]
    assert at["physicalLocation"] == {"artifactLocation": location | {"index": 0}}


def test_what_was_not_checked_is_told() -> None:
    (invocation,) = run(REPORT)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [one["message"]["text"] for one in invocation["toolExecutionNotifications"]] == [
        "no notes found",
        "crossref could not be asked about 4 citations: timed out",
    ]
