"""Footnotes: the smaller lines at the foot of each column, parted at the numbers that the text above calls.

Sizes tell body from notes, numbers tell note from note. Where numbering is lost (a note not seen, a new chapter) it is
taken up again at the marks of the page; scans, whose sizes mean nothing, are read by numbers and marks alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from citecheck.read.pdf.furniture import leading
from citecheck.read.pdf.labels import Label, attached_marks, label_of, raised_marks
from citecheck.read.pdf.lines import Line

_SMALLER = 0.6  # points by which a note is smaller than the text at the least
_FREQUENT = 0.12  # share of all characters that a size must have to be the body's
_NOISY = 0.5  # share of the three commonest sizes below which sizes mean nothing
_APART = 1.75  # times the usual distance: what stands above is no part of the notes, unless a rule says so
_BEYOND = 2.3  # times the usual distance: what follows is no part of the note,
_FAR_BEYOND = 5.0  # and where a rule parts notes from text
_SHORT = 0.67  # share of a column that the rule above notes takes at the most (TeX 0.4, Word 0.3)
_LONG = 0.9  # share of the lines that the rule of a frame or a table takes at the least
_PAGE = 100  # lines of a page; a note is looked for no further off
_LEAP = 10  # numbers that may be missing before a raised number is no longer believed
_YEAR = 1000  # the least number that is read as a year where no mark calls it
_ENDED = ".!?)]”»\"’'…"


@dataclass(slots=True)
class Found:
    """A note as lines; `parts` are (line, where its text begins)."""

    label: str
    page: int
    parts: list[tuple[Line, int]] = field(default_factory=list)
    key: str = ""

    @property
    def is_numbered(self) -> bool:
        """Whether it bears a number, not a sign."""
        return self.label.isdecimal()


def find_footnotes(pages: Sequence[list[Line]]) -> list[Found]:
    """The footnotes of a document in order."""
    return _Finder(pages).run()


def body_size(pages: Sequence[list[Line]]) -> float | None:
    """The size of the running text: the largest of the frequent ones; None where sizes mean nothing."""
    weights: Counter[float] = Counter()
    scanned = 0
    for lines in pages:
        for line in lines:
            weights[round(line.size * 2) / 2] += len(line.text)
            scanned += len(line.text) * line.scanned
    total = sum(weights.values())
    commonest = sum(weight for _, weight in weights.most_common(3))
    if not total or scanned > total / 2 or commonest < _NOISY * total:
        return None
    near = {size: weights[size] + (weights[size - 0.5] + weights[size + 0.5]) / 2 for size in weights}
    return max(
        (size for size in weights if near[size] >= _FREQUENT * total and weights[size] >= total / 20), default=None
    )


@dataclass(slots=True)
class _Column:
    """A column: its lines, where the small ones at its foot begin, and the marks of the page."""

    lines: list[Line]
    tail: int
    marks: frozenset[str]


class _Finder:
    def __init__(self, pages: Sequence[list[Line]]) -> None:
        self._pages = pages
        self._body = body_size(pages)
        self._columns = [self._of_page(lines) for lines in pages]
        self._style = self._usual_style()
        self._size = self._usual_size()
        self._last = 0
        self._before: frozenset[str] = frozenset()
        self._notes: list[Found] = []

    def run(self) -> list[Found]:
        for columns in self._columns:
            for column in columns:
                self._read(column)
            if columns:
                self._before = columns[0].marks
        return self._notes

    # --- what the pages hold ----------------------------------------------------------------------------------------

    def _of_page(self, lines: list[Line]) -> list[_Column]:
        columns = [list(group) for _, group in groupby(lines, key=lambda line: line.column)]
        called = {label for line in lines for _, _, label in raised_marks(line, start=1)}
        tails = [self._tail(column, called) for column in columns]
        marks = frozenset(
            label
            for column, tail in zip(columns, tails, strict=True)
            for line in column[:tail]
            for _, _, label in raised_marks(line, start=1)
        )
        return [_Column(column, tail, marks) for column, tail in zip(columns, tails, strict=True)]

    def _tail(self, column: list[Line], called: set[str]) -> int:
        """Where the lines smaller than the body begin that end a column, or the rule among them that parts notes.

        A table or a frame has rules, too: those below notes that the page calls part none, and of the others the last.
        """
        tail = len(column)
        if self._body is None:
            return tail
        while tail and column[tail - 1].size < self._body - _SMALLER:
            tail -= 1
        ruled = [i for i in range(tail, len(column)) if column[i].ruled and _labels(column[i:], called)]
        return max(ruled, key=lambda i: (_called_labels(column[i:], called), i), default=tail)

    def _usual_style(self) -> str:
        """How labels look: by those that a mark on their page calls, else by those that follow one another."""
        called: Counter[str] = Counter()
        following: Counter[str] = Counter()
        for columns in self._columns:
            for column in columns:
                seen: dict[str, int] = {}
                for line in column.lines[column.tail :]:
                    label = label_of(line)
                    if label and label.number:
                        called[label.style] += label.text in column.marks
                        following[label.style] += seen.get(label.style) == label.number - 1
                        seen[label.style] = label.number
        for counts in (called, following):
            if counts and counts.most_common(1)[0][1]:
                return counts.most_common(1)[0][0]
        return ""

    def _usual_size(self) -> float | None:
        """The size of the lines that begin called notes."""
        sizes: Counter[float] = Counter()
        for columns in self._columns:
            for column in columns:
                for line in column.lines[column.tail :]:
                    label = label_of(line)
                    if label and label.text in column.marks and label.style in (self._style, "raised"):
                        sizes[round(line.size * 2) / 2] += 1
        return sizes.most_common(1)[0][0] if sizes else None

    # --- column by column -------------------------------------------------------------------------------------------

    def _read(self, column: _Column) -> None:
        starts = dict(self._starts(column, column.tail))
        if not starts:
            column.tail = self._other_tail(column)
            starts = dict(self._starts(column, column.tail))
        region = column.lines[column.tail :]
        first = min(starts, default=len(column.lines)) - column.tail
        label = next(iter(starts.values()), None)
        if region[:first] and self._runs_over(column, region[:first], label):
            self._extend(region, first)
        bounds = [index - column.tail for index in starts] + [len(region)]
        for label, start, end in zip(starts.values(), bounds, bounds[1:], strict=False):
            self._add(label, region, start, end)

    def _starts(self, column: _Column, tail: int) -> Iterator[tuple[int, Label]]:
        """The lines from `tail` on that begin a note, by their place in the column."""
        signs: set[str] = set()
        for index in range(tail, len(column.lines)):
            line = column.lines[index]
            label = label_of(line)
            if label is None:
                continue
            if not label.number:
                if label.text not in signs and (label.style == "raised" or label.text in column.marks):
                    signs.add(label.text)
                    yield index, label
            elif self._fits(label, line, column, tail) and not self._is_early(label, column, index):
                self._last = label.number
                yield index, label

    def _fits(self, label: Label, line: Line, column: _Column, tail: int) -> bool:
        """Whether a label is the next note's: expected, or called on this page."""
        is_raised = label.style == "raised"
        if not (is_raised or label.style == self._style or not self._style):
            return False
        is_called = label.text in column.marks
        smallest, largest = (self._size or 0.0) - 2.6, (self._size or math.inf) + 1.3
        if not is_raised and not smallest < line.size < largest:
            return False
        if label.number == self._last + 1:
            return is_called or is_raised or self._is_plausible(label, line, column, tail)
        if label.number > self._last:
            return is_called or label.text in self._before or (is_raised and label.number <= self._last + _LEAP)
        return label.number == 1 and (is_called or is_raised or self._begins_anew(column, tail))

    def _begins_anew(self, column: _Column, tail: int) -> bool:
        """Whether a 1 that no mark calls begins a new count: no marks are seen, 2 follows, the due number does not."""
        labels = _labels(column.lines[tail : tail + _PAGE], set())
        numbers = [label.number for label in labels if label.style == self._style]
        has_marks = any(mark.isdecimal() for mark in column.marks)
        return not has_marks and numbers[:2] == [1, 2] and self._last + 1 not in numbers

    def _is_early(self, label: Label, column: _Column, index: int) -> bool:
        """Whether the number that is due stands further down: this one is no label, but part of what an author says."""
        due = str(self._last + 1)
        if label.number <= self._last + 1 or due not in column.marks:
            return False
        below = [other for other in map(label_of, column.lines[index + 1 : index + _PAGE]) if other]
        return any((other.text, other.style) == (due, label.style) for other in below)

    def _is_plausible(self, label: Label, line: Line, column: _Column, tail: int) -> bool:
        """Whether an expected number that no mark calls begins a note: none are seen, or it stands out of the lines."""
        if label.text in self._before or not any(mark.isdecimal() for mark in column.marks):
            return True
        others = [other.left for other in column.lines[tail:] if label_of(other) is None]
        return bool(others) and min(abs(left - line.left) for left in others) > 3

    def _other_tail(self, column: _Column) -> int:
        """Where notes begin that are not smaller than the text: below a short rule, or at a number called above."""
        lines = column.lines
        if self._body is None:
            return self._tail_by_numbers(column)
        for index in range(len(lines) - 1, 0, -1):
            if 0 < lines[index].ruled < _SHORT * (max(line.right for line in lines) - lines[index].left):
                labels = [label for label in map(label_of, lines[index:]) if label and label.style == "raised"]
                is_next = any(label.number in (1, self._last + 1) or label.text in column.marks for label in labels)
                if is_next or (self._is_open(lines[index]) and not labels):
                    return index
        for index in range(1, len(lines)):
            label = label_of(lines[index])
            if label is None or not (label.style == "raised" or lines[index].ruled):
                continue
            above = {mark for line in lines[:index] for _, _, mark in raised_marks(line, start=1)}
            if label.text in above and (label.number > self._last or label.number <= 1):
                return index
        return column.tail

    def _is_open(self, line: Line) -> bool:
        """Whether the last note stands on this page or the one before and breaks off in mid-sentence."""
        if not self._notes:
            return False
        last = self._notes[-1].parts[-1][0]
        return line.page - last.page <= 1 and last.text[-1:] not in _ENDED

    def _tail_by_numbers(self, column: _Column) -> int:
        """Where the notes of a scanned column begin: at the last line with the number that is due and called above."""
        lines = column.lines
        found = len(lines)
        above: set[str] = set()
        for index, line in enumerate(lines):
            label = label_of(line) if index >= len(lines) // 5 else None
            if label and self._last < label.number <= self._last + 4 * _LEAP:
                is_near = label.number <= self._last + 3 or index > len(lines) / 2
                if label.text in above and is_near:
                    found = index
                    break
                if label.number == self._last + 1 and _goes_on(lines, index, label):
                    found = index
            above.update(_marks_of_scan(line))
        if found < len(lines):
            column.marks = frozenset(above)
        return found

    def _runs_over(self, column: _Column, above: list[Line], label: Label | None) -> bool:
        """Whether small lines above the first note of a page (its `label`) go on with the last of the page before."""
        if not self._notes or above[0].page - self._notes[-1].parts[-1][0].page > 1 or self._body is None:
            return False
        usual_size = self._size or self._notes[-1].parts[-1][0].size
        if any(abs(line.size - usual_size) > 0.8 for line in above):
            return False
        if label and label.number == 1 and self._begins_an_article(above[0]):
            return False
        usual = leading(column.lines[column.tail :])
        if label and not above[0].ruled and above[-1].y - column.lines[column.tail + len(above)].y > _APART * usual:
            return False
        return column.tail == 0 or label is not None or self._is_open(above[0])

    def _begins_an_article(self, line: Line) -> bool:
        """Whether numbers do not begin anew on each page, and the last note is complete: above 1 an author's thanks."""
        page = self._notes[-1].page
        is_paged = any(note.label == "1" and note.page == page for note in self._notes)
        return not is_paged and not self._is_open(line)

    def _extend(self, region: list[Line], end: int) -> None:
        self._notes[-1].parts.extend((line, 0) for line in _together(region, 0, end))

    def _add(self, label: Label, region: list[Line], start: int, end: int) -> None:
        first, *rest = _together(region, start, end)
        self._notes.append(Found(label.text, first.page, [(first, label.end), *((line, 0) for line in rest)]))


