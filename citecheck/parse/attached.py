"""What a manuscript's file holds behind a note's words: the works of a reference manager, the addresses of links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from citecheck.model import Citation, Note, Work
from citecheck.parse.identifiers import identify


def attach(note: Note, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations with what the file knows better than any parser, and those that only the file knows of."""
    return _linked(note, _embedded(note, tuple(citations)))


def _embedded(note: Note, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """A reference manager's works in the place of what was parsed from their printed form; pinpoints and roles stay.

    Several works share a range where one field prints them all: they are told to its citations in order.
    """
    known: dict[tuple[int, int], list[Work]] = {}
    for start, end, work in note.embedded:
        known.setdefault((start, end), []).append(work)
    for (start, end), works in known.items():
        inside = [one for one in citations if one.start < end and one.end > start]
        outside = [one for one in citations if one not in inside]
        pairs = zip_longest(works, inside[: len(works)])
        told = [replace(one or Citation(start, end), work=work, inferred=()) for work, one in pairs]
        citations = tuple(sorted((*outside, *told), key=lambda one: (one.start, one.end)))
    return citations


def _linked(note: Note, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """An address behind the words of a citation identifies its work, if the words print no identifier of that kind."""
    return tuple(_identified(note, one) for one in citations) if note.text.links else citations


def _identified(note: Note, citation: Citation) -> Citation:
    work = citation.work
    if work is None or citation.refers_to is not None:
        return citation
    found = (
        identify("URL", url) for start, end, url in note.text.links if start < citation.end and end > citation.start
    )
    ids = work.ids
    for one in found:
        if one is not None and not any(known.scheme == one.scheme for known in ids):
            ids = (*ids, one)
    return replace(citation, work=replace(work, ids=ids))
