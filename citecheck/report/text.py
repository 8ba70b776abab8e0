"""The report as lines that editors of text follow: ``path:line:column: CODE message``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citecheck.model import Apparatus, Finding, Place, Report
from citecheck.report.citing import line, named
from citecheck.report.summary import asked, sentence, shown


class TextReporter:
    """`--format text`, the default."""

    name = "text"

    def render(self, report: Report) -> str:
        """The findings in the order of their places, then what was counted, then who was asked."""
        return "".join(f"{line(each)}\n" for each in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for one in report.documents:
        for finding in shown(one):
            yield f"{where(finding.place)}: {finding.code} {_noted(finding)}{finding.message}"
            if finding.hint:
                yield f"    {finding.hint}"
    for one in report.documents:
        yield f"{one.document.path}: {sentence(one)}"
    if report.documents:
        yield asked(report)


def _noted(finding: Finding) -> str:
    """The note, where the format has no lines to find it by."""
    return f"note {finding.note}: " if finding.note and finding.place.line is None else ""


def where(place: Place) -> str:
    """``path:line:column``, as far as the format has them; a page is told as such."""
    lines = [str(number) for number in (place.line, place.column) if number is not None]
    page = [f"p{place.page}"] if place.page is not None and not lines else []
    return ":".join([place.path, *lines, *page])


def listing(apparatuses: Iterable[Apparatus]) -> str:
    """What `citecheck extract` prints: each note with its place, and the sentence that calls it."""
    return "".join(f"{line(each)}\n" for one in apparatuses for each in _listed(one))


def _listed(apparatus: Apparatus) -> Iterator[str]:
    for note in apparatus.notes:
        yield f"{where(note.place)}: {named(note)}: {note.text.plain.strip()}"
        if note.mark and note.mark.sentence:
            yield f"    called at {where(note.mark.place)}: {note.mark.sentence}"
    for finding in apparatus.findings:
        yield f"{where(finding.place)}: {finding.code} {finding.message}"
    called = sum(note.mark is not None for note in apparatus.notes)
    yield f"{apparatus.document.path}: {len(apparatus.notes)} notes, {called} called by a mark"
