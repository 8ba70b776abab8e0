"""Code Quality issues: each with a fingerprint of its own that knows no lines."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from citecheck.model import Document, Finding, Place, Report
from citecheck.report.gitlab import GitlabReporter
from tests.report.samples import CHECKED, FINDINGS, REPORT


def issues(path: str, *findings: Finding) -> list[dict[str, Any]]:
    told = tuple(replace(one, place=replace(one.place, path=path)) for one in findings)
    one = replace(CHECKED, document=Document(path, "markdown", ()), findings=told)
    return list(json.loads(GitlabReporter().render(Report((one,), "1"))))


def test_fingerprints_are_unique_and_know_no_lines() -> None:
    again = replace(FINDINGS[1], place=Place("a.md", 90))
    here = [one["fingerprint"] for one in issues("a.md", FINDINGS[1], again)]
    moved = [one["fingerprint"] for one in issues("a.md", replace(FINDINGS[1], place=Place("a.md", 30)), again)]
    elsewhere = [one["fingerprint"] for one in issues("b.md", FINDINGS[1], again)]
    assert here == moved
    assert len({*here, *elsewhere}) == 4


def test_an_issue() -> None:
    (one,) = issues("./a/b.docx", replace(FINDINGS[3], place=Place("")))
    assert one | {"fingerprint": ""} == {
        "description": "no mark calls note 3",
        "check_name": "CC102",
        "fingerprint": "",
        "severity": "minor",
        "location": {"path": "a/b.docx", "lines": {"begin": 1}},
    }


def test_what_was_not_read_blocks() -> None:
    first = json.loads(GitlabReporter().render(REPORT))[0]
    assert (first["severity"], first["location"]["path"]) == ("blocker", "notes_2.docx")
