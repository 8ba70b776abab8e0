"""What stands on the pages beside the text: running heads, page numbers, licence and download lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from citecheck.read.pdf.labels import label_of
from citecheck.read.pdf.lines import Line

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"[\s\-–—|\[(·.•]*(?:\d{1,4}|[ivxlcIVXLC]{1,7})[\s\-–—|\])·•]*")
_EDGE = 6  # lines at the head and at the foot that may be furniture
_APART = 1.35  # times the usual distance: the white that parts furniture from the text
_FEW = 3  # lines of furniture between two whites; more are text, of which only the outermost may be a page number
_OFF = 20  # points
_MANY = 5  # pages on which a line that begins with a number must be repeated
_LONG = 20  # characters that, standing on three pages, need no such white


def without_furniture(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages with their own lines alone."""
    repeated = _repeated(pages)
    heads, feet = _levels(pages, 1), _levels(pages, -1)
    return [_kept(lines, repeated, heads, feet) for lines in pages]


def leading(lines: Sequence[Line]) -> float:
    """The usual distance of two lines of a column in points; 1.2 times the size where there is but one."""
    pairs = pairwise(lines)
    gaps = [a.y - b.y for a, b in pairs if (a.page, a.column) == (b.page, b.column) and 2 < a.y - b.y < 40]
    return median(gaps) if gaps else 1.2 * (lines[0].size if lines else 10)


def _kept(lines: list[Line], repeated: Counter[tuple[str, int]], heads: set[int], feet: set[int]) -> list[Line]:
    ordered = sorted(lines, key=lambda line: -line.y)
    usual = leading(lines)
    dropped = _from_edge(ordered, usual, repeated, heads) | _from_edge(ordered[::-1], usual, repeated, feet)
    return [line for line in lines if id(line) not in dropped]


def _from_edge(ordered: list[Line], usual: float, repeated: Counter[tuple[str, int]], levels: set[int]) -> set[int]:
    """The furniture among the lines at one edge: groups between whites, counted inwards, and long repeated lines."""
    dropped = {id(line) for line in ordered[:_EDGE] if len(line.text) >= _LONG and _repeats(line, repeated) > 2}
    has_number = False
    for group in _groups(ordered, usual):
        numbers = [line for line in group if _NUMBER.fullmatch(line.text)]
        is_known = [id(line) in dropped or line in numbers or _repeats(line, repeated) > 1 for line in group]
        if any(label_of(line) and not known for line, known in zip(group, is_known, strict=True)):
            is_known = [False]
        is_level = len(group) == 1 and _level(group[0]) in levels and label_of(group[0]) is None
        is_text = len(group) > _FEW or (has_number and len(numbers) == len(group))
        if is_text or not (2 * sum(is_known) >= len(group) or is_level):
            if numbers and numbers[0] is group[0] and not has_number and _is_set_off(group):
                dropped.add(id(group[0]))
            return dropped
        dropped.update(map(id, group))
        has_number = has_number or bool(numbers)
    return dropped


def _is_set_off(group: list[Line]) -> bool:
    """Whether the outermost line begins elsewhere than the text: a page number does, the end of a note does not."""
    return len(group) == 1 or group[0].left - min(line.left for line in group[1:]) > _OFF


def _repeats(line: Line, repeated: Counter[tuple[str, int]]) -> int:
    """On how many pages a line stands at its height; numbered lines are notes unless they are many: "7 Ibid."."""
    count = repeated[_folded(line), _level(line)]
    label = label_of(line)
    return count if label is None or (label.style != "raised" and count > _MANY) else 0


def _groups(ordered: list[Line], usual: float) -> Iterator[list[Line]]:
    """The lines at an edge, parted at each white, as far as the groups are small."""
    group: list[Line] = []
    for line in ordered[: 2 * _EDGE]:
        if group and abs(line.y - group[-1].y) > _APART * usual:
            yield group
            group = []
        group.append(line)
        if len(group) > _FEW:
            yield group
            return


def _repeated(pages: Sequence[list[Line]]) -> Counter[tuple[str, int]]:
    """On how many pages a text, numbers aside, stands at one height at the edge."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        ordered = sorted(lines, key=lambda line: -line.y)
        edges = {id(line): line for line in (*ordered[:_EDGE], *ordered[-_EDGE:])}
        seen.update({(_folded(line), _level(line)) for line in edges.values() if len(_folded(line)) > 3})
    return Counter({key: seen[key] + seen[key[0], key[1] - 1] + seen[key[0], key[1] + 1] for key in seen})


def _levels(pages: Sequence[list[Line]], direction: int) -> set[int]:
    """The heights at which the outermost line stands apart, on three pages or more and nearly always."""
    outermost: Counter[int] = Counter()
    apart: Counter[int] = Counter()
    for lines in pages:
        ordered = sorted(lines, key=lambda line: -line.y)[::direction]
        if len(ordered) > 8:
            level = _level(ordered[0])
            outermost[level] += 1
            apart[level] += abs(ordered[0].y - ordered[1].y) > _APART * leading(lines)
    return {level for level, count in apart.items() if count >= 3 and count >= 0.8 * outermost[level]}


def _folded(line: Line) -> str:
    return _DIGITS.sub("#", line.text).casefold()


def _level(line: Line) -> int:
    return round(line.y / 3)
