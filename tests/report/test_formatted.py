"""The same notes and works in every form that people read."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from docx import Document
from lxml import html
from markdown_it import MarkdownIt

from citecheck.errors import UsageError
from citecheck.model import Bibliography, Entry, Filled, Reference, Report, Work
from citecheck.report import bib
from citecheck.report.formatted import docx, markdown, page, text
from citecheck.report.formatted import html as html_page
from tests.report.samples import EMPTY, REPORT

STYLE = "chicago-notes-bibliography-17th-edition"
PAGE = page(REPORT, STYLE, with_notes=True)
NOTES = [
    "1. See R. Pipes, Lenin's Gulag (n.d.), 45; L. Trotsky, Results & Prospects (1955).",
    "2. Pipes, Lenin's Gulag, 46.",
]
WORKS = ["Pipes, R. Lenin's Gulag. n.d.", "Trotsky, L. Results & Prospects. 1955."]


def test_as_text() -> None:
    lines = text(PAGE).split("\n\n")
    assert lines[0] == "Notes: chapter_1.md"
    assert lines[1:3] == NOTES
    assert lines[3] == "3. Marx, “Letter | to <b>Engels</b>,” January 3, 1868, IISG."
    assert lines[4] == "Bibliography"
    assert {one.strip() for one in lines[5:]} >= set(WORKS)


def test_as_markdown_it_reads_the_same() -> None:
    shown = html.fromstring(MarkdownIt("commonmark").render(markdown(PAGE)))
    paragraphs = [one.text_content() for one in shown.iter("p", "h2")]
    assert paragraphs == [one.strip() for one in text(PAGE).split("\n\n")]
    assert [one.text for one in shown.iter("em")][:3] == ["Lenin's Gulag", "Results & Prospects", "Lenin's Gulag"]


def test_as_html_no_title_becomes_markup() -> None:
    written = html_page(PAGE)
    shown = html.fromstring(written)
    assert [one.text_content() for one in shown.iter("p", "h2")] == [one.strip() for one in text(PAGE).split("\n\n")]
    assert list(shown.iter("b", "script")) == []
    assert not re.search(r"(?:src|href)=", written)


def test_as_word() -> None:
    document = Document(BytesIO(docx(PAGE)))
    assert [one.text for one in document.paragraphs] == [one.strip() for one in text(PAGE).split("\n\n")]
    assert [run.text for run in document.paragraphs[2].runs if run.italic] == ["Lenin's Gulag"]


def test_without_notes_there_is_only_the_bibliography() -> None:
    assert text(page(REPORT, STYLE, with_notes=False)).startswith("Bibliography\n\n")


def test_a_style_without_a_bibliography_says_so() -> None:
    with pytest.raises(UsageError, match="--notes"):
        bib.written(REPORT, "text", "bluebook-law-review", with_notes=False)
    assert bib.written(EMPTY, "text", "bluebook-law-review", with_notes=False) == ""


@pytest.mark.parametrize("form", ["bib", "biblatex", "ris", "csl"])
def test_every_field_that_was_filled_in_is_told(form: str) -> None:
    filled = (Filled("publisher", "shelf", "k7", "http://x"), Filled("ISBN", "shelf", "k7", "http://x"))
    entry = Entry("key", Work(title="A", publisher="Verso"), (Reference("a#1", 0),), filled)
    report = Report((), "1", bibliography=Bibliography((entry,)))
    written = bib.written(report, form, "", with_notes=False)
    assert isinstance(written, str)
    told = '"publisher": "shelf:k7"' if form == "csl" else "publisher, ISBN from shelf:k7"
    assert told in written
    assert '"field": "ISBN"' in bib.trace(report)
