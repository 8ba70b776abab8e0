"""Parsed notes -> the distinct works they cite, each under a citation key that stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from citecheck.bibliography.citekeys import citekeys
from citecheck.bibliography.groups import Groups
from citecheck.model import Bibliography, Citation, Entry, ParsedNote, Reference, Work

__all__ = ["collect", "collect_all"]

_At = tuple[int, Reference]  # a citation's document and its place there
_MAX_CHAIN = 1000  # back references that point forward at one another, farther than any book goes


def collect(parsed: Sequence[ParsedNote]) -> Bibliography:
    """The distinct works of one document, in the order of their first citation.

    A back reference shares its target's entry. Works that name neither a title nor a container have none.
    """
    return collect_all([parsed])[0]


def collect_all(documents: Sequence[Sequence[ParsedNote]]) -> tuple[Bibliography, ...]:
    """A bibliography for each document, in which one work has the same key and the same entry everywhere."""
    cited = {(n, ref): citation for n, parsed in enumerate(documents) for ref, citation in _citations(parsed)}
    groups = Groups()
    homes = _homes(cited, groups)
    order = list(dict.fromkeys(home for at in cited if (home := homes[at]) is not None))
    works = [groups.work(group) for group in order]
    entries = dict(zip(order, zip(citekeys(works), works, strict=True), strict=True))
    members: list[dict[int, list[Reference]]] = [{} for _ in documents]
    for (document, reference), home in homes.items():
        if home is not None:
            members[document].setdefault(home, []).append(reference)
    return tuple(_bibliography(its, entries) for its in members)


def _citations(parsed: Iterable[ParsedNote]) -> Iterator[tuple[Reference, Citation]]:
    for note in parsed:
        for number, citation in enumerate(note.citations):
            yield Reference(note.note.id, number), citation


def _homes(cited: Mapping[_At, Citation], groups: Groups) -> dict[_At, int | None]:
    """The group of each citation in order, None where it names no work: full citations first, since a reference may point on."""
    homes = {at: _place(citation, groups) for at, citation in cited.items() if citation.refers_to is None}
    for at, citation in cited.items():
        if at not in homes:
            target = homes.get(_target(at, cited, homes))
            homes[at] = _place(citation, groups) if target is None else target
    return {at: homes[at] for at in cited}


def _place(citation: Citation, groups: Groups) -> int | None:
    work = citation.work
    if work is None or not (work.title or work.container):
        return None
    return groups.place(work, frozenset(citation.inferred))


def _target(at: _At, cited: Mapping[_At, Citation], homes: Mapping[_At, int | None]) -> _At:
    """The first citation that has its group, along a chain of back references; somewhere in it where there is none."""
    for _ in range(_MAX_CHAIN):
        citation = cited.get(at)
        if at in homes or citation is None or citation.refers_to is None:
            break
        at = (at[0], citation.refers_to)
    return at


def _bibliography(members: Mapping[int, list[Reference]], entries: Mapping[int, tuple[str, Work]]) -> Bibliography:
    return Bibliography(tuple(Entry(*entries[group], tuple(references)) for group, references in members.items()))
