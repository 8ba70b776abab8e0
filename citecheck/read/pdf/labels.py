"""The numbers and signs that notes begin with, and the marks that call them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citecheck.read.pdf.lines import Line

SIGNS = "*∗⁎†‡"

_LABEL = re.compile(
    rf"""
    (?P<open>[\[(]?)
    (?P<label>\d{{1,4}}|[{SIGNS}§¶]{{1,4}})
    (?P<close>[\])]?)
    (?P<stop>[.:]?)
    (?=\s|[^\d\s.,:;)\]–-]|$)
    """,
    re.VERBOSE,
)
_RAISED = re.compile(rf"\(?(\d{{1,4}}|[{SIGNS}§¶]{{1,4}})\)?[.:]?")
_NUMBERS = re.compile(r"\d{1,4}")
_MARK = re.compile(rf"\d{{1,4}}(?:\s*[,;]\s*\d{{1,4}})*|[{SIGNS}]{{1,4}}")
_ATTACHED = re.compile(r"(?<=[^\W\d_])[.,;:!?]?[”\"’'»)\]]{0,2}[.,;:!?]?(?P<mark>\(\d{1,3}\)|\d{1,3})(?![\w%/])")


@dataclass(frozen=True, slots=True)
class Label:
    """What a line begins with.

    `style`: raised, dot, paren, bracket, plain or sign. `end`: where the note's text begins.
    """

    text: str
    style: str
    end: int

    @property
    def number(self) -> int:
        """The number, 0 for a sign."""
        return int(self.text) if self.text.isdecimal() else 0


def label_of(line: Line) -> Label | None:
    """The label at the beginning of a line, None where there is none."""
    if line.raised and line.raised[0][0] == 0:
        end = line.raised[0][1]
        found = _RAISED.fullmatch(line.text[:end].strip())
        if found:
            return Label(found[1], "raised", end)
    found = _LABEL.match(line.text)
    if not found or (found["open"] and not found["close"]) or (line.raised and line.raised[0][0] < found.end()):
        return None
    return Label(found["label"], _style(found), found.end())


def _style(found: re.Match[str]) -> str:
    if not found["label"].isdecimal():
        return "sign"
    if found["close"]:
        return "bracket" if found["close"] == "]" else "paren"
    return "dot" if found["stop"] else "plain"


def raised_marks(line: Line, *, start: int = 0) -> Iterator[tuple[int, int, str]]:
    """The raised numbers and signs of a line, as (start, end, label); several in one place are told singly."""
    for begin, end in line.raised:
        if begin < start:
            continue
        if _MARK.fullmatch(line.text[begin:end].strip(" ()[]")):
            yield from _each(line.text, begin, end)


def attached_marks(line: Line) -> Iterator[tuple[int, int, str]]:
    """Numbers set without being raised, directly behind a word or its stop; scans have no others."""
    for found in _ATTACHED.finditer(line.text):
        yield found.start("mark"), found.end("mark"), found["mark"].strip("()")


def _each(text: str, begin: int, end: int) -> Iterator[tuple[int, int, str]]:
    inside = text[begin:end]
    numbers = _NUMBERS.findall(inside)
    if not numbers:
        yield begin, end, inside.strip(" ()[]")
    for position, number in enumerate(numbers):
        yield (begin, end, number) if position == 0 else (end, end, number)
