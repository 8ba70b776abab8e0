"""One paragraph of Markdown: its plain characters, what stands in italics or above the line, and the notes it calls.

The scanner is our own because positions must be exact: every character of the result is traced to the source. It
reads CommonMark, and of its dialects what bears on notes and citations: ``[^1]``, ``^[inline]`` and ``[^inline with
spaces]`` (MultiMarkdown), ``[span]{.class}`` and ``{attributes}`` (pandoc, kramdown), ``^2^`` and ``$^{2}$``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from citecheck.read.assembly import Inline, Piece, assemble
from citecheck.read.brackets import Brackets
from citecheck.read.delimiters import Delimiter, flank, pair


def scan(source: str, start: int = 0, end: int | None = None, brackets: Brackets | None = None) -> Inline:
    r"""The paragraph, or the part of it from `start` to `end`; line breaks stay, other white space runs become a space.

    `brackets`: those of the whole `source`, where many parts of one paragraph are scanned.

    >>> found = scan("See *Results*,  ch. 7.[^3]")
    >>> found.text.plain, found.text.emphasis, found.called[0].label
    ('See Results, ch. 7.', ((4, 11),), '3')
    """
    return _Scanner(source, start, len(source) if end is None else end, brackets or Brackets(source)).scan()


_SPECIAL = re.compile(r"[\\`<&^\[\]!*_{$\n]|--|  | \n|https?://|ftp://|www\.|[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"(?:\\|[ \t]*)\n[ \t]*")
_SPACES = re.compile(r"[ \t]+(?![ \t\n])")
_HYPHENS = re.compile(r"-{2,}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto|doi):[^<>\s]*)>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)/?>")
_ANCHOR = re.compile(r"""\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_TARGET = re.compile(r"""\shref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_LABEL = re.compile(r"\[\^([^\]\[\s]+)\]")
_BARE = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\[\]*^\"'`\\{}|]*")
_ATTRIBUTES = re.compile(r"\{(?:[:#.=][^{}]*|-|%[^{}]*%|\{<[^{}]*>\})\}|\{\{[^{}]*\}\}")
_NAMED_ATTRIBUTES = re.compile(r"\{(?:[:#.=][^{}]*|[\w:-]+=[^{}]*)\}")
_DESTINATION = re.compile(
    r"""\(\s*(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))(?:\s+["'(][^\n"']{0,300}["')])?\s*\)"""
)
_HAT = re.compile(r"\^([^\s^\[\]\\]{1,12})\^")
_MATH = re.compile(r"\$\s?(?:\{\s?\})?\^\s?(?:\{\s?([^\s{}$]{1,12})\s?\}|(\\[A-Za-z]{1,8}|[^\s{}$^\\]))\s?\$")
_DIGITS = re.compile("[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]+")
_PLAIN_DIGITS = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")
_ITALIC = frozenset({"i", "em", "cite", "dfn", "var"})
_SIGNS = {r"\dagger": "\u2020", r"\ddagger": "\u2021", r"\ast": "*", r"\S": "\u00a7", r"\P": "\u00b6"}
_DASHES = {2: "\u2013", 3: "\u2014"}


class _Scanner:
    """Pieces of the source in order, then put together once it is known which delimiters are emphasis."""

    def __init__(self, source: str, start: int, end: int, brackets: Brackets) -> None:
        self.source, self.at, self.end, self.brackets = source, start, end, brackets
        self.pieces: list[Piece] = []
        self.open: list[int] = []
        self.delimiters: list[Delimiter] = []
        self.rules: dict[str, Callable[[], bool]] = {
            "\\": self._escape, "`": self._code, "<": self._angle, "&": self._entity, "^": self._hat, "[": self._open,
            "]": self._close, "!": self._image, "*": self._delimiter, "_": self._delimiter, "{": self._attributes,
            "$": self._math, "\n": self._break, "-": self._dashes, " ": self._spaces,
        }  # fmt: skip

    def scan(self) -> Inline:
        while self.at < self.end:
            found = _SPECIAL.search(self.source, self.at, self.end)
            if found is None:
                self._text(self.source[self.at : self.end], self.end)
                break
            if found.start() > self.at:
                self._text(self.source[self.at : found.start()], found.start())
            rule = self.rules.get(found.group()[0], self._word)
            if not rule():
                self._text(self.source[self.at], self.at + 1)
        pair(self.delimiters)
        return assemble(self.pieces)

    def _text(self, plain: str, after: int) -> None:
        self.pieces.append(Piece("text", plain, self.at))
        self.at = after

    def _sign(self, kind: str, value: str = "", after: int | None = None) -> bool:
        self.pieces.append(Piece(kind, value, self.at))
        self.at = self.at if after is None else after
        return True

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.source, self.at, self.end)

    def _escape(self) -> bool:
        found = self._match(_ESCAPE)
        if found:
            self._text(found[1], found.end())
            return True
        return self._break()

    def _break(self) -> bool:
        found = self._match(_BREAK)
        if found:
            self._text("\n", found.end())
        return found is not None

    def _spaces(self) -> bool:
        found = self._match(_SPACES)
        if found:
            self._text(" ", found.end())
            return True
        return self._break()

    def _code(self) -> bool:
        span = self.brackets.code(self.at)
        if span is None or span[1] > self.end:
            return False
        width, after = span
        inner = self.source[self.at + width : after - width]
        self.at += width
        self._text(inner.replace("\n", " "), after)
        return True

    def _angle(self) -> bool:
        if self.source.startswith("<!--", self.at):
            after = self.brackets.comment(self.at)
            self.at = min(after, self.end)
            return True
        found = self._match(_AUTOLINK)
        if found:
            self.at += 1
            self._text(found[1], found.end())
            return True
        return self._tag()

    def _tag(self) -> bool:
        found = self._match(_TAG)
        if found is None:
            return False
        name, closing, after = found[2].lower(), bool(found[1]), found.end()
        anchor = None if closing else _ANCHOR.search(found[3])
        if anchor:
            self._sign("anchor", anchor[1])
        if name in _ITALIC:
            self._sign("-italic" if closing else "+italic")
        elif name == "sup":
            self._sign("-raised" if closing else "+raised")
        elif name == "a":
            target = _TARGET.search(found[3])
            self._sign("-link" if closing else "+link", target[1] if target else "")
        elif name == "br":
            self._text("\n", after)
        self.at = after
        return True

    def _entity(self) -> bool:
        found = self._match(_ENTITY)
        if found is None:
            return False
        self._text(html.unescape(found.group()), found.end())
        return True

    def _hat(self) -> bool:
        if self.source.startswith("^[", self.at):
            return self._insert(self.at + 1, self.at + 2)
        found = self._match(_HAT)
        return found is not None and self._raise(found[1], found.start(1), found.end())

    def _math(self) -> bool:
        found = self._match(_MATH)
        if found is None:
            return False
        inner = found[1] or found[2]
        return self._raise(_SIGNS.get(inner, inner), found.start(found.lastindex or 1), found.end())

    def _word(self) -> bool:
        digits = self._match(_DIGITS)
        if digits:
            return self._raise(digits.group().translate(_PLAIN_DIGITS), self.at, digits.end())
        found = self._match(_BARE)
        if found and found.end() > self.at:
            self._text(found.group(), found.end())
            return True
        return False

    def _raise(self, plain: str, source: int, after: int) -> bool:
        self._sign("+raised")
        self.at = source
        self._text(plain, after)
        return self._sign("-raised")

    def _dashes(self) -> bool:
        found = self._match(_HYPHENS)
        if found:
            self._text(_DASHES.get(len(found.group()), found.group()), found.end())
        return found is not None

    def _delimiter(self) -> bool:
        sign, after = self.source[self.at], self.at
        while after < self.end and self.source[after] == sign:
            after += 1
        before, behind = self.source[self.at - 1 : self.at], self.source[after : after + 1]
        self.delimiters.append(flank(sign, after - self.at, before, behind))
        self.pieces.append(Piece("delimiter", sign, self.at, self.delimiters[-1]))
        self.at = after
        return True

    def _attributes(self) -> bool:
        named = self.at and self.source[self.at - 1] in "])`*_"
        found = self._match(_NAMED_ATTRIBUTES if named else _ATTRIBUTES)
        if found:
            self.at = found.end()
        return found is not None

    def _image(self) -> bool:
        if self.source.startswith("![", self.at):
            self.at += 1
            return self._open()
        return False

    def _open(self) -> bool:
        label = self._match(_LABEL)
        if label:
            return self._sign("called", label[1], label.end())
        if self.source.startswith("[^", self.at) and self._insert(self.at, self.at + 2):
            return True
        self.open.append(len(self.pieces))
        self._text("[", self.at + 1)
        return True

    def _insert(self, bracket: int, start: int) -> bool:
        """An inline note, whose text begins at `start`; False where the bracket never closes."""
        after = self.brackets.closing(bracket)
        if after is None or after > self.end or not self.source[start : after - 1].strip():
            return False
        self.pieces.append(Piece("inserted", "", self.at, span=(start, after - 1)))
        self.at = after
        return True

    def _close(self) -> bool:
        if not self.open:
            return False
        opened = self.open.pop()
        follows = self.source[self.at + 1 : self.at + 2]
        self.at += 1
        found = self._match(_DESTINATION if follows == "(" else _NAMED_ATTRIBUTES) if follows in ("(", "{") else None
        if found is None:
            self.at -= 1
            return False
        target = (found[1] or found[2] or "") if follows == "(" else ""
        self.pieces[opened] = Piece("+link", target, self.pieces[opened].source)
        return self._sign("-link", "", found.end())
