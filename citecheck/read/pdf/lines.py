"""Lines out of runs: what stands on one baseline in one column, with raised numbers told apart from the rest."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from citecheck.read.pdf.engine import Page, Run

# Shares of the type size. A raised mark stands 0.25 to 0.5 above the baseline (Word 0.33, TeX 0.36 to 0.45); what is
# off by less than the first is the same line.
_SAME_LINE = 0.17
_HIGHEST = 0.75
_SMALLER = 0.86
_WORD_SPACE = 0.16
_DRAWING = 300  # lines drawn on a page from which they are a figure
_UNDERLINE, _STRUCK = 0.28, 0.6  # a rule below or above the baseline (Word and LibreOffice underline at 0.1 to 0.2)
_GUTTER = 0.9  # the least gap between columns


@dataclass(slots=True)
class Line:
    """One line of a column. `raised`, `italic`: ranges of the text. `column` counts the columns of a page in order.

    `ruled`: how long a horizontal rule stands right above this line, 0 where none does; underlines are none.
    """

    page: int
    column: int
    left: float
    right: float
    y: float
    size: float
    text: str
    raised: tuple[tuple[int, int], ...] = ()
    italic: tuple[tuple[int, int], ...] = ()
    ruled: float = 0.0
    scanned: bool = False


@dataclass(slots=True)
class _Row:
    """Runs on one baseline."""

    y: float
    size: float
    runs: list[Run] = field(default_factory=list)
    raised: list[Run] = field(default_factory=list)


def lines_of(page: Page) -> list[Line]:
    """The lines of a page in reading order: column by column, from top to bottom."""
    runs = [run for run in page.runs if run.text.strip() and run.size > 0.5]
    rows = _rows(runs)
    pieces = [piece for row in rows for piece in _pieces(row)]
    gutter = _gutter(pieces, page.width)
    found = _columned(page, pieces, gutter) if gutter else [_line(page, row, 1) for row in _with_raised(rows)]
    _mark_rules(found, page)
    _raise_lone_numbers(found)
    return found


def _rows(runs: list[Run]) -> list[_Row]:
    """Rows from top to bottom."""
    rows: list[_Row] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.left)):
        row = rows[-1] if rows else None
        if row and row.y - run.y <= _SAME_LINE * max(min(row.size, run.size), 4):
            row.runs.append(run)
            row.size = max(row.size, run.size)
        else:
            rows.append(_Row(run.y, run.size, [run]))
    return rows


def _with_raised(rows: list[_Row]) -> list[_Row]:
    """The rows, raised and lowered runs joined to the row they belong to."""
    heights = [-row.y for row in rows]
    hosts: dict[int, list[Run]] = {}
    lone: set[int] = set()
    for index, row in enumerate(rows):
        left_over = []
        for run in row.runs:
            host = _host(rows, heights, index, run)
            if host is None:
                left_over.append(run)
            else:
                hosts.setdefault(host, []).append(run)
        row.runs = left_over
        if not left_over:
            lone.add(index)
    for index, raised in hosts.items():
        rows[index].raised.extend(raised)
    return [row for index, row in enumerate(rows) if index not in lone]


def _host(rows: list[_Row], heights: list[float], index: int, run: Run) -> int | None:
    """The row that a small run is raised above (or lowered below), None where it stands for itself."""
    if len(run.text.strip()) > 8:
        return None
    for other in range(index + 1, bisect_left(heights, 20 - run.y, lo=index)):
        if _is_beside(run, rows[other], run.y - rows[other].y):
            return other
    for other in range(index - 1, max(-1, index - 3), -1):
        if 0 < rows[other].y - run.y < 0.35 * rows[other].size and _is_beside(run, rows[other], 0.3 * rows[other].size):
            return other
    return None


def _is_beside(run: Run, row: _Row, above: float) -> bool:
    """Whether a run is raised by that much above the row that it adjoins."""
    for neighbour in row.runs:
        # Before a hanging indent the number of a note stands far out.
        reach = row.size * (4 if run.right <= neighbour.left and not run.text.strip().isalpha() else 1)
        is_small = run.size <= _SMALLER * neighbour.size or run.text.strip().isdigit()
        if (
            is_small
            and run.size <= neighbour.size * 1.05
            and _SAME_LINE * neighbour.size * 0.6 < above < _HIGHEST * neighbour.size
            and neighbour.left - reach < run.right
            and run.left < neighbour.right + row.size
        ):
            return True
    return False


def _pieces(row: _Row) -> list[_Row]:
    """A row cut at the gaps that could be a gutter."""
    found: list[_Row] = []
    reach = 0.0
    for run in sorted(row.runs, key=lambda run: run.left):
        if not found or run.left - reach > max(_GUTTER * row.size, 8):
            found.append(_Row(row.y, row.size))
            reach = run.left
        found[-1].runs.append(run)
        reach = max(reach, run.right)
    return found


def _gutter(pieces: list[_Row], width: float) -> float | None:
    """Where the two columns of a page part, None for a page of one column.

    Both sides must hold a fifth of the text, and the right one begin at a common edge, unless nothing reaches across.
    """
    extents = [(_left(piece), _right(piece), sum(len(run.text) for run in piece.runs)) for piece in pieces]
    total = sum(weight for _, _, weight in extents)
    if total < 400:
        return None
    best: tuple[float, float] | None = None
    for step in range(35, 66):
        x = width * step / 100
        before = sum(weight for _, right, weight in extents if right <= x)
        behind = sum(weight for left, _, weight in extents if left >= x)
        across = total - before - behind
        if min(before, behind) >= 0.22 * total and across <= 0.4 * total and (best is None or across < best[0]):
            best = (across, x)
    if best is None:
        return None
    right_side = [(left, weight) for left, _, weight in extents if left >= best[1]]
    return best[1] if best[0] <= 0.05 * total or _is_aligned(right_side) else None


def _is_aligned(extents: list[tuple[float, int]]) -> bool:
    """Whether half of the text begins within few points of one edge."""
    edges: Counter[int] = Counter()
    for left, weight in extents:
        for edge in range(round(left) - 3, round(left) + 4):
            edges[edge] += weight
    return bool(edges) and max(edges.values()) >= 0.5 * sum(weight for _, weight in extents)


def _columned(page: Page, pieces: list[_Row], gutter: float) -> list[Line]:
    """The lines of a page in two columns: between two lines that reach across, first the left, then the right.

    Baselines of the two columns need not agree, so each is made into rows anew.
    """
    across = [piece for piece in pieces if _left(piece) < gutter < _right(piece)]
    sides = ([run for piece in pieces if _right(piece) <= gutter for run in piece.runs],
             [run for piece in pieces if _left(piece) >= gutter for run in piece.runs])  # fmt: skip
    levels = [*(row.y for row in across), -math.inf]
    found: list[Line] = []
    columns = [_with_raised(_rows(side)) for side in sides]
    number, upper = 0, math.inf
    for position, level in enumerate(levels):
        for column in columns:
            within = [row for row in column if level < row.y <= upper]
            number += bool(within)
            found.extend(_line(page, row, number) for row in within)
        if position < len(across):
            number += 1
            found.append(_line(page, across[position], number))
        upper = level
    return found


def _left(row: _Row) -> float:
    return min(run.left for run in (*row.runs, *row.raised))


def _right(row: _Row) -> float:
    return max(run.right for run in (*row.runs, *row.raised))


def _line(page: Page, row: _Row, column: int) -> Line:
    """The characters of a row, a blank where the runs stand apart."""
    text, reach = "", 0.0
    raised: list[tuple[int, int]] = []
    italic: list[tuple[int, int]] = []
    raised_runs = {id(run) for run in row.raised}
    for run in sorted([*row.runs, *row.raised], key=lambda run: run.left):
        shown = run.text
        if text and shown[0] == " " and text[-1] != " " and run.left < reach - 0.15 * run.size:
            shown = shown[1:]  # a filler under a ligature whose width the font tells wrongly
        if text and text[-1] != " " and shown[:1] != " " and run.left - reach > _WORD_SPACE * row.size:
            text += " "
        if text.endswith(" "):
            shown = shown.lstrip(" ")
        start, text = len(text), text + shown
        end = len(text.rstrip())
        if id(run) in raised_runs and run.y > row.y and end > start:
            raised.append((start, end))
        if run.italic and end > start:
            italic.append((start, end))
        reach = max(reach, run.right)
    lead = len(text) - len(text.lstrip())
    return Line(
        page.number, column, _left(row), _right(row), row.y, _size(row), text.strip(),
        _moved(raised, lead), _moved(italic, lead), scanned=page.scanned,
    )  # fmt: skip


def _moved(ranges: list[tuple[int, int]], lead: int) -> tuple[tuple[int, int], ...]:
    """Ranges counted from behind the leading blanks, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        a, b = max(start - lead, 0), end - lead
        if joined and a - joined[-1][1] <= 0:
            joined[-1] = (joined[-1][0], b)
        elif b > a:
            joined.append((a, b))
    return tuple(joined)


