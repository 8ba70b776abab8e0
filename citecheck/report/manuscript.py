"""The lines of the manuscript as they stand in the file, for the formats that point into them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any


class Lines:
    """The lines of a text file; none where it is gone, was standard input, or is no text in UTF-8."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)

    @cached_property
    def _lines(self) -> list[str]:
        try:
            return self._path.read_text("utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError):
            return []

    def position(self, number: int, column: int) -> dict[str, int]:
        """A line, with the column in bytes of UTF-8 where the line is known or the column is its first."""
        line = self._lines[number - 1] if number <= len(self._lines) else None
        if line is None:
            return {"line": number, "column": 1} if column == 1 else {"line": number}
        return {"line": number, "column": len(line[: column - 1].encode()) + 1}

    def find(self, text: str, first: int) -> dict[str, Any] | None:
        """Where `text` stands in the paragraph that begins in line `first`; None where it is not there just once."""
        found = [
            (number, line.index(text) + 1)
            for number, line in self._paragraph(first)
            for _ in range(line.count(text) if text else 0)
        ]
        if len(found) != 1:
            return None
        ((number, column),) = found
        return {"start": self.position(number, column), "end": self.position(number, column + len(text))}

    def _paragraph(self, first: int) -> list[tuple[int, str]]:
        lines = []
        for number, line in enumerate(self._lines[first - 1 :], first):
            if not line.strip():
                break
            lines.append((number, line))
        return lines
