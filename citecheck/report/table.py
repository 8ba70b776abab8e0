"""The report as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style

from citecheck.model import CheckedNote, Citation, Finding, Judgement, ParsedNote, Report
from citecheck.report.citing import doubted, line, short
from citecheck.report.drawing import Column, drawn
from citecheck.report.summary import asked, sentence, shown
from citecheck.report.text import where

_STYLES = {
    "resolved": "green", "differs": "yellow", "possible": "yellow", "ambiguous": "yellow", "unresolved": "bold red",
    "unchecked": "magenta", "uncatalogued": "cyan", "error": "bold red", "warning": "yellow", "info": "cyan",
}  # fmt: skip


_COLUMNS = (
    Column("note", right=True),
    Column("line", right=True),
    Column("cites", share=4),
    Column("verdict"),
    Column("prob.", right=True),
    Column("record", share=3),
)


class TableReporter:
    """`--format table`: as wide as the terminal; colours by NO_COLOR and FORCE_COLOR, and only on a terminal."""

    name = "table"

    def render(self, report: Report) -> str:
        """A table of citations for each document, its findings, and the summary."""
        terminal = Console()  # asks the environment for its width and colours
        styled = {name: _styled(name, style, terminal) for name, style in _STYLES.items()}
        lines: list[str] = []
        for one in report.documents:
            rows = [tuple(map(line, cells)) for note in one.notes for cells in _rows(note)]
            lines += [line(one.document.path), *drawn(_COLUMNS, rows, terminal.width, styled)]
            lines += [_finding(finding, terminal) for finding in shown(one)]
            lines += [_styled(sentence(one), "bold", terminal), ""]
        if report.documents:
            lines.append(line(asked(report)))
        return "".join(f"{each}\n" for each in lines)


def _finding(one: Finding, terminal: Console) -> str:
    code = _styled(one.code, _STYLES[one.level], terminal)
    return f"{line(where(one.place))}: {code} {line(one.message)}"


def _styled(text: str, style: str, terminal: Console) -> str:
    if not terminal.is_terminal or terminal.color_system is None:
        return text
    looks = Style.parse(style)
    return (looks.without_color if terminal.no_color else looks).render(text, color_system=ColorSystem.STANDARD)


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
