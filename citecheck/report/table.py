"""The report as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from citecheck.model import CheckedDocument, CheckedNote, Citation, Finding, Judgement, ParsedNote, Report
from citecheck.report.citing import doubted, line, short
from citecheck.report.summary import asked, sentence, shown
from citecheck.report.text import where

_STYLES = {
    "resolved": "green", "differs": "yellow", "possible": "yellow", "ambiguous": "yellow", "unresolved": "bold red",
    "unchecked": "magenta", "uncatalogued": "cyan", "error": "bold red", "warning": "yellow", "info": "cyan",
}  # fmt: skip


class TableReporter:
    """`--format table`: as wide as the terminal; colours by NO_COLOR and FORCE_COLOR, and only on a terminal."""

    name = "table"

    def render(self, report: Report) -> str:
        """A table of citations for each document, its findings, and the summary."""
        colours = Console()  # asks the environment for its width and colours
        written = StringIO()
        page = Console(file=written, width=colours.width, force_terminal=colours.is_terminal, no_color=colours.no_color)
        for one in report.documents:
            page.print(_citations(one))
            for finding in shown(one):
                page.print(_finding(finding), soft_wrap=True)
            page.print(Text(f"{sentence(one)}\n", style="bold"), soft_wrap=True)
        if report.documents:
            page.print(Text(line(asked(report))), soft_wrap=True)
        return written.getvalue()


def _finding(one: Finding) -> Text:
    where_, message = line(where(one.place)), line(one.message)
    return Text.assemble(f"{where_}: ", (one.code, _STYLES[one.level]), f" {message}")


def _citations(document: CheckedDocument) -> Table:
    table = Table(title=Text(line(document.document.path)), title_justify="left", expand=False)
    table.add_column("note", justify="right", no_wrap=True)
    table.add_column("line", justify="right", no_wrap=True)
    table.add_column("cites", ratio=3)
    table.add_column("verdict", no_wrap=True)
    table.add_column("prob.", justify="right", no_wrap=True)
    table.add_column("record", ratio=2)
    for note in document.notes:
        for cells in _rows(note):
            table.add_row(*(Text(line(cell), style=_STYLES.get(cell, "")) for cell in cells))
    return table


def _rows(note: CheckedNote) -> Iterator[tuple[str, ...]]:
    parsed = note.parsed
    number, place = parsed.note.label or parsed.note.id, str(parsed.note.place.line or parsed.note.place.page or "")
    if not parsed.citations:
        yield number, place, "", parsed.content.value, "", ""
    for citation, judgement in zip(parsed.citations, note.judgements, strict=True):
        yield number, place, _cited(parsed, citation), *_judged(judgement)


def _cited(parsed: ParsedNote, citation: Citation) -> str:
    cited = short(citation.work) if citation.work else parsed.note.text.plain[citation.start : citation.end]
    doubt = doubted(citation)
    return f"{cited}{doubt}" if citation.role == "work" else f"{citation.role.value}: {cited}{doubt}"


def _judged(one: Judgement | None) -> tuple[str, str, str]:
    """Verdict, probability and record; a back reference without a work has no verdict."""
    if one is None:
        return "dangling", "", ""
    if one.record is None:
        return one.verdict.value, "", ""
    return one.verdict.value, f"{one.probability:.2f}", f"{one.record.catalogue}:{one.record.key}"
