"""Gathers citations into works: back references with their targets, full citations of one work with each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from citecheck.bibliography.citekeys import citekeys
from citecheck.bibliography.groups import Groups
from citecheck.model import Bibliography, Citation, Entry, ParsedNote, Reference, Work

_MAX_CHAIN = 1000  # back references that point forward at one another, farther than any book goes


def collect(parsed: Sequence[ParsedNote]) -> Bibliography:
    """One entry for each distinct work of a document, in the order of first citation.

    A back reference shares its target's entry. A work that names no title, container or archive has none, nor has a
    back reference that dangles without a work of its own.
    """
    cited = {Reference(note.note.id, n): citation for note in parsed for n, citation in enumerate(note.citations)}
    groups = Groups()
    return _bibliography(_homes(cited, groups), groups)


def together(documents: Iterable[tuple[str, Bibliography]]) -> Bibliography:
    """The works of several documents, given as (path, bibliography), each once, under keys of their own.

    Notes are named "PATH#ID" there, since each document counts its own.
    """
    groups = Groups()
    homes: dict[Reference, int | None] = {}
    for path, bibliography in documents:
        for entry in bibliography.entries:
            group = groups.place(entry.work)
            homes |= {Reference(f"{path}#{one.note}", one.citation): group for one in entry.cited}
    return _bibliography(homes, groups)


def corrected(bibliography: Bibliography, works: Mapping[Reference, Work]) -> Bibliography:
    """The bibliography, an entry's work and key replaced where one of its citations is to read as in `works`."""
    entries = bibliography.entries
    chosen = [next((works[one] for one in entry.cited if one in works), entry.work) for entry in entries]
    renamed = zip(entries, citekeys(chosen), chosen, strict=True)
    return Bibliography(tuple(replace(entry, citekey=key, work=work) for entry, key, work in renamed))


def _homes(cited: Mapping[Reference, Citation], groups: Groups) -> dict[Reference, int | None]:
    """The group of each citation in order, None where it names no work.

    Full citations are placed first, since a back reference may point forward.
    """
    homes = {at: _place(citation, groups) for at, citation in cited.items() if citation.refers_to is None}
    for at, citation in cited.items():
        if at not in homes:
            target = homes.get(_target(at, cited, homes))
            homes[at] = _place(citation, groups) if target is None else target
    return {at: homes[at] for at in cited}


def _place(citation: Citation, groups: Groups) -> int | None:
    work = citation.work
    if work is None or not (work.title or work.container or work.archive):
        return None
    return groups.place(work, is_inferred=not {"author", "editor"}.isdisjoint(citation.inferred))


def _target(at: Reference, cited: Mapping[Reference, Citation], homes: Mapping[Reference, int | None]) -> Reference:
    """The first citation that has its group, along a chain of back references; somewhere in it where there is none."""
    for _ in range(_MAX_CHAIN):
        citation = cited.get(at)
        if at in homes or citation is None or citation.refers_to is None:
            break
        at = citation.refers_to
    return at


def _bibliography(homes: Mapping[Reference, int | None], groups: Groups) -> Bibliography:
    members: dict[int, list[Reference]] = {}
    for reference, home in homes.items():
        if home is not None:
            members.setdefault(home, []).append(reference)
    works = [groups.work(group) for group in members]
    lines = zip(citekeys(works), works, members.values(), strict=True)
    return Bibliography(tuple(Entry(key, work, tuple(cited)) for key, work, cited in lines))