def _size(row: _Row) -> float:
    """The largest size that more than a few characters of a row have; small capitals do not make a small line."""
    weights: Counter[float] = Counter()
    for run in row.runs:
        weights[round(run.size * 4) / 4] += len(run.text.strip())
    total = sum(weights.values())
    return max((size for size, weight in weights.items() if weight >= 0.12 * total), default=row.size)


def _mark_rules(found: list[Line], page: Page) -> None:
    """Tells the first line below each rule."""
    if len(page.rules) > _DRAWING:
        return
    for left, right, y in page.rules:
        if any(_is_along(line, left, right, y) for line in found):
            continue
        below = [line for line in found if line.y < y and line.left < right - 5 and line.right > left + 5]
        if below:
            line = max(below, key=lambda line: line.y)
            line.ruled = max(line.ruled, right - left)


def _is_along(line: Line, left: float, right: float, y: float) -> bool:
    """Whether a rule underlines words of a line or strikes them out: it is as long as these, and parts nothing."""
    is_within = line.left - line.size < left and right < line.right + line.size
    return is_within and -_UNDERLINE * line.size < y - line.y < _STRUCK * line.size


def _raise_lone_numbers(found: list[Line]) -> None:
    """A small number in a line of its own, above larger text that is set in, is a raised one."""
    for line, below in pairwise(found):
        if line.text.isdecimal() and len(line.text) < 5 and line.size <= _SMALLER * below.size:
            line.raised = ((0, len(line.text)),)
