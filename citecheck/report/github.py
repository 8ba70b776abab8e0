"""The report as GitHub's workflow commands, which become annotations, and as the table of a step's summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citecheck.model import Failure, Finding, Level, Report
from citecheck.report.citing import advised, line
from citecheck.report.markdown import escaped
from citecheck.report.summary import asked, gravest, sentence, shown
from citecheck.report.text import where

LIMIT = 10  # annotations that GitHub shows of a step; it drops the others without a word
_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}
_ROWS = 500  # of the table: GitHub refuses a summary of more than 1 MiB


class GithubReporter:
    """`--format github`."""

    name = "github"

    def render(self, report: Report) -> str:
        """The gravest as annotations, as many as are shown; the others as plain lines of the log."""
        failed = [_failed(one) for one in report.failures]
        findings = gravest(finding for one in report.documents for finding in shown(one))
        room = max(LIMIT - len(failed), 0)
        lines = [*failed, *map(_annotation, findings[:room]), *map(_plain, findings[room:]), *_closing(report)]
        return "".join(f"{one}\n" for one in lines)


def summary(report: Report) -> str:
    """Markdown for `$GITHUB_STEP_SUMMARY`: what was counted, and the findings as a table, gravest first."""
    return "\n".join((*_head(report), *_table(report), escaped(asked(report)))) + "\n"


def _annotation(finding: Finding) -> str:
    place = finding.place
    places = (("file", place.path), ("line", place.line), ("col", place.column))
    given = [f"{name}={_property(str(value))}" for name, value in places if value is not None]
    given.append(f"title={_property(finding.code)}")
    return f"::{_COMMANDS[finding.level]} {','.join(given)}::{_message(_told(finding))}"


def _failed(failure: Failure) -> str:
    return f"::error file={_property(failure.path)},title=unread::{_message(failure.reason)}"


def _plain(finding: Finding) -> str:
    return _logged(f"{finding.level.value} {where(finding.place)}: {finding.code} {_told(finding)}")


def _closing(report: Report) -> Iterator[str]:
    for one in report.documents:
        yield _logged(f"checked {one.document.path}: {sentence(one)}")


def _logged(text: str) -> str:
    """A line that no manuscript can turn into a command: a word of ours begins it, and ``##[`` is parted."""
    return line(text).replace("##[", "## [")


def _told(finding: Finding) -> str:
    """The note first where there is no line to find it by, then what is wrong and what to do."""
    note = f"note {finding.note}: " if finding.note and finding.place.line is None else ""
    return f"{note}{advised(finding)}"


def _message(text: str) -> str:
    return line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _head(report: Report) -> Iterator[str]:
    yield "## Citation check\n"
    for one in report.documents:
        yield f"- {escaped(one.document.path)}: {escaped(sentence(one))}"
    for failure in report.failures:
        yield f"- {escaped(failure.path)}: **not checked**: {escaped(failure.reason)}"
    yield ""


def _table(report: Report) -> Iterator[str]:
    findings = gravest(finding for one in report.documents for finding in shown(one))
    if findings:
        yield "| level | code | place | note | finding |\n| --- | --- | --- | --- | --- |"
        yield from _rows(findings[:_ROWS])
        yield ""
    if len(findings) > _ROWS:
        yield f"{len(findings) - _ROWS} more are not shown.\n"


def _rows(findings: Iterable[Finding]) -> Iterator[str]:
    for one in findings:
        cells = (one.level.value, one.code, where(one.place), one.note or "", advised(one))
        yield f"| {' | '.join(escaped(cell) for cell in cells)} |"
