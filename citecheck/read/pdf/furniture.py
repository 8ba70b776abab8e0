"""What stands on the pages beside the text: running heads, page numbers, licence and download lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from citecheck.read.pdf.labels import label_of
from citecheck.read.pdf.lines import Line

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"[\s\-–—|\[(·.•]*(?:\d{1,4}|[ivxlcIVXLC]{1,7})[\s\-–—|\])·.•]*")
_EDGE = 4  # lines at the head and at the foot that may be furniture
_APART = 1.6  # times the usual distance of lines


def without_furniture(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages with their own lines alone."""
    repeated = _repeated(pages)
    heads, feet = _levels(pages, 1), _levels(pages, -1)
    return [_kept(lines, repeated, heads, feet) for lines in pages]


def leading(lines: Sequence[Line]) -> float:
    """The usual distance of two lines in points; 1.2 times the size where there is but one."""
    gaps = [a.y - b.y for a, b in zip(lines, lines[1:], strict=False) if a.page == b.page and 2 < a.y - b.y < 40]
    return median(gaps) if gaps else 1.2 * (lines[0].size if lines else 10)


def _kept(lines: list[Line], repeated: set[tuple[str, int]], heads: set[int], feet: set[int]) -> list[Line]:
    ordered = sorted(lines, key=lambda line: -line.y)
    usual = leading(ordered)
    dropped = _from_edge(ordered, usual, repeated, heads) | _from_edge(ordered[::-1], usual, repeated, feet)
    return [line for line in lines if id(line) not in dropped]


def _from_edge(ordered: list[Line], usual: float, repeated: set[tuple[str, int]], levels: set[int]) -> set[int]:
    """The furniture among the lines at one edge, counted inwards."""
    dropped: set[int] = set()
    for position, line in enumerate(ordered[: 2 * _EDGE]):
        inward = ordered[position + 1] if position + 1 < len(ordered) else None
        is_apart = inward is None or abs(line.y - inward.y) > _APART * usual
        if _NUMBER.fullmatch(line.text) and len(dropped) == position:
            dropped.add(id(line))
        elif position < _EDGE + 2 and any((_folded(line), _level(line) + near) in repeated for near in (-1, 0, 1)):
            if is_apart or label_of(line) is None:
                dropped.add(id(line))
        elif position == len(dropped) and position < 2 and is_apart and _level(line) in levels and label_of(line) is None:
            dropped.add(id(line))
    return dropped


def _repeated(pages: Sequence[list[Line]]) -> set[tuple[str, int]]:
    """Texts, numbers aside, that stand at the same height at the edge of several pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        ordered = sorted(lines, key=lambda line: -line.y)
        edges = {id(line): line for line in (*ordered[: _EDGE + 2], *ordered[-_EDGE - 2 :])}
        seen.update({(_folded(line), _level(line)) for line in edges.values() if len(_folded(line)) > 3})
    found = set()
    for (text, level), count in seen.items():
        near = seen[text, level - 1] + seen[text, level + 1]
        if count + near >= 2:
            found.add((text, level))
    return found


def _levels(pages: Sequence[list[Line]], direction: int) -> set[int]:
    """The heights at which the outermost line of three pages or more stands apart from what follows inwards."""
    seen: Counter[int] = Counter()
    for lines in pages:
        ordered = sorted(lines, key=lambda line: -line.y)[::direction]
        if len(ordered) > 8 and abs(ordered[0].y - ordered[1].y) > _APART * leading(sorted(lines, key=lambda line: -line.y)):
            seen[_level(ordered[0])] += 1
    return {level for level, count in seen.items() if count >= 3}


def _folded(line: Line) -> str:
    return _DIGITS.sub("#", line.text).casefold()


def _level(line: Line) -> int:
    return round(line.y / 3)
