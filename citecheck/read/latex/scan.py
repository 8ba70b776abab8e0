"""The input of the LaTeX reader: a stack of stretches of source, so that macros and files are read in place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from citecheck.errors import ReadError
from citecheck.model import Place
from citecheck.read.latex.source import Source

# What macros may cost in all, in characters; a book of a thousand pages spends a tenth. Beyond, they have no end.
_BUDGET = 20_000_000
_CALL = 64  # what the expansion of a macro or an argument costs besides its characters
_DEEPEST = 200  # macros within macros
_OPTION = 1_000  # characters an optional argument may take, and
_NESTED = 8  # how deep brackets may lie in it: both keep the search for its end linear

TOKEN = re.compile(
    r"""
    (?P<text>[^\\{}$&~\n\0#^_"]+)
  | (?P<paragraph>[\n\0][ \t\0]*\n[\s\0]*)
  | (?P<space>[\n~])
  | (?P<blank>\0[ \t\0]*)
  | \\(?P<word>[A-Za-z@]+)(?:\*(?!\*))?[ \t\0]*(?:\n(?![ \t\0]*\n)[ \t\0]*)?
  | \\(?P<symbol>.)
  | (?P<open>\{)
  | (?P<close>\})
  | (?P<dollar>\$\$?)
  | \#(?P<number>[1-9])
  | (?P<other>[\\&#^_"])
    """,
    re.VERBOSE | re.DOTALL,
)
_GAP = re.compile(r"(?:[ \t\0]|\n(?![ \t\0]*\n))*")
_BRACKETS = {"[": re.compile(r"\\.|[\[\]{}]", re.DOTALL), "(": re.compile(r"\\.|[(){}]", re.DOTALL)}
_NUMBER = re.compile(r"#([1-9])")


@dataclass(slots=True)
class Span:
    """A stretch of source still to be read. `origin`: where the macro stood whose body this is."""

    source: Source
    position: int
    end: int
    arguments: tuple[Span, ...] = ()
    origin: Place | None = None
    depth: int = 0

    def copy(self) -> Span:
        """The same stretch, to be read anew."""
        return Span(self.source, self.position, self.end, self.arguments, self.origin, self.depth)

    def place(self, offset: int) -> Place:
        """Where an editor finds what stands at an offset."""
        return self.origin or self.source.place(offset)


Item = Span | Callable[[], None]


class Input:
    """What is still to be read: the topmost stretch first. A callable on the stack is called when its turn comes."""

    def __init__(self) -> None:
        self._stack: list[Item] = []
        self._budget = _BUDGET
        self.span: Span | None = None
        self.start = 0
        self.token = ""

    def next(self) -> re.Match[str] | None:
        """The next token, None at the end of everything."""
        while self._settle():
            span = self._top()
            found = TOKEN.match(span.source.text, span.position, span.end)
            if found:
                self.span, self.start, self.token = span, span.position, found[0]
                span.position = found.end()
                return found
            self._stack.pop()
        return None

    def push(self, *items: Item) -> None:
        """Puts stretches and callables before all that is still to be read, the first foremost."""
        self._stack.extend(reversed(items))

    def expand(self, body: Span, arguments: tuple[Span, ...]) -> None:
        """Reads a macro's body next, its arguments in their places; ReadError where macros run away."""
        depth = (self.span.depth if self.span else 0) + 1
        self._spend(body.end - body.position + _CALL)
        if depth <= _DEEPEST:
            self.push(Span(body.source, body.position, body.end, arguments, self.place(), depth))

    def argument_of_body(self, number: int) -> None:
        """Reads the argument that a ``#1`` in a macro's body stands for."""
        arguments = self.span.arguments if self.span else ()
        if number <= len(arguments):
            chosen = arguments[number - 1].copy()
            self._spend(chosen.end - chosen.position + _CALL)
            self.push(chosen)

    def place(self) -> Place:
        """Where the token read last stands."""
        return self.span.place(self.start) if self.span else Place("")

    def peek(self) -> str:
        """The next character behind spaces and comments, "" at the end or before a new paragraph."""
        while self._settle():
            span = self._top()
            position = self._behind_gap(span)
            if position < span.end:
                return "" if span.source.text[position] == "\n" else span.source.text[position]
            if len(self._stack) < 2 or not isinstance(self._stack[-2], Span):
                return ""
            self._stack.pop()
        return ""

    def enter(self) -> bool:
        """Passes an opening brace, if one comes next."""
        if self.peek() != "{":
            return False
        span = self._top()
        span.position = self._behind_gap(span) + 1
        return True

    def argument(self) -> Span | None:
        """The next argument: what stands in braces, else one token; None where there is none."""
        if self.peek() in ("", "}"):
            return None
        span = self._top()
        start = self._behind_gap(span)
        closing = span.source.partner.get(start)
        if closing is not None and closing < span.end:
            span.position = closing + 1
            return Span(span.source, start + 1, closing, span.arguments, span.origin, span.depth)
        found = TOKEN.match(span.source.text, start, span.end)
        end = start + 1 if found is None or found["text"] else found.end()
        span.position = end
        return Span(span.source, start, end, span.arguments, span.origin, span.depth)

    def option(self, opening: str = "[", closing: str = "]") -> Span | None:
        """The optional argument that comes next, if any."""
        if self.peek() != opening:
            return None
        span = self._top()
        start = self._behind_gap(span)
        end = _closing(span, start + 1, opening, closing)
        if end is None:
            return None
        span.position = end + 1
        return Span(span.source, start + 1, end, span.arguments, span.origin, span.depth)

    def is_adjacent(self, character: str) -> bool:
        """Whether a character comes next with nothing between."""
        span = self._top() if self._settle() else None
        return span is not None and span.source.text.startswith(character, span.position, span.end)

    def raw(self, span: Span | None) -> str:
        """A stretch's characters as they stand, a macro's arguments filled in; "" for None."""
        if span is None:
            return ""
        self._spend(span.end - span.position + _CALL)
        text = span.source.text[span.position : span.end]
        if span.arguments and "#" in text:
            filled = dict(enumerate(span.arguments, start=1))
            text = _NUMBER.sub(lambda found: self.raw(filled.get(int(found[1]))), text)
            self._spend(len(text))
        return text.replace("\0", "").strip()

    def _settle(self) -> bool:
        """Calls the callables on top; whether a stretch is left."""
        while self._stack and not isinstance(self._stack[-1], Span):
            self._stack.pop()()  # type: ignore[operator]
        return bool(self._stack)

    def _top(self) -> Span:
        return cast("Span", self._stack[-1])

    @staticmethod
    def _behind_gap(span: Span) -> int:
        found = _GAP.match(span.source.text, span.position, span.end)
        return found.end() if found else span.position

    def _spend(self, characters: int) -> None:
        self._budget -= characters
        if self._budget < 0:
            where = self.place()
            raise ReadError(f"{where.path}:{where.line}: macros expand without end: look at their definitions")


def _closing(span: Span, start: int, opening: str, closing: str) -> int | None:
    """Where an optional argument ends: its bracket outside inner brackets and braces."""
    depth, position, end = 0, start, min(span.end, start + _OPTION)
    while found := _BRACKETS[opening].search(span.source.text, position, end):
        position = found.end()
        if found.group() == "{":
            position = span.source.partner.get(found.start(), found.start()) + 1
        elif found.group() == opening:
            depth += 1
            if depth > _NESTED:
                return None
        elif found.group() == closing:
            if depth == 0:
                return found.start()
            depth -= 1
    return None
