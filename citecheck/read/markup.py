"""A Markdown file cut into passages: its paragraphs, headings, list items, cells and notes, each with its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citecheck.read.assembly import Inline
from citecheck.read.inline import scan

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Definition:
    """A note's head, ``[^label]:``, and where it stands (line and column from 1)."""

    label: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph and whatever else holds running text.

    `starts`: for each line of `source` its offset there, and its line and column in the file. `note`: the definition
    it belongs to. `number`: ``"1."`` where it opens an item of a numbered list, ``"*"`` of a lone star. `ruled`: a
    thematic break stands between it and the passage before.
    """

    source: str
    inline: Inline
    starts: tuple[tuple[int, int, int], ...]
    note: Definition | None = None
    number: str = ""
    heading: bool = False
    ruled: bool = False

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset in the source."""
        start, line, column = self.starts[max(0, bisect_right(self.starts, (offset, 1 << 60, 0)) - 1)]
        return line, column + offset - start


def passages(text: str, *, pages: bool = False) -> Iterator[Passage | Definition]:
    """What the file holds, in order; a definition comes before its passages, and stands alone where it is empty.

    `pages`: the file was made from printed pages, so a line of hyphens is a rule, never the underline of a heading,
    and neither ``[1]: ...`` nor an indented line is what Markdown would make of it.
    """
    tokens = _parser(pages).parse(text)
    _star(tokens)
    return _Walk(text.split("\n")).passages(tokens)


def _parser(pages: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt  # lazy: all readers are loaded to choose one, and this costs most

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.before("reference", "footnote_def", _defined, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before("table", "page_break", _page_break, {"alt": ["paragraph", "blockquote", "list"]})
    if pages:
        parser.disable(["lheading", "reference", "code", "footnote_def"])
    return parser


def _page_break(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A form feed ends the paragraph before it; then it is passed over, and the line read by the rules that follow."""
    begin = state.bMarks[start]
    if state.src[begin : begin + 1] != "\f":
        return False
    if not silent:
        state.bMarks[start] += 1
    return silent


def _defined(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The plugin's rule; it also remembers where the definition stands."""
    first = len(state.tokens)
    column = state.bMarks[start] + state.tShift[start] - (state.src.rfind("\n", 0, state.bMarks[start]) + 1)
    from mdit_py_plugins.footnote.index import footnote_def  # lazy: see above

    if not footnote_def(state, start, end, silent):
        return False
    if not silent:
        state.tokens[first].meta["place"] = (start + 1, column + 1)
    return True


def _star(tokens: Sequence[Token]) -> None:
    """Marks starred items that are alone in their list, which may be notes after all."""
    lists: list[list[Token]] = []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append([])
        elif token.type == "list_item_open":
            lists[-1].append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            items = lists.pop()
            if len(items) == 1 and items[0].markup == "*":
                items[0].meta["star"] = "*"


_HIDDEN = re.compile(r"<(script|style|pre|code|textarea)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_VISIBLE = re.compile(r"[^\n]")


class _Walk:
    """Goes through the tokens of a file once; `line` and `column` say how far the text has been found in it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.line = 0
        self.column = 0
        self.notes: list[Definition] = []
        self.number = ""
        self.heading = self.ruled = False
        self.empty = False  # a note's text has not begun; an indented line is then its first, not code

    def passages(self, tokens: Sequence[Token]) -> Iterator[Passage | Definition]:
        for token in tokens:
            if token.type == "footnote_reference_open":
                self.notes.append(Definition(token.meta["label"], *token.meta["place"]))
                self.empty = True
                yield self.notes[-1]
            elif token.type == "footnote_reference_close":
                self.notes.pop()
            elif token.type in ("inline", "html_block") or (token.type == "code_block" and self.notes and self.empty):
                yield self._passage(token)
                self.number, self.ruled, self.empty = "", False, False
            else:
                self._turn(token)

    def _turn(self, token: Token) -> None:
        if token.type == "hr":
            self.ruled = True
        elif token.type == "list_item_open":
            self.number = token.info + token.markup if token.info else token.meta.get("star", "")
        elif token.type in ("heading_open", "heading_close"):
            self.heading = token.type == "heading_open"

    def _passage(self, token: Token) -> Passage:
        source = token.content
        if token.type == "html_block":
            source = _HIDDEN.sub(lambda found: _VISIBLE.sub(" ", found.group()), source)
        first = token.map[0] if token.map else self.line
        starts = tuple(self._located(token.content, first))
        note = self.notes[-1] if self.notes else None
        return Passage(source, scan(source), starts, note, self.number, self.heading, self.ruled)

    def _located(self, content: str, first: int) -> Iterator[tuple[int, int, int]]:
        """Each line of the content found again in the file: the parser took quotation marks and indents off it."""
        offset = 0
        for index, piece in enumerate(content.split("\n")):
            number = first + index
            begin = self.column if number == self.line else 0
            line = self.lines[number] if number < len(self.lines) else ""
            column = max(line.find(piece.strip(), begin), 0) - (len(piece) - len(piece.lstrip()))
            self.line, self.column = number, max(column, 0) + len(piece)
            yield offset, number + 1, max(column, 0) + 1
            offset += len(piece) + 1


def numbered(passage: Passage) -> Passage:
    """The passage with the number or star of its list item as printed before it, where it opens one.

    >>> first = next(passages("1. Ibid."))
    >>> numbered(first).inline.text.plain
    '1. Ibid.'
    """
    if not passage.number:
        return passage
    lead = ("\\*" if passage.number == "*" else passage.number) + " "
    offset, line, column = passage.starts[0]
    moved = tuple((at + len(lead), row, col) for at, row, col in passage.starts[1:])
    source = lead + passage.source
    starts = ((offset, line, max(1, column - len(lead))), *moved)
    return replace(passage, source=source, inline=scan(source), starts=starts, number="")
