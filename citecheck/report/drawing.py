"""A table drawn in characters, as rich draws it, but in a fraction of its time (docs/decisions/0012)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells

_LEAST = 4  # cells of a column that is wrapped


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `share`: its part of the width that the others leave, 0 for one that is as wide as its cells."""

    name: str
    right: bool = False
    share: int = 0


def drawn(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int, styled: Mapping[str, str]
) -> Iterator[str]:
    """The lines of the table, at most `width` cells wide; a cell that is a key of `styled` is written as its value."""
    widths = _widths(columns, rows, width)
    names = [one.name for one in columns]
    yield _rule("┏┳┓", "━", widths)
    yield from _row("┃", columns, names, widths, styled)
    yield _rule("┡╇┩", "━", widths)
    for row in rows:
        yield from _row("│", columns, row, widths, styled)
    yield _rule("└┴┘", "─", widths)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """As wide as their cells; those with a share divide what is left, and what one does not need the others have."""
    found = [max(map(cell_len, (one.name, *(row[at] for row in rows)))) for at, one in enumerate(columns)]
    frame = 3 * len(columns) + 1
    left = width - frame - sum(own for own, one in zip(found, columns, strict=True) if not one.share)
    shared = [at for at, one in enumerate(columns) if one.share]
    shares = sum(columns[at].share for at in shared)
    for at in sorted(shared, key=lambda at: found[at] / columns[at].share):
        found[at] = min(found[at], max(left * columns[at].share // shares, _LEAST))
        left, shares = left - found[at], shares - columns[at].share
    return found


def _rule(corners: str, line: str, widths: Sequence[int]) -> str:
    return corners[0] + corners[1].join(line * (width + 2) for width in widths) + corners[2]


def _row(
    bar: str, columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int], styled: Mapping[str, str]
) -> Iterator[str]:
    wrapped = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for at in range(max(map(len, wrapped))):
        parts = [
            _padded(lines[at] if at < len(lines) else "", width, styled, right=one.right)
            for lines, width, one in zip(wrapped, widths, columns, strict=True)
        ]
        yield f"{bar} {f' {bar} '.join(parts)} {bar}"


def _padded(text: str, width: int, styled: Mapping[str, str], *, right: bool) -> str:
    space = " " * (width - cell_len(text))
    told = styled.get(text, text)
    return f"{space}{told}" if right else f"{told}{space}"


def _wrapped(text: str, width: int) -> list[str]:
    """Broken between words, and within one that is wider than the column."""
    if cell_len(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines += chop_cells(word, width)
    return [one for one in lines if one]
