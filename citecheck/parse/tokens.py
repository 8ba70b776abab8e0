"""A note as tokens, with quotations and brackets matched; one pass each, so linear on any input."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from citecheck.model import Text
from citecheck.parse.words import Phrases

_TOKEN = re.compile(r"\w+(?:['’ʼ‐‑-](?=[^\W\d])\w+)*|\S")
_LETTERED = re.compile(r"[A-Za-z]\d+[a-z]?\Z")  # "E163", a page; "C34", a volume
_ROMAN = re.compile(r"[ivxlcdm]+\Z|[IVXLCDM]+\Z|[IVX]+[il]*li\Z")  # "Vili" is a scanned VIII
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "‘": "’", "‚": "‘’", '"': '"', "'": "'", "`": "'"}
_BRACKETS = {"(": ")", "[": "]"}
_PADDING = ("",) * 16  # how far past the ends `Tokens.word` may be asked
_LONGEST = 400  # tokens: a quotation that does not close within them is taken for a stray mark


class Token(NamedTuple):
    """A word (with inner apostrophes and hyphens), a number, or one mark; `kind` is "w", "n" or "p"."""

    start: int
    end: int
    text: str
    lower: str
    kind: str

    @property
    def capital(self) -> bool:
        """Whether it is a word that begins with a capital letter (of scripts without case: any word)."""
        return self.kind == "w" and (self.text[0].isupper() or not self.text[0].islower())

    @property
    def roman(self) -> bool:
        """Whether it may be a Roman numeral."""
        return self.kind == "w" and bool(_ROMAN.match(self.text))


@dataclass(frozen=True, eq=False)
class Tokens:
    """The tokens of a text. `quotes`: token ranges of outermost quotations, marks included, in order.

    `quoted[i]`: the place in `quotes` of the quotation that holds token i, or -1. `closing[i]`: the token that closes
    the bracket token i opens. `depth[i]`: how many brackets are open at token i. `lowers`: all tokens in lower case,
    with empty words behind them for looks past either end.
    """

    text: Text
    items: tuple[Token, ...]
    lowers: tuple[str, ...]
    quotes: tuple[tuple[int, int], ...] = ()
    quoted: tuple[int, ...] = ()
    closing: dict[int, int] = field(default_factory=dict)
    depth: tuple[int, ...] = ()
    people: dict[int, Any] = field(default_factory=dict, repr=False)  # what `find_person` has found, by first token
    runs: dict[tuple[int, int], Any] = field(default_factory=dict, repr=False)  # what `find_names` has found, by range

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Token:
        return self.items[index]

    def word(self, index: int) -> str:
        """The token in lower case, "" beyond the end."""
        return self.lowers[index]

    def printed(self, start: int, end: int) -> str:
        """The text of a range of tokens."""
        return self.text.plain[self.items[start].start : self.items[end - 1].end] if start < end else ""

    def spaced(self, index: int) -> bool:
        """Whether white space stands before a token."""
        return index > 0 and self.items[index].start > self.items[index - 1].end

    def phrase(self, phrases: Phrases, index: int, stop: int) -> int:
        """The end of the longest of the phrases that starts at a token, its stop included; `index` where none does.

        The words of "a. a. O." may stand with or without stops and spaces between them.
        """
        for words in phrases.by_first.get(self.lowers[index], ()):
            at = index
            for word in words:
                while at < stop and at > index and self.items[at].text in ".,":
                    at += 1
                if at >= stop or self.items[at].lower != word:
                    break
                at += 1
            else:
                return at + 1 if at < stop and self.items[at].text == "." and not self.spaced(at) else at
        return index

    @cached_property
    def emphasized(self) -> tuple[bool, ...]:
        """Of each token, whether it begins in italics."""
        if not self.text.emphasis:
            return (False,) * len(self.items)
        marks, ranges, at = [], self.text.emphasis, 0
        for token in self.items:
            while at < len(ranges) and ranges[at][1] <= token.start:
                at += 1
            marks.append(at < len(ranges) and ranges[at][0] <= token.start)
        return tuple(marks)


def tokenize(text: Text) -> Tokens:
    """The tokens of a text.

    >>> [t.text for t in tokenize(Text("J. Smith, Kahn-Freund’s ‘Law’ (12-14)")).items]
    ['J', '.', 'Smith', ',', 'Kahn-Freund’s', '‘', 'Law', '’', '(', '12', '-', '14', ')']
    """
    items = tuple([_token(found.start(), found.group()) for found in _TOKEN.finditer(text.plain)])
    marks = {token.text for token in items if token.kind == "p"}
    quotes = () if marks.isdisjoint(_PAIRS) else _quotations(items)
    quoted = [-1] * len(items)
    for number, (start, end) in enumerate(quotes):
        quoted[start:end] = [number] * (end - start)
    closing, depth = ({}, (0,) * len(items)) if marks.isdisjoint(_BRACKETS) else _brackets(items, quoted)
    lowers = (*[token.lower for token in items], *_PADDING)
    return Tokens(text, items, lowers, quotes, tuple(quoted), closing, depth)


def _token(start: int, text: str) -> Token:
    return Token(start, start + len(text), text, text.lower(), _kind(text))


def _kind(text: str) -> str:
    if text[0].isalpha():
        return "w" if text.isalpha() or not _LETTERED.match(text) else "n"
    return "n" if text[0].isdigit() else "p"


def _quotations(items: tuple[Token, ...]) -> tuple[tuple[int, int], ...]:
    """Outermost quotations, each from its opening to its closing mark; a mark without its fellow is left alone."""
    found: list[tuple[int, int]] = []
    at, dead = 0, set[str]()
    while at < len(items):
        mark = items[at].text
        if mark in _PAIRS and mark not in dead and _opens(items, at):
            end = _close(items, at, _PAIRS[mark])
            if end:
                found.append((at, end))
                at = end
                continue
            if end is None:
                dead.add(mark)
        at += 1
    return tuple(found)


def _opens(items: tuple[Token, ...], at: int) -> bool:
    """A mark opens a quotation if something follows and no word ends right before it."""
    if at + 1 >= len(items):
        return False
    attached = at > 0 and items[at - 1].end == items[at].start and items[at - 1].kind != "p"
    if items[at].text in "\"'`»":
        return not attached and items[at + 1].start == items[at].end
    return not attached or items[at].text in "“„«"


def _close(items: tuple[Token, ...], start: int, marks: str) -> int | None:
    """Past the closing mark; 0 where none stands near enough, None where none stands at all.

    A mark that also opens (‘ in „...‘) is passed over where a quotation of its own begins; ’ after a plural s is an
    apostrophe where another ’ closes before the next opening.
    """
    opening, level = items[start].text, 0
    for at in range(start + 1, min(start + _LONGEST, len(items))):
        mark = items[at].text
        if mark == opening and mark not in marks and (mark != "‘" or _opens(items, at)):
            level += 1
        elif mark in marks and not _apostrophe(items, at, start):
            if level == 0:
                return at + 1
            level -= 1
    return None if start + _LONGEST >= len(items) else 0


def _apostrophe(items: tuple[Token, ...], at: int, start: int) -> bool:
    if items[at].text not in "’'" or at + 1 >= len(items):
        return False
    before, after = items[at - 1], items[at + 1]
    if after.start == items[at].end:
        return after.kind != "p" and before.kind != "p" and before.end == items[at].start
    if not (before.text.endswith("s") and after.kind == "w" and after.text[0].islower()) or at - start > _LONGEST:
        return False
    ahead = (t.text for t in items[at + 1 : at + 40] if t.text in "‘’'")
    return next(ahead, "") == items[at].text


def _brackets(items: tuple[Token, ...], quoted: list[int]) -> tuple[dict[int, int], tuple[int, ...]]:
    """The pairs of brackets outside quotations, and of each token how many are open."""
    closing: dict[int, int] = {}
    stack: list[int] = []
    for at, token in enumerate(items):
        if quoted[at] >= 0:
            continue
        if token.text in _BRACKETS:
            stack.append(at)
        elif token.text in ")]" and stack and _BRACKETS[items[stack[-1]].text] == token.text:
            closing[stack.pop()] = at
    depth, level = [], 0
    ends = set(closing.values())
    for at in range(len(items)):
        level -= at in ends
        depth.append(level)
        level += at in closing
    return closing, tuple(depth)
