"""The report as JUnit XML, by the schema of Jenkins' xUnit plugin: a suite for each file, a test case for each note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from lxml import etree

from citecheck.model import CheckedDocument, Failure, Finding, Level, Report
from citecheck.report.citing import advised, line, named
from citecheck.report.text import where

_UNCHECKED = "CC204"  # JUnit's "error": the test could not be carried out
_SHOWN = 80  # characters of a note in its test case's name


class JunitReporter:
    """`--format junit`. A failure for each finding of level error; the others, and what does not count, as output."""

    name = "junit"

    def render(self, report: Report) -> str:
        """Suites in the order of the files; a file that could not be read is a suite with an error."""
        suites = [*map(_suite, report.documents), *map(_failed, report.failures)]
        root = etree.Element("testsuites", name="citecheck", **_counted(suites))
        root.extend(suites)
        return str(etree.tostring(root, pretty_print=True, encoding="unicode"))


def _suite(one: CheckedDocument) -> etree._Element:
    found: dict[str | None, list[Finding]] = defaultdict(list)
    for finding in one.findings:
        found[finding.note].append(finding)
    path = line(one.document.path)
    cases = [_case(path, "the manuscript", found.pop(None))] if None in found else []
    notes = (checked.parsed.note for checked in one.notes)
    cases += [_case(path, _titled(named(note), note.text.plain), found[note.id]) for note in notes]
    return _filled(path, cases)


def _failed(failure: Failure) -> etree._Element:
    case = etree.Element("testcase", classname=line(failure.path), name="reading")
    etree.SubElement(case, "error", type="unread", message=line(failure.reason))
    return _filled(line(failure.path), [case])


def _filled(path: str, cases: Sequence[etree._Element]) -> etree._Element:
    suite = etree.Element(
        "testsuite",
        name=path,
        file=path,
        tests=str(len(cases)),
        failures=str(sum(case.find("failure") is not None for case in cases)),
        errors=str(sum(case.find("error") is not None for case in cases)),
    )
    suite.extend(cases)
    return suite


def _case(path: str, name: str, findings: Iterable[Finding]) -> etree._Element:
    case = etree.Element("testcase", classname=path, name=name)
    told = []
    for finding in findings:
        at = f"{where(finding.place)}: {finding.code} {advised(finding)}"
        if not finding.stands:
            told.append(f"{at} ({_put_aside(finding)})")
        elif finding.code == _UNCHECKED or finding.level is Level.ERROR:
            kind = "error" if finding.code == _UNCHECKED else "failure"
            element = etree.SubElement(case, kind, type=finding.code, message=line(finding.message))
            element.text = line(at)
        else:
            told.append(at)
    if told:
        etree.SubElement(case, "system-out").text = "\n".join(map(line, told))
    return case


def _put_aside(finding: Finding) -> str:
    return "in the baseline" if finding.suppressed is None else f"suppressed: {finding.suppressed}"


def _titled(name: str, text: str) -> str:
    told = line(f"{name}: {text.strip()}")
    return told if len(told) <= _SHOWN else f"{told[: _SHOWN - 1].rstrip()}…"


def _counted(suites: Iterable[etree._Element]) -> dict[str, str]:
    counted = tuple(suites)
    return {name: str(sum(int(suite.get(name, "0")) for suite in counted)) for name in ("tests", "failures", "errors")}
