"""CC505 and CC506: one work cited in full more than once, or in ways that contradict one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from citecheck.judge.naming import Cited, called, citations
from citecheck.model import Bibliography, CheckedNote, Finding, NoteKind, Role, Work
from citecheck.text import fold


def findings(notes: Sequence[CheckedNote], bibliography: Bibliography) -> Iterator[Finding]:
    """For each work, its full citations held against the earlier ones."""
    full = {cited.reference: cited for cited in citations(notes) if is_full(cited)}
    for entry in bibliography.entries:
        of_entry = [full[reference] for reference in entry.cited if reference in full]
        for number, cited in enumerate(of_entry[1:], 1):
            yield from _repeated(cited, of_entry[:number])
            yield from _contradicted(cited, of_entry[:number])


def is_full(cited: Cited) -> bool:
    """Whether a citation describes its work: in the note itself a title, and the year, publisher or container."""
    citation, work = cited.citation, cited.citation.work
    if citation.role is not Role.WORK or work is None or not work.title:
        return False
    said = {"issued": work.issued, "publisher": work.publisher, "container-title": work.container}
    return any(value and name not in citation.inferred for name, value in said.items())


def _repeated(cited: Cited, before: Sequence[Cited]) -> Iterator[Finding]:
    """In one chapter, and not between the notes and the list of references, which repeats them by design."""
    for other in before:
        in_list = NoteKind.REFERENCE in (cited.note.kind, other.note.kind)
        if other.note.scope == cited.note.scope and not in_list:
            earlier = other.note.label or other.note.id
            message = f"{called(cited.citation.work, cited.text)} was cited in full in note {earlier}"
            yield cited.find("CC505", message, "A short form will do.")
            return


def _contradicted(cited: Cited, before: Sequence[Cited]) -> Iterator[Finding]:
    for field, (read, contradicts) in _FIELDS.items():
        for other in before:
            ours, theirs = _said(cited, field, read), _said(other, field, read)
            if ours and theirs and contradicts(ours, theirs) and not _are_editions(cited, other):
                where = f"note {other.note.label or other.note.id}"
                message = (
                    f"{called(cited.citation.work, cited.text)}: {_NAMES[field]} “{ours}” here, “{theirs}” in {where}"
                )
                yield cited.find("CC506", message, "Make them agree.")
                return


def _said(cited: Cited, field: str, read: Callable[[Work], str]) -> str:
    work = cited.citation.work
    return read(work) if work is not None and field not in cited.citation.inferred else ""


def _are_editions(one: Cited, other: Cited) -> bool:
    """Whether both say that they mean different volumes or editions, which may well differ."""
    here, there = one.citation.work, other.citation.work
    if here is None or there is None:
        return False
    return any(a and b and a != b for a, b in ((here.volume, there.volume), (here.edition, there.edition)))


def _years_differ(ours: str, theirs: str) -> bool:
    return not set(ours.split("/")) & set(theirs.split("/"))


def _publishers_differ(ours: str, theirs: str) -> bool:
    """Nothing in common: "Penguin" and "Penguin Books" are one."""
    return not set(fold(ours).split()) & set(fold(theirs).split())


def _spellings_differ(ours: str, theirs: str) -> bool:
    """Neither is the beginning or the end of the other: a subtitle or a particle left out is no contradiction."""
    here, there = fold(ours), fold(theirs)
    return bool(here and there) and not any(a.startswith(b) or a.endswith(b) for a, b in ((here, there), (there, here)))


def _years(work: Work) -> str:
    return "/".join(dict.fromkeys(str(date.year) for date in (work.original, work.issued) if date))


_NAMES: Mapping[str, str] = {"issued": "year", "publisher": "publisher", "author": "author", "title": "title"}
_FIELDS: Mapping[str, tuple[Callable[[Work], str], Callable[[str, str], bool]]] = {
    "issued": (_years, _years_differ),
    "publisher": (lambda work: work.publisher, _publishers_differ),
    "author": (
        lambda work: work.authors[0].family or work.authors[0].literal if work.authors else "",
        _spellings_differ,
    ),
    "title": (lambda work: work.title, _spellings_differ),
}
