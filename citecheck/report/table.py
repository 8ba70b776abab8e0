"""The report as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from citecheck.model import CheckedDocument, CheckedNote, Report
from citecheck.report.citing import short
from citecheck.report.summary import asked, sentence
from citecheck.report.text import where

_STYLES = {
    "resolved": "green", "differs": "yellow", "possible": "yellow", "ambiguous": "yellow", "unresolved": "bold red",
    "unchecked": "magenta", "uncatalogued": "cyan", "error": "bold red", "warning": "yellow", "info": "cyan",
}  # fmt: skip
Row = tuple[str, str, str, str, str]


class TableReporter:
    """`--format table`: as wide as the terminal; colours by NO_COLOR and FORCE_COLOR, and only on a terminal."""

    name = "table"

    def render(self, report: Report) -> str:
        """A table of citations for each document, its findings, and the summary."""
        colours = Console()  # asks the environment for its width and colours
        page = Console(
            file=StringIO(), width=colours.width, force_terminal=colours.is_terminal, no_color=colours.no_color
        )
        for one in report.documents:
            page.print(_citations(one))
            for finding in one.findings:
                page.print(
                    Text.assemble(
                        f"{where(finding.place)}: ", (finding.code, _STYLES[finding.level]), f" {finding.message}"
                    ),
                    soft_wrap=True,
                )
            page.print(Text(f"{sentence(one)}\n", style="bold"), soft_wrap=True)
        if report.documents:
            page.print(Text(asked(report)))
        written = page.file
        assert isinstance(written, StringIO)  # noqa: S101 (it is the one given above)
        return written.getvalue()


def _citations(document: CheckedDocument) -> Table:
    table = Table(title=document.document.path, title_justify="left", expand=False)
    table.add_column("note", justify="right", no_wrap=True)
    table.add_column("line", justify="right", no_wrap=True)
    table.add_column("cites", ratio=3)
    table.add_column("verdict", no_wrap=True)
    table.add_column("record", ratio=2)
    for note in document.notes:
        for number, line, cited, verdict, record in _rows(note):
            table.add_row(
                Text(number), line, Text(cited), Text(verdict, style=_STYLES.get(verdict, "dim")), Text(record)
            )
    return table


def _rows(note: CheckedNote) -> Iterator[Row]:
    parsed = note.parsed
    line = str(parsed.note.place.line or parsed.note.place.page or "")
    if not parsed.citations:
        yield parsed.note.id, line, "", parsed.content.value, ""
    for citation, judgement in zip(parsed.citations, note.judgements, strict=True):
        cited = short(citation.work) if citation.work else parsed.note.text.plain[citation.start : citation.end]
        role = "" if citation.role == "work" else f"{citation.role.value}: "
        verdict = judgement.verdict.value if judgement else "dangling"
        record = (
            f"{judgement.record.catalogue}:{judgement.record.key} ({judgement.probability:.2f})"
            if judgement and judgement.record
            else ""
        )
        yield parsed.note.id, line, role + cited, verdict, record
