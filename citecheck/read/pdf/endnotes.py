"""Notes and references listed in a section of their own: numbered entries below a heading that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citecheck import refs
from citecheck.model import NoteKind
from citecheck.read.pdf.footnotes import Found
from citecheck.read.pdf.labels import Label, label_of
from citecheck.read.pdf.lines import Line
from citecheck.text import fold

_NUMBERED = re.compile(r"^(?:\d{1,3}|[ivx]{1,6}) (?=\w)")
_LONGEST = 50  # characters of a heading
_WHITE = 1.5  # times its size: what stands free above a heading
_FREE = 3.0  # times its size: what stands free above text that is no longer part of the list
_INDENT = 14.0  # points by which the numbers of a list may differ in their left edge: they stand right-aligned


def listed(lines: Sequence[Line]) -> list[tuple[NoteKind, list[Found]]]:
    """The numbered lists among the lines of a document that are no footnotes, each with its kind."""
    found = []
    for kind, section in _sections(lines):
        entries = _entries(section)
        if len(entries) > 1:
            found.append((kind, entries))
    return found


def _sections(lines: Sequence[Line]) -> Iterator[tuple[NoteKind, list[Line]]]:
    """The lines below each heading of a list, up to the next heading of any such kind."""
    kind: NoteKind | None = None
    section: list[Line] = []
    for above, line in zip((None, *lines), lines, strict=False):
        heading = _heading(line) if _stands_apart(line, above) else None
        if heading is None:
            section.append(line)
            continue
        if kind:
            yield kind, section
        kind, section = heading if isinstance(heading, NoteKind) else None, []
    if kind:
        yield kind, section


def _stands_apart(line: Line, above: Line | None) -> bool:
    """Whether a line could be a heading: it begins with a capital, below a white or at the head of a column."""
    if len(line.text) > _LONGEST or not (line.text[:1].isupper() or line.text[:1].isdecimal()):
        return False
    return (
        above is None or (above.page, above.column) != (line.page, line.column) or above.y - line.y > _WHITE * line.size
    )


def _heading(line: Line) -> NoteKind | str | None:
    """The kind of list that a line is the heading of, "" for a heading that ends one, None for any other line."""
    folded = _NUMBERED.sub("", fold(line.text))
    words = refs.words("pdf")
    kinds: tuple[tuple[NoteKind | str, str], ...] = (
        (NoteKind.ENDNOTE, "notes"),
        (NoteKind.REFERENCE, "references"),
        ("", "others"),
    )
    for kind, known in kinds:
        if folded in words[known]:
            return kind
    return None


def _entries(section: list[Line]) -> list[Found]:
    """The entries of a list, counted on from 1; a new 1 begins a new chapter's."""
    found: list[Found] = []
    style, last, edge, is_open = "", 0, 0.0, False
    for position, line in enumerate(section):
        label = label_of(line)
        if (
            label
            and _is_next(label, last, style)
            and (not found or abs(line.left - edge) <= _INDENT or label.number == 1)
        ):
            style, last, edge, is_open = style or label.style, label.number, line.left, True
            found.append(Found(label.text, line.page, [(line, label.end)]))
        elif found:
            is_open = is_open and _goes_on(found[-1], line)
            if is_open:
                found[-1].parts.append((line, 0))
        elif position >= 3:
            return []
    return found


def _goes_on(entry: Found, line: Line) -> bool:
    """Whether a line can belong to the entry above it: no larger, and no white between the two."""
    above = entry.parts[-1][0]
    if len(above.text) < 6 and len(entry.parts) == 1:
        return True  # a number in a line of its own, above text that is set in
    is_apart = (above.page, above.column) == (line.page, line.column) and above.y - line.y > _FREE * line.size
    return line.size < max(part.size for part, _ in entry.parts[:2]) + 1 and not is_apart


def _is_next(label: Label, last: int, style: str) -> bool:
    is_due = label.number in (last + 1, last + 2) if last else label.number == 1
    return (not style or label.style == style) and (is_due or (label.number == 1 and last > 2))
