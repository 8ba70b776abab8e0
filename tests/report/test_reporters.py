"""Golden reports: each reporter's whole output for the report of samples.py."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from citecheck.formats import bibtex
from citecheck.model import Bibliography, CheckedDocument, Date, Document, Finding, Level, Name, Place, Work
from citecheck.protocols import Reporter
from citecheck.report import shapes
from citecheck.report.bib import BibReporter, CslReporter
from citecheck.report.citing import line, short
from citecheck.report.github import GithubReporter, summary
from citecheck.report.gitlab import GitlabReporter
from citecheck.report.html import HtmlReporter
from citecheck.report.json import JsonReporter
from citecheck.report.junit import JunitReporter
from citecheck.report.markdown import MarkdownReporter, escaped
from citecheck.report.queries import QueriesReporter
from citecheck.report.rdjson import RdjsonReporter
from citecheck.report.sarif import SarifReporter
from citecheck.report.summary import sentence, shown
from citecheck.report.table import TableReporter
from citecheck.report.text import TextReporter, listing
from tests.report.samples import APPARATUS, EMPTY, REPORT, TALKING

EXPECTED = Path(__file__).parent / "expected"
REPORTERS: list[tuple[Reporter, str]] = [
    (TextReporter(), "text.txt"),
    (TableReporter(), "table.txt"),
    (JsonReporter(), "report.json"),
    (MarkdownReporter(), "report.md"),
    (BibReporter(), "refs.bib"),
    (CslReporter(), "refs.json"),
    (SarifReporter(), "report.sarif"),
    (JunitReporter(), "junit.xml"),
    (GithubReporter(), "github.txt"),
    (GitlabReporter(), "gitlab.json"),
    (RdjsonReporter(), "rdjson.json"),
    (HtmlReporter(), "report.html"),
    (QueriesReporter(), "queries.md"),
]


def expected(name: str) -> str:
    return (EXPECTED / name).read_text("utf-8")


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.parametrize(("reporter", "name"), REPORTERS, ids=lambda one: getattr(one, "name", one))
def test_the_whole_report(reporter: Reporter, name: str) -> None:
    assert isinstance(reporter, Reporter)
    assert reporter.render(REPORT) == expected(name)


@pytest.mark.parametrize("reporter", [reporter for reporter, _ in REPORTERS], ids=lambda one: one.name)
def test_no_report_steers_a_terminal(reporter: Reporter) -> None:
    assert "\x1b" not in reporter.render(REPORT)
    assert "\x1b" not in reporter.render(EMPTY)


def test_the_summary_of_a_step() -> None:
    assert summary(REPORT) == expected("github-summary.md")


def test_notes_as_text_and_as_json() -> None:
    assert listing([APPARATUS]) == expected("notes.txt")
    assert shapes.extraction([APPARATUS], REPORT.failures) == expected("notes.json")


# --- json: the keys that other people's scripts read (INTERFACE) ------------------------------------------------------


def test_the_keys_of_the_report() -> None:
    body = json.loads(JsonReporter().render(REPORT))
    assert list(body) == ["schema", "tool", "documents", "failures", "coverage", "summary"]
    (document,) = body["documents"]
    assert {"path", "format", "notes", "findings"} <= document.keys()
    note = document["notes"][0]
    assert {"id", "scope", "label", "kind", "text", "emphasis", "place", "mark", "content", "citations"} <= note.keys()
    asked = {"start", "end", "role", "signal", "locator", "work", "spans", "inferred", "refers_to"}
    answered = {"verdict", "probability", "record", "differences", "candidates", "asked", "outages"}
    assert asked | answered | {"citekey"} <= note["citations"][1].keys()
    finding = {"code", "level", "message", "hint", "place", "note", "citation", "fingerprint"}
    assert document["findings"][0].keys() == finding | {"suppressed", "baseline", "effective_level"}
    (talking,) = json.loads(JsonReporter().render(TALKING))["documents"][0]["notes"]
    assert (talking["content"], talking["citations"]) == ("commentary", [])
    (mention,) = talking["mentions"]
    assert mention.keys() == asked | {"unsure"}
    assert (mention["role"], mention["work"]["title"]) == ("mention", "Lucinda")
    verdicts = {"resolved", "differs", "possible", "ambiguous", "unresolved", "unchecked", "uncatalogued"}
    assert {"notes", "citations", "works"} | verdicts <= body["summary"].keys()


def test_an_empty_report_still_has_its_shape() -> None:
    body = json.loads(JsonReporter().render(EMPTY))
    assert (body["documents"], body["coverage"], body["summary"]["works"]) == ([], {"asked": {}, "outages": []}, 0)


# --- table ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_the_table_is_as_wide_as_the_terminal_at_most(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    drawn = [row for row in TableReporter().render(REPORT).splitlines() if row[:1] in "┏┃┡│└"]
    assert drawn
    assert max(map(len, drawn)) <= columns


def test_colours_are_forced_and_forbidden_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[32m" in TableReporter().render(REPORT) or "\x1b[1;31m" in TableReporter().render(REPORT)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;31m" not in TableReporter().render(REPORT)


# --- markdown -------------------------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), max_size=40))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    (row,) = [token for token in MarkdownIt("commonmark").parse(f"x {escaped(text)} x") if token.type == "inline"]
    shown = "".join(child.content for child in row.children or [])
    assert shown == f"x {' '.join(text.split())} x"


def test_a_cell_stays_a_cell() -> None:
    page = MarkdownIt("commonmark").enable("table").render(MarkdownReporter().render(REPORT))
    assert page.count("<td") == 5 * 5
    assert "Letter | to &lt;b&gt;Engels&lt;/b&gt;" in page


# --- bibliography ---------------------------------------------------------------------------------------------------


def test_the_bibliography_reads_back() -> None:
    loaded = bibtex.loads(BibReporter().render(REPORT))
    assert loaded.complaints == ()
    assert loaded.entries == tuple((entry.citekey, entry.work) for entry in REPORT.bibliography.entries)


# --- a work in a few words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("work", "width", "told"),
    [
        (
            Work(title="1905", authors=(Name("Trotsky", "L."),), issued=Date(1971), original=Date(1909)),
            80,
            "Trotsky, 1905 (1971)",
        ),
        (Work(title="A", authors=(Name("B"), Name(literal="C & Co"))), 80, "B and C & Co, A"),
        (Work(title="A", editors=(Name("B"), Name("C"), Name("D"))), 80, "B et al., A"),
        (Work(container="Pravda", original=Date(1920)), 80, "Pravda (1920)"),
        (Work(archive="RGASPI"), 80, "RGASPI"),
        (Work(), 80, ""),
        (Work(title="A title too long"), 8, "A title…"),
    ],
    ids=str,
)
def test_a_work_in_a_few_words(work: Work, width: int, told: str) -> None:
    assert short(work, width) == told


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    assert len(line(f"x{text}x").splitlines()) == 1


# --- what counts ----------------------------------------------------------------------------------------------------


def test_what_is_suppressed_or_known_to_the_baseline_is_counted_and_not_shown() -> None:
    one = Finding("CC201", Level.ERROR, "in no catalogue", Place("a.md", 1))
    findings = (
        one,
        replace(one, baseline="new"),
        replace(one, baseline="unchanged"),
        replace(one, suppressed="a letter"),
        replace(one, suppressed="a letter", baseline="unchanged"),
    )
    document = CheckedDocument(Document("a.md", "markdown", ()), (), Bibliography(), findings)
    assert shown(document) == findings[:2]
    assert sentence(document).endswith("; 2 findings, 2 suppressed, 1 in the baseline")
    told = [(shapes.finding(each)["baseline"], shapes.finding(each)["effective_level"]) for each in findings]
    assert told == [(None, "error"), ("new", "error"), ("unchanged", None), (None, None), ("unchanged", None)]
