"""Which mark calls which note."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from citecheck.model import Block, Call, NoteKind
from citecheck.notes.alignment import align

STRAYS = 32  # marks of one label that are looked at for a stray note


@dataclass(frozen=True, slots=True)
class Mark:
    """A call and the block it stands in."""

    block: int
    call: Call


@dataclass(slots=True)
class Pairing:
    """`marks`: for each note (by its block) the mark that calls it first. `unanswered`: sure marks without a note.

    `mended`: notes whose number was misread, and their marks.
    """

    marks: dict[int, Mark] = field(default_factory=dict)
    unanswered: list[Mark] = field(default_factory=list)
    mended: list[int] = field(default_factory=list)


def pair(blocks: Sequence[Block]) -> Pairing:
    """Pairs by key where mark and note have one; else by label and order, page by page, then over endnotes."""
    pairing = Pairing()
    notes = [index for index, block in enumerate(blocks) if block.kind not in (None, NoteKind.REFERENCE)]
    rest = _pair_keys(blocks, [Mark(index, call) for index, b in enumerate(blocks) for call in b.calls], notes, pairing)
    for kind in (NoteKind.FOOTNOTE, NoteKind.ENDNOTE):
        waiting = [n for n in notes if n not in pairing.marks and blocks[n].kind is kind]
        rest = _pair_groups(blocks, rest, waiting, pairing)
    rest = _pair_strays(blocks, rest, [n for n in notes if n not in pairing.marks], pairing)
    rest = _mend(blocks, rest, notes, pairing)
    pairing.unanswered = [mark for mark in rest if mark.call.sure]
    return pairing


def _pair_keys(blocks: Sequence[Block], marks: Sequence[Mark], notes: Sequence[int], pairing: Pairing) -> list[Mark]:
    """Pairs what the format binds; returns the marks that remain. A note may be called again and again."""
    keyed: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for note in notes:
        if blocks[note].key:
            keyed[blocks[note].scope, blocks[note].key].append(note)
    rest = []
    for mark in marks:
        found = keyed.get((blocks[mark.block].scope, mark.call.key)) if mark.call.key else None
        if found:
            pairing.marks.setdefault(_nearest(found, mark.block), mark)
        else:
            rest.append(mark)
    return rest


def _nearest(notes: Sequence[int], block: int) -> int:
    """Of several notes of one key (files put together have them) the first that follows the mark, else the last."""
    return notes[min(bisect_left(notes, block), len(notes) - 1)]


def _pair_groups(blocks: Sequence[Block], marks: Sequence[Mark], notes: Sequence[int], pairing: Pairing) -> list[Mark]:
    """Aligns each group of notes with the marks before it; returns the marks that remain."""
    rest = []
    for calling, called in _groups(marks, notes):
        pairs = align([(m.call.label, m.call.sure) for m in calling], [blocks[n].label for n in called])
        pairing.marks.update((called[note], calling[mark]) for mark, note in pairs)
        taken = {mark for mark, _ in pairs}
        rest += [mark for index, mark in enumerate(calling) if index not in taken]
    return rest


def _groups(marks: Sequence[Mark], notes: Sequence[int]) -> list[tuple[list[Mark], list[int]]]:
    """Notes between which no mark stands, each group with the marks before it; then the marks after all notes."""
    groups: list[tuple[list[Mark], list[int]]] = []
    following = 0
    for note in notes:
        upto = bisect_left(marks, note, lo=following, key=lambda mark: mark.block)
        if upto > following or not groups:
            groups.append((list(marks[following:upto]), []))
        groups[-1][1].append(note)
        following = upto
    return [*groups, (list(marks[following:]), [])]


def _pair_strays(blocks: Sequence[Block], marks: Sequence[Mark], notes: Sequence[int], pairing: Pairing) -> list[Mark]:
    """Pairs a note with a mark of its label that stands a page off, or that is the only one left anywhere."""
    left: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        left[mark.call.label].append(mark)
    for note in notes:
        block, rivals = blocks[note], left[blocks[note].label]
        near = [m for m in rivals[:STRAYS] if abs(blocks[m.block].page - block.page) <= 1 or len(rivals) == 1]
        if block.label and near:
            pairing.marks[note] = near[0]
            rivals.remove(near[0])
    return sorted((m for found in left.values() for m in found), key=lambda m: (m.block, m.call.offset))


def _mend(blocks: Sequence[Block], marks: Sequence[Mark], notes: Sequence[int], pairing: Pairing) -> list[Mark]:
    """Pairs a mark and a note of different numbers, one of them misread, where both fill the one gap there is."""
    sure = [mark for mark in marks if mark.call.sure]
    places = [_position(mark) for mark in sure]
    mended: set[Mark] = set()
    for before, note, after in zip([None, *notes], notes, [*notes[1:], None], strict=False):
        due = _due(blocks, before, note, after, pairing)
        start = bisect_left(places, _position(pairing.marks[before])) if before is not None and due else 0
        end = bisect_left(places, _position(pairing.marks[after])) if after is not None and due else len(places)
        if due and end - start == 1 and due in (sure[start].call.label, blocks[note].label):
            pairing.marks[note] = sure[start]
            pairing.mended.append(note)
            mended.add(sure[start])
    return [mark for mark in marks if mark not in mended]


def _due(blocks: Sequence[Block], before: int | None, note: int, after: int | None, pairing: Pairing) -> str:
    """The number that an unmarked note between two marked ones must bear, "" where it might be another."""
    if any(n is not None and (n not in pairing.marks or not blocks[n].label.isdecimal()) for n in (before, after)):
        return ""
    if note in pairing.marks or blocks[note].key:
        return ""
    due = int(blocks[before].label) + 1 if before is not None else 1
    return str(due) if after is None or int(blocks[after].label) == due + 1 else ""


def _position(mark: Mark) -> tuple[int, int]:
    return mark.block, mark.call.offset
