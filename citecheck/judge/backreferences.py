"""CC501 to CC504: back references that lead nowhere, or to several places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from citecheck.judge.naming import Cited, called, citations
from citecheck.judge.pointers import Numbers
from citecheck.model import CheckedNote, Content, Finding, Note, Reference, Role
from citecheck.text import fold

_CHAPTER = 10  # notes that a chapter has at least; where numbering begins anew after fewer, it does so on every page


def findings(notes: Sequence[CheckedNote], described: Collection[Reference] = ()) -> Iterator[Finding]:
    """At most one for each citation; `described`: the citations whose work the bibliography describes well enough."""
    numbers = Numbers(notes)
    where = {checked.parsed.note.id: checked.parsed.note for checked in notes}
    before = _befores(notes)
    for cited in citations(notes):
        found = numbers.find(cited) or _ibid(cited, where, before) or _short(cited, where, described, notes)
        if found:
            yield found


def _befores(notes: Sequence[CheckedNote]) -> dict[str, CheckedNote | None]:
    """The note before each, None before the first of a chapter."""
    lengths = Counter(checked.parsed.note.scope for checked in notes)
    found: dict[str, CheckedNote | None] = {}
    last: CheckedNote | None = None
    for checked in notes:
        note = checked.parsed.note
        opens = last is None or (last.parsed.note.scope != note.scope and lengths[last.parsed.note.scope] >= _CHAPTER)
        found[note.id] = None if opens else last
        last = checked
    return found


def _ibid(cited: Cited, where: Mapping[str, Note], before: Mapping[str, CheckedNote | None]) -> Finding | None:
    citation, mark = cited.citation, f"“{cited.text.strip()}”"
    if citation.role is not Role.IBID:
        return None
    if citation.refers_to is None:
        return cited.find("CC501", f"{mark} has no work before it", "Cite the work by author and title.")
    if citation.rivals:
        places = _places((citation.refers_to, *citation.rivals), where)
        message = f"{mark} follows a note with several works ({places}): which is meant?"
        return cited.find("CC502", message, "Cite the work by author and short title.")
    if cited.number == 0 and citation.refers_to.note in where and not _names_author(cited):
        return _astray(cited, mark, before.get(cited.note.id))
    return None


def _names_author(cited: Cited) -> bool:
    """Whether the author stands beside the mark ("Marx, ibid."), which leads farther back than the note before."""
    return any(span.field in ("author", "editor", "title") for span in cited.citation.spans)


def _astray(cited: Cited, mark: str, last: CheckedNote | None) -> Finding | None:
    """An ibid. that has a work before it, though not in the note before."""
    if last is None:
        message = f"{mark} opens a chapter: the work before it is cited in another"
        return cited.find("CC501", message, "Cite the work by author and title.")
    if last.parsed.content is Content.COMMENTARY and last.parsed.mentions:
        note, mention = last.parsed.note, last.parsed.mentions[-1]
        work = called(mention.work, note.text.plain[mention.start : mention.end])
        message = f"{mark} follows note {note.label or note.id}, which mentions {work} and cites nothing"
        return cited.find("CC501", message, "Cite the author and title.")
    return None


def _short(
    cited: Cited, where: Mapping[str, Note], described: Collection[Reference], notes: Sequence[CheckedNote]
) -> Finding | None:
    citation = cited.citation
    if citation.role is not Role.SHORT:
        return None
    if citation.rivals:
        places = _places(filter(None, (citation.refers_to, *citation.rivals)), where)
        message = f"{called(citation.work, cited.text)} fits several works cited before ({places})"
        return cited.find("CC504", message, "Give as much of the title as tells them apart.")
    if citation.refers_to is None and cited.reference not in described:
        message = f"{called(citation.work, cited.text)} was not cited in full before"
        return cited.find("CC503", message, _where_in_full(cited, notes))
    return None


def _where_in_full(cited: Cited, notes: Sequence[CheckedNote]) -> str:
    """What to do; where a later note cites the work in full, it is named."""
    own = cited.citation.work
    title = fold(own.title) if own else ""
    later = False
    for other in citations(notes) if title else ():
        later = later or other.reference == cited.reference
        work = other.citation.work
        if later and other.citation.role is Role.WORK and work and work.issued and title in fold(work.title):
            return f"It is cited in full in note {other.note.label or other.note.id}: do so here, at its first mention."
    return "Cite the work in full here, at its first mention."


def _places(references: Iterator[Reference] | Sequence[Reference], where: Mapping[str, Note]) -> str:
    labels = dict.fromkeys((where[one.note].label if one.note in where else "") or one.note for one in references)
    return ("note " if len(labels) == 1 else "notes ") + ", ".join(labels)
