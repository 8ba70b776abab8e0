"""A test case a note: what fails, what could not be carried out, and what is only said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from citecheck.model import Finding, Level, Place, Report
from citecheck.report.junit import JunitReporter
from tests.report.samples import CHECKED, FINDINGS, PATH, REPORT


def suite(*findings: Finding) -> etree._Element:
    return etree.fromstring(JunitReporter().render(Report((replace(CHECKED, findings=findings),), "1")))[0]


def test_a_case_for_each_note() -> None:
    names = [case.get("name") for case in suite()]
    assert names == [
        "footnote 1: See R. Pipes, Lenin's Gulag, 45; L. Trotsky, Results & Prospects (1…",
        "footnote 2: Ibid., 46.",
        "footnote 3 (numbering 2): Marx to Engels, [31mop. cit.",
        "footnote * (numbering 2): This is disputed.",
    ]


@pytest.mark.parametrize(
    ("finding", "element"),
    [
        (FINDINGS[1], "failure"),
        (replace(FINDINGS[1], suppressed="known"), "system-out"),
        (replace(FINDINGS[1], baseline="unchanged"), "system-out"),
        (replace(FINDINGS[1], baseline="new"), "failure"),
        (replace(FINDINGS[1], level=Level.WARNING), "system-out"),
        (replace(FINDINGS[1], code="CC204", level=Level.WARNING), "error"),
    ],
    ids=str,
)
def test_what_a_finding_makes_of_its_case(finding: Finding, element: str) -> None:
    (told,) = suite(finding)[0]
    assert told.tag == element
    assert "chapter_1.md:12:1: CC201" in told.text or "chapter_1.md:12:1: CC204" in told.text


def test_a_finding_without_a_note_has_a_case_of_its_own() -> None:
    told = suite(Finding("CC101", Level.ERROR, "mark 9 calls nothing", Place(PATH, 3)))
    assert next(case.get("name") for case in told) == "the manuscript"
    assert told.get("failures") == "1"


def test_sums() -> None:
    root = etree.fromstring(JunitReporter().render(REPORT))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", "2", "1")
