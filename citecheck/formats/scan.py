"""The raw entries of a .bib file through pybtex's scanner, cut apart first so that a broken one costs only itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, month_names
from pybtex.scanner import PybtexSyntaxError

from citecheck.formats.loaded import Complaint
from citecheck.text import spaced

_COMMENT = re.compile(r"@(?=\s*comment\b)", re.IGNORECASE)
_ENTRY = re.compile(r"^[ \t]*@(?=[ \t]*[A-Za-z]+\s*[{(])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Raw:
    """An entry as typed: type and field names in lower case, values in LaTeX with `@string`s filled in.

    `line`: where it begins, from 1.
    """

    type: str
    key: str
    fields: dict[str, str]
    line: int


def scan(text: str) -> tuple[tuple[Raw, ...], tuple[Complaint, ...]]:
    """The entries in order, and what was wrong; strings that nobody defined stand for themselves."""
    raws: list[Raw] = []
    complaints: list[Complaint] = []
    strings = dict(month_names)
    for line, chunk in _chunks(_COMMENT.sub(" ", text)):
        parser = _Parser(chunk, line, strings)
        raws.extend(_entries(parser))
        complaints += parser.complaints
    return tuple(raws), tuple(complaints)


class _Parser(LowLevelParser):  # type: ignore[misc]
    """Skips what is broken, and takes a string that is not defined for its own text."""

    def __init__(self, text: str, line: int, macros: dict[str, str]) -> None:
        super().__init__(text, macros=macros)
        self._first_line = line
        self.line = line
        self.complaints: list[Complaint] = []

    def parse_command(self) -> object:
        self.line = self._first_line + self.lineno - 1
        return super().parse_command()

    def handle_error(self, error: PybtexSyntaxError) -> None:
        if self.current_entry_key is None and self.current_field_name is None:
            return  # an "@" in the text between the entries, which is a comment
        self._complain(f"entry skipped: {spaced(str(error.args[0]))}")
        raise SkipEntry

    def parse_string_body(self, body_end: object) -> None:
        super().parse_string_body(body_end)
        self.macros[self.current_field_name.lower()] = "".join(self.current_value)

    def parse_entry_body(self, body_end: object) -> None:
        key = self.optional([self.KEY_PAREN if body_end == self.RPAREN else self.KEY_BRACE])
        self.current_entry_key = key.value if key else ""
        self.parse_entry_fields()

    def substitute_macro(self, name: str) -> str:
        if name.lower() not in self.macros:
            self._complain(f"undefined string: {name}")
        return str(self.macros.get(name.lower(), name))

    def _complain(self, message: str) -> None:
        self.complaints.append(Complaint(self._first_line + self.lineno - 1, message))


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """The text cut before each line that begins an entry, with the number of that line."""
    starts = [found.start() for found in _ENTRY.finditer(text)]
    line, last = 1, 0
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        line += text.count("\n", last, start)
        last = start
        yield line, text[start:end]


def _entries(parser: _Parser) -> Iterator[Raw]:
    for name, body in parser:
        if name.lower() not in {"string", "preamble"}:
            key, fields = body
            if key or fields:
                yield Raw(name.lower(), key or f"line-{parser.line}", _first_of_each(fields), parser.line)


def _first_of_each(fields: list[tuple[str, list[str]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, parts in fields:
        found.setdefault(name.lower(), " ".join("".join(parts).split()))
    return found
