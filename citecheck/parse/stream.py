"""Notes in, parsed notes out: tags each, then resolves what it leaves to the notes before and to the running text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from citecheck.model import Citation, Content, Note, NoteKind, ParsedNote, Role
from citecheck.parse.attached import attach
from citecheck.parse.backrefs import resolve
from citecheck.parse.bounds import bounded
from citecheck.parse.content import content_of
from citecheck.parse.infer import infer_authors
from citecheck.parse.known import recognize
from citecheck.parse.memory import Memory
from citecheck.parse.mentions import part_mentions
from citecheck.parse.named import Named, named_before, retitle, wants_names
from citecheck.parse.tag import Tagged, tag_all
from citecheck.parse.works import build_work

_AT_ONCE = 256  # notes


ByHand = Callable[[Note], tuple[Citation, ...] | None]
"""The citations of a note where somebody marked them by hand: their offsets, signals and spans; else None."""


def _nothing(_note: Note) -> None:
    return None


def parse(notes: Iterable[Note], by_hand: ByHand = _nothing) -> Iterator[ParsedNote]:
    """What the notes of one document cite, note by note in document order; hands know better than the network."""
    return parse_documents(((None, note) for note in notes), by_hand)


def parse_documents(notes: Iterable[tuple[object, Note]], by_hand: ByHand = _nothing) -> Iterator[ParsedNote]:
    """What the notes of many documents cite, each with what stands for its document; back references look no further.

    Only the works that the document has cited so far are remembered, so memory grows with them and not with the text.
    """
    memory, here = Memory(), None
    for (document, note), tagged in _tagged(notes):
        if document != here:
            memory, here = Memory(), document
        marked = by_hand(note)
        if marked is None:
            works = _with_mentions(note, bounded(note.text.plain, tagged))
        else:
            works = tuple(Tagged(c.start, c.end, c.signal, c.spans) for c in marked)
        cited = tuple(one for one in works if not one.mentioned)
        named = named_before(note.mark, memory) if wants_names(note, cited) else Named()
        if marked is None:
            cited = recognize(note, retitle(note, cited, named), memory)
        printed = infer_authors(note, resolve(note, cited, memory, named.names), memory, named)
        citations = attach(note, printed) if marked is None else printed
        memory.remember(note, citations)
        memory.named = named.names
        content = content_of(note.text.plain, printed) if printed or not citations else Content.CITATION
        mentions = (one for one in works if one.mentioned and not any(_overlap(one, other) for other in cited))
        yield ParsedNote(note, content, citations, tuple(_mention(note, one) for one in mentions))


def _with_mentions(note: Note, tagged: tuple[Tagged, ...]) -> tuple[Tagged, ...]:
    """The works of a note, those it only talks about marked as such.

    An entry of a reference list cites, and so does what a reference manager has put into the note.
    """
    if note.kind is NoteKind.REFERENCE:
        return tuple(replace(one, mentioned=False) for one in tagged)
    return tuple(
        replace(one, mentioned=one.mentioned and not any(a < one.end and one.start < b for a, b, _ in note.embedded))
        for one in part_mentions(note.text, tagged)
    )


def _overlap(one: Tagged, other: Tagged) -> bool:
    return one.start < other.end and other.start < one.end


def _mention(note: Note, one: Tagged) -> Citation:
    work = build_work(note.text.plain, one.spans, one.start, one.end)
    return Citation(one.start, one.end, Role.MENTION, one.signal, work=work, spans=one.spans)


def _tagged(notes: Iterable[tuple[object, Note]]) -> Iterator[tuple[tuple[object, Note], tuple[Tagged, ...]]]:
    """Notes with their citations, tagged some at a time."""
    remaining = iter(notes)
    while some := list(islice(remaining, _AT_ONCE)):
        yield from zip(some, tag_all([note.text for _, note in some]), strict=True)
