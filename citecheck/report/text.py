"""The report as lines that editors of text follow: ``path:line:column: CODE message``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citecheck.model import Apparatus, Finding, Outgoing, Place, Query, Report
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


def listing(apparatuses: Sequence[Apparatus], asked: Sequence[Outgoing] | None = None) -> str:
    """What `citecheck extract` prints: each note with its place, the sentence that calls it, and what it would ask."""
    outgoing = asked or [{}] * len(apparatuses)
    listed = (each for one, out in zip(apparatuses, outgoing, strict=True) for each in _listed(one, out))
    return "".join(f"{line(each)}\n" for each in listed)


def _listed(apparatus: Apparatus, asked: Outgoing) -> Iterator[str]:
    for note in apparatus.notes:
        yield f"{where(note.place)}: {named(note)}: {note.text.plain.strip()}"
        if note.mark and note.mark.sentence:
            yield f"    called at {where(note.mark.place)}: {note.mark.sentence}"
        yield from (f"    would ask: {_asked(query)}" for query in asked.get(note.id, ()))
    for finding in apparatus.findings:
        yield f"{where(finding.place)}: {finding.code} {finding.message}"
    called = sum(note.mark is not None for note in apparatus.notes)
    yield f"{apparatus.document.path}: {len(apparatus.notes)} notes, {called} called by a mark"


def _asked(query: Query) -> str:
    """The reference, with the authors whom it does not name itself: they go out too."""
    elsewhere = [str(name) for name in query.work.authors if (name.family or name.literal) not in query.text]
    return query.text.strip() + (f" (author: {'; '.join(elsewhere)})" if elsewhere else "")
