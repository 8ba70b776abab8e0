"""How a document numbers its notes: where the numbering begins anew, which identity each note has, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from citecheck.model import Block

SKIPS = 20  # a number further ahead than this is a misprint or a name, and said to be out of order, not to skip


def scopes(notes: Sequence[Block]) -> list[int]:
    """For each note the scope it is numbered in, from 1: a new 1, or a label that has been there, begins the next.

    Signs are counted apart from numbers, since they begin anew on each page. A reader's own division wins.
    """
    seen: dict[bool, set[str]] = {True: set(), False: set()}
    current = {True: 1, False: 1}
    found = []
    for note in notes:
        numbered = note.label.isalnum()
        anew = note.label == "1" and bool(seen[numbered]) and not _is_name(note)
        if note.label and (anew or note.label in seen[numbered]):
            current[numbered] += 1
            seen[numbered] = set()
        if note.label:
            seen[numbered].add(note.label)
        found.append(current[numbered] if note.scope is None else note.scope)
    return found


def identities(notes: Sequence[Block], numbers: Sequence[int]) -> list[str]:
    """A name of its own for each note: its label, "SCOPE:LABEL" where that recurs, "inline-N" without a label."""
    recurring = Counter(note.label for note in notes)
    taken: set[str] = set()
    inline = 0
    found = []
    for note, scope in zip(notes, numbers, strict=True):
        inline += not note.label
        name = note.label if recurring[note.label] == 1 else f"{scope}:{note.label}"
        found.append(_free(name if note.label else f"inline-{inline}", taken))
    return found


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def breaches(notes: Sequence[Block], numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Where printed numbers skip or repeat: the note's index and what to say. Keys that only bind are not looked at."""
    last: int | None = None
    scope = 0
    for index, (note, number) in enumerate(zip(notes, numbers, strict=True)):
        if not note.label.isdecimal() or _is_name(note):
            continue
        label = int(note.label)
        if number == scope and last is not None and label != last + 1:
            yield index, _said(last, label)
        elif number != scope and last is not None and label != 1 and note.scope is None:
            yield index, f"note {label} follows note {last}: the number repeats"
        last, scope = label, number


def _is_name(note: Block) -> bool:
    """Whether the label only binds the note to its marks, as in Markdown, and is never printed."""
    return bool(note.label) and note.key == note.label


def _said(last: int, label: int) -> str:
    missing = f"{last + 1}" if label == last + 2 else f"{last + 1} to {label - 1}"
    if last < label <= last + SKIPS:
        return f"the numbering skips from {last} to {label}: {missing} missing"
    return f"note {label} follows note {last}: out of order"
