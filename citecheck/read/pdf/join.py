"""Running text out of lines: words cut at a line's end made whole, marks taken out, italics kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from citecheck import refs
from citecheck.model import Text
from citecheck.read.pdf.lines import Line
from citecheck.text import is_unspaced

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_HYPHENS = "-‐"
_ADDRESS = re.compile(r"(?:https?:|www\.|doi\.org|10\.\d{4,9}/)\S*$")
_ADDRESS_GOES_ON = "/_=&?%#.-~:"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a line that is to be taken out of the text; `bears` what it calls."""

    start: int
    end: int
    label: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A line from `start` on, and the marks on it."""

    line: Line
    start: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Joined:
    """Text in the making, and where the marks stood in it."""

    plain: str = ""
    emphasis: list[tuple[int, int]] = field(default_factory=list)
    marks: list[tuple[int, Mark, int]] = field(default_factory=list)

    def text(self) -> Text:
        """Characters and italics."""
        return Text(self.plain, tuple(self.emphasis))


def vocabulary(pages: Iterable[Sequence[Line]]) -> frozenset[str]:
    """The words of a document in lower case, compounds with their hyphens; those cut at a line's end left out."""
    words: set[str] = set()
    for lines in pages:
        for line in lines:
            found = _WORD.findall(line.text.lower())
            words.update(found[:-1] if line.text[-1:] in _HYPHENS else found)
    return frozenset(words)


def joined(parts: Iterable[Part], words: frozenset[str]) -> Joined:
    """The text of lines that follow one another. `marks` of the result: (offset, mark, page)."""
    result = Joined()
    for part in parts:
        _add_line(result, part, words)
    _trim(result)
    return result


def _add_line(result: Joined, part: Part, words: frozenset[str]) -> None:
    text = part.line.text
    start = part.start + len(text[part.start :]) - len(text[part.start :].lstrip())
    _connect(result, text[start:], words)
    for mark in sorted(part.marks, key=lambda mark: mark.start):
        _add(result, part.line, start, mark.start)
        result.marks.append((len(result.plain), mark, part.line.page))
        start = max(start, mark.end)
    _add(result, part.line, start, len(text))


def _add(result: Joined, line: Line, start: int, end: int) -> None:
    """Characters `start` to `end` of a line, with their italics."""
    if end <= start:
        return
    shift = len(result.plain) - start
    result.plain += line.text[start:end]
    for a, b in line.italic:
        if a < end and b > start:
            _lean(result, max(a, start) + shift, min(b, end) + shift)


def _lean(result: Joined, start: int, end: int) -> None:
    """Italics from `start` to `end`; across a blank they are the same italics."""
    start += len(result.plain[start:end]) - len(result.plain[start:end].lstrip())
    if result.emphasis and not result.plain[result.emphasis[-1][1] : start].strip():
        result.emphasis[-1] = (result.emphasis[-1][0], end)
    else:
        result.emphasis.append((start, end))


def _connect(result: Joined, following: str, words: frozenset[str]) -> None:
    """Readies the text for the next line: a blank, or the end of a cut word taken back."""
    plain = result.plain
    if not plain or not following:
        return
    if plain[-1] in _HYPHENS and len(plain) > 1 and following[0].isalpha():
        if _is_cut(plain, following, words):
            _cut(result, len(plain) - 1)
        elif _first_word(following) in _suspended():
            result.plain += " "
        return
    if plain[-1] in "-‐–" and plain[-2:-1].isdecimal() and following[0].isdecimal():
        return
    address = _ADDRESS.search(plain[-300:])
    if address and plain[-1] in _ADDRESS_GOES_ON and plain[-1] != "." and not following[0].isspace():
        return
    if not plain[-1].isspace() and not (is_unspaced(plain[-1]) and is_unspaced(following[0])):
        result.plain += " "


def _is_cut(plain: str, following: str, words: frozenset[str]) -> bool:
    """Whether the hyphen at a line's end is only there because the line ends."""
    before, behind = _last_word(plain[:-1]), _first_word(following)
    if not before or not following[0].islower() or behind in _suspended() or _ADDRESS.search(plain[-300:]):
        return False
    return before + behind in words or f"{before}-{behind}" not in words


def _last_word(plain: str) -> str:
    found = _WORD.findall(plain[-60:].lower())
    return found[-1] if found and plain[-1:].isalpha() else ""


def _first_word(text: str) -> str:
    found = _WORD.match(text.lower())
    return found[0] if found else ""


def _suspended() -> frozenset[str]:
    return frozenset(refs.words("pdf")["suspended"])


def _cut(result: Joined, length: int) -> None:
    result.plain = result.plain[:length]
    result.emphasis = [(a, min(b, length)) for a, b in result.emphasis if a < length]


def _trim(result: Joined) -> None:
    _cut(result, len(result.plain.rstrip()))
    result.marks = [(min(offset, len(result.plain)), mark, page) for offset, mark, page in result.marks]
