"""Two sequences of labels, the marks' and the notes', laid side by side in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

SURE, UNSURE = 3, 2  # two doubtful marks outweigh one sure one, one doubtful mark never does
WINDOW = 32  # restarts by which marks and notes of one label may be out of step; bounds the work to the input's length

_Link = tuple[int, int, int]  # mark, note, the link before (an index, -1 for none)


def align(marks: Sequence[tuple[str, bool]], notes: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs (mark, note) with equal labels, both ascending, as many and as sure as can be.

    `marks`: label and whether it is surely a mark.

    >>> align([("1", True), ("2", False), ("2", True), ("1", True)], ["1", "2", "1"])
    [(0, 0), (2, 1), (3, 2)]
    """
    alike = _alike(marks, notes)
    return [(i, i) for i in range(alike)] + _aligned(marks, notes, alike)


def _alike(marks: Sequence[tuple[str, bool]], notes: Sequence[str]) -> int:
    """How many sure marks and notes at the beginning simply agree; no other pairing of these can be better."""
    pairs = enumerate(zip(marks, notes, strict=False))
    return next((i for i, (mark, label) in pairs if mark != (label, True)), min(len(marks), len(notes)))


def _aligned(marks: Sequence[tuple[str, bool]], notes: Sequence[str], first: int) -> list[tuple[int, int]]:
    """The best chain of pairs from the `first` mark and note on."""
    where: dict[str, list[int]] = defaultdict(list)
    for note in range(first, len(notes)):
        where[notes[note]].append(note)
    best, links, met = _Best(len(notes)), list[_Link](), dict[str, int]()
    for mark, (label, sure) in enumerate(marks[first:], first):
        met[label] = met.get(label, -1) + 1
        for note in reversed(where.get(label, [])[max(0, met[label] - WINDOW) : met[label] + WINDOW]):
            score, before = best.up_to(note)
            links.append((mark, note, before))
            best.put(note, score + (SURE if sure else UNSURE), len(links) - 1)
    return _traced(links, best.up_to(len(notes))[1])


def _traced(links: Sequence[_Link], last: int) -> list[tuple[int, int]]:
    pairs = []
    while last >= 0:
        mark, note, last = links[last]
        pairs.append((mark, note))
    return pairs[::-1]


class _Best:
    """The best score of any chain that ends before a note, kept in a Fenwick tree."""

    def __init__(self, size: int) -> None:
        self._cells: list[tuple[int, int]] = [(0, -1)] * (size + 1)

    def up_to(self, note: int) -> tuple[int, int]:
        """Score and last link of the best chain whose notes all come before `note`."""
        best = (0, -1)
        while note:
            if self._cells[note][0] > best[0]:
                best = self._cells[note]
            note -= note & -note
        return best

    def put(self, note: int, score: int, link: int) -> None:
        """A chain of that score ends at `note`."""
        note += 1
        while note < len(self._cells):
            if score > self._cells[note][0]:
                self._cells[note] = (score, link)
            note += note & -note