def _labels(lines: list[Line], called: set[str]) -> list[Label]:
    """What lines begin with, as far as it could be the number or sign of a note; an uncalled 2020 is a year."""
    labels = [label for label in map(label_of, lines) if label]
    return [label for label in labels if label.number < _YEAR or label.text in called]


def _called_labels(lines: list[Line], called: set[str]) -> tuple[int, int]:
    """How many labels of lines are called: raised ones, and if there are none any; rows of tables have numbers, too."""
    known = [label for label in _labels(lines, called) if label.text in called]
    raised = len({label.text for label in known if label.style == "raised"})
    return raised, 0 if raised else len({label.text for label in known})


def _together(region: list[Line], start: int, end: int) -> list[Line]:
    """The lines of one note in a region, up to the first that stands apart; never parted from a number set alone.

    What stands below the last note under a long rule, such as a frame that says how to cite, is not part of it.
    """
    usual = leading(region)
    is_last = end == len(region)
    long = _LONG * (max(line.right for line in region) - min(line.left for line in region))
    beyond = _FAR_BEYOND if region[0].ruled else _BEYOND
    for position in range(start + 1, end):
        above, line = region[position - 1], region[position]
        gap = (above.y - line.y) / usual
        is_label = position == start + 1 and len(above.text) < 6
        if not is_label and (gap > beyond or (gap > _APART and abs(line.size - region[start].size) > 0.9)):
            return region[start:position]
        if is_last and line.ruled > long:
            return region[start:position]
    return region[start:end]


def _marks_of_scan(line: Line) -> Iterator[str]:
    yield from (mark for _, _, mark in attached_marks(line))
    yield from (mark for _, _, mark in raised_marks(line, start=1))


def _goes_on(lines: list[Line], index: int, label: Label) -> bool:
    """Whether the next number, too, begins a line further down in the same style."""
    for line in lines[index + 1 : index + _PAGE]:
        other = label_of(line)
        if other and other.style == label.style and other.number == label.number + 1:
            return True
    return False
