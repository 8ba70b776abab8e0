"""All notes of a document in the order in which they are called, and the findings about their marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from citecheck.findings import make
from citecheck.model import Apparatus, Block, Document, Finding, Mark, Note, NoteKind
from citecheck.notes.flow import Flow, flows
from citecheck.notes.numbering import breaches, identities, scopes
from citecheck.notes.pairing import Pairing, pair


def find(document: Document) -> Apparatus:
    """The notes of a document, each with the sentence that calls it, and what does not fit (CC101 to CC103)."""
    blocks = document.blocks
    indices = [index for index, block in enumerate(blocks) if block.kind is not None]
    pairing, around = pair(blocks), flows(blocks, document.language)
    notes = [blocks[index] for index in indices]
    numbers = scopes(notes)
    names = identities(notes, numbers)
    made = {
        index: Note(
            name,
            block.text,
            block.place,
            block.label,
            number,
            block.kind or NoteKind.FOOTNOTE,
            _mark(index, pairing, around),
            block.embedded,
        )
        for index, block, number, name in zip(indices, notes, numbers, names, strict=True)
    }
    findings = [
        *_unanswered(pairing, around),
        *_uncalled(made),
        *_misnumbered(made, _as_read(blocks, indices, pairing), numbers),
        *_mended(made, pairing),
    ]
    order = _order(indices, pairing)
    return Apparatus(document, tuple(made[index] for index in order), tuple(sorted(findings, key=_position)))


def listed(document: Document) -> tuple[Note, ...]:
    """The entries of the list of works behind a text with notes, as notes."""
    return tuple(
        Note(f"reference {number}", block.text, block.place, block.label, kind=NoteKind.REFERENCE)
        for number, block in enumerate(document.references, 1)
    )


def _mark(note: int, pairing: Pairing, around: Mapping[int, Flow]) -> Mark | None:
    found = pairing.marks.get(note)
    if found is None:
        return None
    flow, offset = around[found.block], found.call.offset
    sentence, before = flow.around(found.block, offset)
    return Mark(found.call.place, sentence, before, flow.lead(found.block, offset))


def _order(indices: Sequence[int], pairing: Pairing) -> list[int]:
    """The notes as a reader meets them; one that nothing calls comes after the note it is printed behind."""
    last = (-1, -1)
    places: dict[int, tuple[int, int]] = {}
    for index in indices:
        found = pairing.marks.get(index)
        last = (found.block, found.call.offset) if found else last
        places[index] = last
    return sorted(indices, key=places.__getitem__)


def _unanswered(pairing: Pairing, around: Mapping[int, Flow]) -> Iterator[Finding]:
    for found in pairing.unanswered:
        sentence, _ = around[found.block].around(found.block, found.call.offset)
        label = found.call.label
        message = f"mark {label} calls a note that is not there"
        yield make(
            "CC101",
            message,
            found.call.place,
            subject=sentence or label,
            hint=f"add note {label}, or remove its mark",
        )


def _uncalled(made: Mapping[int, Note]) -> Iterator[Finding]:
    for note in made.values():
        if note.mark is None and note.kind is not NoteKind.REFERENCE:
            message = f"no mark calls note {note.label or note.id}"
            yield make(
                "CC102",
                message,
                note.place,
                subject=note.text.plain,
                hint="add its mark to the text, or remove the note",
                note=note.id,
            )


def _as_read(blocks: Sequence[Block], indices: Sequence[int], pairing: Pairing) -> list[Block]:
    """The notes, those whose number was mended with their mark's."""
    mended = {index: replace(blocks[index], label=pairing.marks[index].call.label) for index in pairing.mended}
    return [mended.get(index, blocks[index]) for index in indices]


def _misnumbered(made: Mapping[int, Note], notes: Sequence[Block], numbers: Sequence[int]) -> Iterator[Finding]:
    ordered = list(made.values())
    for index, message in breaches(notes, numbers):
        note = ordered[index]
        yield make("CC103", message, note.place, subject=note.text.plain, note=note.id)


def _mended(made: Mapping[int, Note], pairing: Pairing) -> Iterator[Finding]:
    for index in pairing.mended:
        note, call = made[index], pairing.marks[index].call
        message = f"note {note.label} is taken to answer mark {call.label}: both fill the only gap in the numbering"
        yield make(
            "CC103", message, note.place, subject=note.text.plain, hint="make the two numbers the same", note=note.id
        )


def _position(finding: Finding) -> tuple[int, int]:
    return finding.place.line or 0, finding.place.column or 0
