"""CC501 to CC504 and CC507: back references that lead nowhere, or to several places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citecheck.judge.naming import Cited, called, citations
from citecheck.model import CheckedNote, Finding, Reference, Role
from citecheck.text import fold


def findings(notes: Sequence[CheckedNote]) -> Iterator[Finding]:
    """At most one for each citation."""
    labels = _numbers(notes)
    where = {checked.parsed.note.id: checked.parsed.note.label for checked in notes}
    for cited in citations(notes):
        found = _missing_note(cited, labels) or _ibid(cited, where) or _short(cited, where)
        if found:
            yield found


def _numbers(notes: Sequence[CheckedNote]) -> set[str]:
    """What a note can be called by: its label, or its number in order where notes have names, which are not printed."""
    labels = {fold(checked.parsed.note.label) or checked.parsed.note.label for checked in notes}
    if not all(label.isdigit() for label in labels):
        labels |= {str(number) for number in range(1, len(notes) + 1)}
    return labels


def _missing_note(cited: Cited, labels: set[str]) -> Finding | None:
    named = cited.citation.named_note
    if not named or cited.citation.refers_to is not None or (fold(named) or named) in labels:
        return None
    return cited.find("CC507", f"note {named} is referred to, and there is none", "Correct the number of the note.")


def _ibid(cited: Cited, where: dict[str, str]) -> Finding | None:
    citation = cited.citation
    if citation.role is not Role.IBID:
        return None
    if citation.refers_to is None:
        return cited.find(
            "CC501", f"“{cited.text.strip()}” has no work before it", "Cite the work by author and title."
        )
    if citation.rivals:
        places = _places((citation.refers_to, *citation.rivals), where)
        message = f"“{cited.text.strip()}” follows a note with several works ({places}): which is meant?"
        return cited.find("CC502", message, "Cite the work by author and short title.")
    return None


def _short(cited: Cited, where: dict[str, str]) -> Finding | None:
    citation = cited.citation
    if citation.role is not Role.SHORT:
        return None
    if citation.rivals:
        places = _places(filter(None, (citation.refers_to, *citation.rivals)), where)
        message = f"{called(citation.work, cited.text)} fits several works cited before ({places})"
        return cited.find("CC504", message, "Give as much of the title as tells them apart.")
    if citation.refers_to is None:
        message = f"{called(citation.work, cited.text)} was not cited in full before"
        return cited.find("CC503", message, "Cite the work in full here, at its first mention.")
    return None


def _places(references: Iterator[Reference] | Sequence[Reference] | filter[Reference], where: dict[str, str]) -> str:
    labels = dict.fromkeys(where.get(one.note) or one.note for one in references)
    return ("note " if len(labels) == 1 else "notes ") + ", ".join(labels)
