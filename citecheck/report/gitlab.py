"""The report as GitLab's Code Quality JSON (docs.gitlab.com/ci/testing/code_quality, "report format")."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from citecheck.model import Failure, Finding, Level, Report
from citecheck.report import shapes
from citecheck.report.citing import advised, line
from citecheck.report.summary import shown

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.INFO: "info"}


class GitlabReporter:
    """`--format gitlab`."""

    name = "gitlab"

    def render(self, report: Report) -> str:
        """One array; a file that could not be read is its gravest issue."""
        issues = [_unread(one) for one in report.failures]
        for one in report.documents:
            issues += _issues(shown(one))
        return shapes.written(issues)


def _issues(findings: tuple[Finding, ...]) -> Iterator[dict[str, Any]]:
    met: Counter[str] = Counter()
    for one in findings:
        met[one.fingerprint] += 1
        yield _issue(
            advised(one),
            one.code,
            _SEVERITIES[one.level],
            one.place.path,
            one.place.line or 1,
            f"{one.fingerprint} {met[one.fingerprint]}",
        )


def _unread(failure: Failure) -> dict[str, Any]:
    return _issue(f"not checked: {failure.reason}", "unread", "blocker", failure.path, 1, "unread")


def _issue(told: str, name: str, severity: str, path: str, begin: int, identity: str) -> dict[str, Any]:
    """GitLab shows of several issues with one fingerprint the first only: file and repetition make it their own."""
    fingerprint = hashlib.sha256(f"{PurePath(path).as_posix()}\n{identity}".encode()).hexdigest()[:32]
    return {
        "description": line(told),
        "check_name": name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": PurePath(path).as_posix(), "lines": {"begin": begin}},
    }
