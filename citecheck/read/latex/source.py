"""A LaTeX file made ready for scanning: comments and verbatim text blanked, braces paired, offsets told as places."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from pathlib import Path

from citecheck import refs
from citecheck.model import Place
from citecheck.read.source import decode

BLANK = "\0"  # stands for every character of a comment; the scanner passes over it

_SKIPPED = re.compile(
    r"""
    \\(?:url|nolinkurl|path)\s*\{[^{}\n]*\}            # here a per cent sign opens no comment
  | \\href\s*\{[^{}\n]*\}
  | \\begin\s*\{(?P<environment>[A-Za-z]+)\*?\}
  | \\(?:verb\*?|lstinline|mintinline\{\w+\})(?P<fence>[^A-Za-z\s*{\[])
  | (?P<false>\\iffalse)(?![A-Za-z@])
  | \\.
  | (?P<comment>%[^\n]*\n?[ \t]*)
    """,
    re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"\\(?P<word>if(?!f\b)[A-Za-z@]*|fi|else)(?![A-Za-z@])")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_ENCODING = re.compile(rb"\\(?:usepackage|inputencoding)\s*(?:\[(\w+)\]\s*)?\{(?:inputenc|(\w+))\}")
_CODECS = {"latin1": "latin-1", "latin9": "iso8859-15", "ansinew": "cp1252", "cp1252": "cp1252", "latin2": "iso8859-2",
           "applemac": "mac-roman", "koi8-r": "koi8-r", "cp1251": "cp1251", "cp1250": "cp1250"}  # fmt: skip


class Source:
    """A file's text. `text` is as long as the file's own (NFC) text, so that offsets hold; `partner` pairs braces."""

    def __init__(self, raw: str, path: str) -> None:
        self.path = path
        self.text = _blanked(raw)
        self.partner = _pairs(self.text)
        self._lines = [0, *(found.end() for found in re.finditer("\n", raw))]

    def place(self, offset: int) -> Place:
        """Line and column of an offset."""
        line = bisect_right(self._lines, offset)
        return Place(self.path, line, offset - self._lines[line - 1] + 1)


def decoded(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """The text of a file and what had to be guessed about it: as UTF-8, else in the encoding that it declares.

    ReadError for what is no text.
    """
    codec = _declared(data)
    if codec and not _is_utf8(data):
        data = data.decode(codec, "replace").encode()
    text, warnings = decode(data, path)
    return text.replace(BLANK, " "), warnings


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> str | None:
    found = _ENCODING.search(data)
    name = (found[1] or found[2] or b"").decode("ascii", "replace") if found else ""
    return _CODECS.get(name)


def _blanked(raw: str) -> str:
    """Comments, verbatim text and what an ``iffalse`` leaves out, as so many blanks."""
    pieces, position = [], 0
    while found := _SKIPPED.search(raw, position):
        end = _end_of_skipped(raw, found)
        if end is None:
            pieces.append(raw[position : found.end()])
            position = found.end()
        else:
            pieces.append(raw[position : found.start()] + BLANK * (end - found.start()))
            position = end
    return "".join([*pieces, raw[position:]])


def _end_of_skipped(raw: str, found: re.Match[str]) -> int | None:
    """Where the stretch to be blanked ends, None where there is none."""
    if found["comment"]:
        return found.end()
    if found["false"]:
        return _end_of_condition(raw, found.end())
    if found["fence"]:
        return _after(raw, found["fence"], found.end())
    if found["environment"] in _verbatim():
        name = found.group()[found.group().index("{") :]
        return _after(raw, "\\end" + name, found.end())
    return None


@cache
def _verbatim() -> frozenset[str]:
    return frozenset(refs.words("latex")["verbatim"])


def _after(raw: str, wanted: str, start: int) -> int:
    """Behind the next `wanted`; the end of the file where there is none, so that no second search is needed."""
    position = raw.find(wanted, start)
    return len(raw) if position < 0 else position + len(wanted)


def _end_of_condition(raw: str, start: int) -> int:
    depth = 1
    for found in _CONDITION.finditer(raw, start):
        if found["word"] == "fi":
            depth -= 1
        elif found["word"] != "else":
            depth += 1
        if depth == 0 or (depth == 1 and found["word"] == "else"):
            return found.end()
    return len(raw)


def _pairs(text: str) -> dict[int, int]:
    """The offset of each opening brace, and that of the brace that closes it."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACE.finditer(text):
        if found.group() == "{":
            opened.append(found.start())
        elif found.group() == "}" and opened:
            pairs[opened.pop()] = found.start()
    return pairs
