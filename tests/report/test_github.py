"""Workflow commands (docs.github.com, "workflow commands"): escaped, gravest first, as many as are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from citecheck.model import Document, Finding, Level, Place, Report
from citecheck.report.github import LIMIT, GithubReporter, summary
from tests.report.samples import CHECKED, REPORT

ERROR = Finding("CC201", Level.ERROR, "in no catalogue", Place("a.md", 3, 2), "", "1", 0, "0a")


def rendered(*findings: Finding, path: str = "a.md") -> list[str]:
    one = replace(CHECKED, document=Document(path, "markdown", ()), findings=findings)
    return GithubReporter().render(Report((one,), "1")).splitlines()


@pytest.mark.parametrize(
    ("finding", "told"),
    [
        (ERROR, "::error file=a.md,line=3,col=2,title=CC201::in no catalogue"),
        (replace(ERROR, hint="look it up"), "::error file=a.md,line=3,col=2,title=CC201::in no catalogue. Look it up"),
        (replace(ERROR, message="100%\n::error::x"), "::error file=a.md,line=3,col=2,title=CC201::100%25 ::error::x"),
        (
            replace(ERROR, place=Place("a,b:c%.md", 3)),
            "::error file=a%2Cb%3Ac%25.md,line=3,title=CC201::in no catalogue",
        ),
        (replace(ERROR, place=Place("a.docx")), "::error file=a.docx,title=CC201::note 1: in no catalogue"),
        (replace(ERROR, level=Level.INFO), "::notice file=a.md,line=3,col=2,title=CC201::in no catalogue"),
    ],
    ids=str,
)
def test_an_annotation(finding: Finding, told: str) -> None:
    assert rendered(finding)[0] == told


def test_the_gravest_are_shown_and_the_others_are_not_lost() -> None:
    warnings = [replace(ERROR, code="CC203", level=Level.WARNING, place=Place("a.md", n)) for n in range(1, 13)]
    lines = rendered(*warnings, replace(ERROR, place=Place("a.md", 40)))
    assert lines[0].startswith("::error ")
    assert sum(line.startswith("::") for line in lines) == LIMIT
    assert lines[LIMIT:-1] == [f"warning a.md:{n}: CC203 in no catalogue" for n in (10, 11, 12)]


def test_no_manuscript_gives_commands() -> None:
    many = [replace(ERROR, message="##[error]x ::warning::y", place=Place("::error::z.md"))] * (LIMIT + 2)
    plain = rendered(*many, path="::set-output name=a::b")[LIMIT:]
    assert len(plain) == 3
    assert not any(line.startswith("::") or "##[" in line for line in plain)


def test_suppressed_and_known_findings_are_not_annotated() -> None:
    lines = rendered(replace(ERROR, suppressed="known"), replace(ERROR, baseline="unchanged"))
    assert len(lines) == 1
    assert lines[0].endswith("no findings, 1 suppressed, 1 in the baseline")


def test_files_that_were_not_read_come_first() -> None:
    first = GithubReporter().render(REPORT).splitlines()[0]
    assert first == "::error file=notes_2.docx,title=unread::no notes found"


def test_the_summary_is_a_table() -> None:
    page = MarkdownIt("commonmark").enable("table").render(summary(REPORT))
    assert page.count("<tr>") == 1 + 3
    assert "<b>" not in page
    assert "notes_2.docx" in page


def test_the_summary_says_what_it_leaves_out() -> None:
    one = replace(CHECKED, findings=(ERROR,) * 501)
    assert "1 more are not shown." in summary(Report((one,), "1"))
