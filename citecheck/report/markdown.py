"""The report as Markdown: for an issue, a pull request, a message to the author."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citecheck.model import CheckedDocument, Report
from citecheck.report.citing import doubted, line, short
from citecheck.report.summary import asked, sentence, shown
from citecheck.report.text import where

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


class MarkdownReporter:
    """`--format markdown`."""

    name = "markdown"

    def render(self, report: Report) -> str:
        """A section for each document: the findings as a list, the citations as a table."""
        parts = ["# Citation check\n"]
        parts += [line for one in report.documents for line in _document(one)]
        if report.failures:
            parts.append("## Not checked\n")
            parts += [f"- {escaped(one.path)}: {escaped(one.reason)}" for one in report.failures] + [""]
        if report.documents:
            parts.append(escaped(asked(report)))
        return "\n".join(parts).rstrip() + "\n"


def escaped(text: str) -> str:
    r"""Text that Markdown leaves as it is, on one line: a manuscript's own marks, bars and tags do nothing.

    >>> escaped("a|b <i>")
    'a\\|b \\<i\\>'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(line(text).split()))


def _document(one: CheckedDocument) -> Iterator[str]:
    yield f"## {escaped(one.document.path)}\n"
    yield f"{escaped(sentence(one))}\n"
    if findings := shown(one):
        yield "### Findings\n"
        for finding in findings:
            hint = f" {escaped(finding.hint)}" if finding.hint else ""
            yield f"- **{finding.code}** {escaped(where(finding.place))}: {escaped(finding.message)}{hint}"
        yield ""
    rows = list(_rows(one))
    if rows:
        yield "### Citations\n"
        yield "| note | line | cites | verdict | record |\n| ---: | ---: | --- | --- | --- |"
        yield from rows
        yield ""


def _rows(one: CheckedDocument) -> Iterator[str]:
    for note in one.notes:
        place = note.parsed.note.place
        for citation, judgement in zip(note.parsed.citations, note.judgements, strict=True):
            cited = (
                short(citation.work, 120)
                if citation.work
                else note.parsed.note.text.plain[citation.start : citation.end]
            )
            verdict = judgement.verdict.value if judgement else "dangling"
            record = (
                f"{judgement.record.catalogue}: {short(judgement.record.work)}"
                if judgement and judgement.record
                else ""
            )
            cells = (
                note.parsed.note.label or note.parsed.note.id,
                str(place.line or place.page or ""),
                cited + doubted(citation),
                verdict,
                record,
            )
            yield f"| {' | '.join(escaped(cell) for cell in cells)} |"
