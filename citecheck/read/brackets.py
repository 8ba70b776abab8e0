"""Where the brackets, code spans and comments of a Markdown paragraph end, found in one pass over it."""

from __future__ import annotations

import re

_MARK = re.compile(r"\\.|`+|<!--|-->|[\[\]]", re.DOTALL)


class Brackets:
    """Built on first use; each question is then a look-up, so that hostile input costs no more than its length."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._closings: dict[int, int] | None = None
        self._codes: dict[int, tuple[int, int]] = {}
        self._comments: dict[int, int] = {}

    def closing(self, opening: int) -> int | None:
        """The offset behind the bracket that closes the one at `opening`; None where nothing does."""
        return self._found().get(opening)

    def code(self, start: int) -> tuple[int, int] | None:
        """How many backticks open the code span at `start`, and the offset behind it; None where it never closes."""
        self._found()
        return self._codes.get(start)

    def comment(self, start: int) -> int:
        """The offset behind the comment at `start`; the paragraph's end where it never closes."""
        self._found()
        return self._comments.get(start, len(self._source))

    def _found(self) -> dict[int, int]:
        if self._closings is None:
            self._closings = {}
            self._read()
        return self._closings

    def _read(self) -> None:
        marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(self._source)]
        following = _next_alike(marks)
        opened: list[int] = []
        index = 0
        while index < len(marks):
            start, end, mark = marks[index]
            if mark[0] == "`" and following[index]:
                index = following[index]
                self._codes[start] = (end - start, marks[index][1])
            elif mark == "<!--" and following[index]:
                index = following[index]
                self._comments[start] = marks[index][1]
            elif mark == "[":
                opened.append(start)
            elif mark == "]" and opened:
                self._closing(opened.pop(), end)
            index += 1

    def _closing(self, opening: int, after: int) -> None:
        if self._closings is not None:
            self._closings[opening] = after


def _next_alike(marks: list[tuple[int, int, str]]) -> list[int]:
    """For each run of backticks the index of the next as long, for each comment that of its end; 0 for none."""
    following = [0] * len(marks)
    seen: dict[str, int] = {}
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index][2]
        following[index] = seen.get("-->" if mark == "<!--" else mark, 0)
        seen[mark] = index
    return following
