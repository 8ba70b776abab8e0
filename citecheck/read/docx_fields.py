"""The complex fields of a docx while they are read: a hidden code, then what it shows (ECMA-376 part 1, 17.16.18)."""

from __future__ import annotations

from dataclasses import dataclass, field

from citecheck.read import fields
from citecheck.read.runs import Runs


@dataclass(slots=True)
class Field:
    """One that is open; what it shows begins at `start` in `within`, once it `shows`."""

    within: Runs
    start: int
    code: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    shows: bool = False


class Fields:
    """The open fields, the innermost last. `coding`: how many of them are still in their code."""

    def __init__(self) -> None:
        self.coding = 0
        self._open: list[Field] = []

    def mark(self, kind: str, runs: Runs, data: str) -> tuple[str, int] | None:
        """A begin, separate or end; of an end that showed something, its code and where that begins in the runs."""
        if kind == "begin":
            self._open.append(Field(runs, runs.length, data=[data]))
            self.coding += 1
        elif kind == "separate" and self._open and not self._open[-1].shows:
            self._show(self._open[-1], runs)
        elif kind == "end" and self._open:
            return self._end(self._open.pop(), runs)
        return None

    def code(self, text: str) -> None:
        """A piece of the innermost field's code."""
        if self._open:
            self._open[-1].code.append(text)

    def end_paragraph(self) -> None:
        """No code outlives its paragraph: one left open must not swallow the rest of the text."""
        self._open = [one for one in self._open if one.shows]
        self.coding = 0

    def _show(self, one: Field, runs: Runs) -> None:
        one.shows, one.within, one.start = True, runs, runs.length
        self.coding -= 1

    def _end(self, one: Field, runs: Runs) -> tuple[str, int] | None:
        if one.shows:
            code, start = "".join(one.code), one.start if one.within is runs else 0
            runs.embed(start, fields.works(code, "".join(one.data)))
            return code, start
        self.coding = max(0, self.coding - 1)
        if self._open:
            self._open[-1].data.extend(one.data)  # EndNote keeps its records in a field within the code
        return None
