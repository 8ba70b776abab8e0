"""Gathers citations into works: back references with their targets, full citations of one work with each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

from citecheck.bibliography.keys import citekeys
from citecheck.bibliography.sameness import is_same_work, shelfmarks
from citecheck.model import Bibliography, Citation, Entry, Kind, Name, ParsedNote, Reference, Role, Work


def collect(parsed: Sequence[ParsedNote]) -> Bibliography:
    """One entry for each distinct work, in the order of first citation.

    A back reference joins its target's entry; one that dangles, and a citation that names nothing, joins none.
    """
    gathered = _Gathering()
    for note in parsed:
        for number, citation in enumerate(note.citations):
            gathered.add(Reference(note.note.id, number), citation)
    return gathered.bibliography()


@dataclass
class _Held:
    """A work so far: what its citations say together, whether its people were printed, and who cites it."""

    work: Work
    is_printed: bool
    cited: list[Reference] = field(default_factory=list)


@dataclass
class _Gathering:
    works: list[_Held] = field(default_factory=list)
    of: dict[Reference, _Held] = field(default_factory=dict)
    shelves: dict[str, list[_Held]] = field(default_factory=dict)

    def bibliography(self) -> Bibliography:
        keys = citekeys([held.work for held in self.works])
        return Bibliography(tuple(Entry(k, h.work, tuple(h.cited)) for k, h in zip(keys, self.works, strict=True)))

    def add(self, reference: Reference, citation: Citation) -> None:
        held = self.of.get(citation.refers_to) if citation.refers_to else self._place(citation)
        if held is not None:
            held.cited.append(reference)
            self.of[reference] = held

    def _place(self, citation: Citation) -> _Held | None:
        """The work that a full citation means: one met before, now told more fully, or a new one."""
        work = citation.work
        if work is None or citation.role != "work" or not (work.title or work.container or work.archive):
            return None
        printed = "author" not in citation.inferred
        held = self._known(work, printed) or self._new(work, printed)
        held.work = merged(held.work, work, printed=printed and not held.is_printed)
        held.is_printed |= printed and bool(work.authors)
        for mark in shelfmarks(held.work):
            shelf = self.shelves.setdefault(mark, [])
            if not any(one is held for one in shelf):
                shelf.append(held)
        return held

    def _known(self, work: Work, printed: bool) -> _Held | None:
        candidates = (held for mark in shelfmarks(work) for held in self.shelves.get(mark, ()))
        return next(
            (held for held in candidates if is_same_work(held.work, work, sure=held.is_printed and printed)), None
        )

    def _new(self, work: Work, printed: bool) -> _Held:
        held = _Held(work, printed and bool(work.authors))
        self.works.append(held)
        return held


def merged(first: Work, other: Work, *, printed: bool = False) -> Work:
    """What two citations of one work say together: the first wins, but a fuller name wins over a bare one.

    `printed`: the other prints its authors and the first had them from the body, so the other's hold.
    """
    told = {f.name: getattr(first, f.name) or getattr(other, f.name) for f in fields(Work)}
    authors = other.authors if printed and other.authors else _fuller(first, other)
    kind = first.kind if first.kind is not Kind.DOCUMENT else other.kind
    return replace(first, **told | {"authors": authors, "kind": kind})


def _fuller(first: Work, other: Work) -> tuple[Name, ...]:
    longer = sum(len(str(name)) for name in other.authors) > sum(len(str(name)) for name in first.authors)
    return other.authors if longer and len(other.authors) >= len(first.authors) else first.authors


def together(documents: Iterable[tuple[str, Bibliography]]) -> Bibliography:
    """The works of several documents, given as (path, bibliography), each once, under keys of their own.

    Notes are named "PATH#ID" there, since each document counts its own.
    """
    gathered = _Gathering()
    for path, bibliography in documents:
        for entry in bibliography.entries:
            first, *others = (Reference(f"{path}#{one.note}", one.citation) for one in entry.cited)
            gathered.add(first, Citation(0, 0, work=entry.work))
            for other in others:
                gathered.add(other, Citation(0, 0, role=Role.SHORT, refers_to=first))
    return gathered.bibliography()
