"""JSON values out of a stream: an array, JSON Lines, values one after another, or an answer that wraps an array."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

import orjson

_CHUNK = 1 << 20
_LARGEST = 1 << 26  # characters of one value: beyond, something is not closed
_WRAPPED = re.compile(r'\s*\{[^\[]{0,4000}?"(?:items|results|data)"\s*:\s*\[(?=\s*[{\]])')
_BETWEEN = re.compile(r"[\s,]*")
_LINE = re.compile(r"\n\s{0,80}(?=[{\[])")  # where a value of JSON Lines begins, after one that is broken
_FIRST_KEY = re.compile(r'\{\s{0,80}("[^"\\\n]{1,80}")')
_OVERLAP = 200  # characters in which the beginning of a value may be cut by the end of a chunk
_SCALARS = frozenset("-0123456789tfn")  # they may go on in the next chunk, even where they seem complete


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that is not JSON, and why."""

    reason: str


def values(stream: BufferedReader) -> Iterator[Any]:
    """Each value, or `Broken` for what is none; of an array, or of an object that wraps one, its members."""
    return _Scanner(stream).values()


class _Scanner:
    """Holds the part of the text that is being read."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("replace").decode
        self._scan = json.JSONDecoder(strict=True).raw_decode
        self._text = ""
        self._at = 0
        self._ended = False
        self._next = _LINE
        self._lined = True  # until a value is found that is no line

    def values(self) -> Iterator[Any]:
        self._more()
        self._enter()
        while self._skip():
            if self._text[self._at] == "]":  # the end of the array; what follows only wraps it
                return
            yield self._value()

    def _enter(self) -> None:
        wrapped = _WRAPPED.match(self._text)
        start = len(self._text) - len(self._text.lstrip())
        if wrapped:
            self._at = wrapped.end()
        elif self._text[start : start + 1] == "[":
            self._at = start + 1
        first = _FIRST_KEY.search(self._text, self._at) if self._at else None
        if first:  # the members of an array begin with the same key, and what they hold with other ones
            self._next = re.compile(rf"[,\n]\s{{0,80}}(?=\{{\s{{0,80}}{re.escape(first[1])}\s{{0,80}}:)")

    def _skip(self) -> bool:
        """Goes to where the next value begins; False at the end."""
        while True:
            found = _BETWEEN.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return True
            if not self._more():
                return False

    def _value(self) -> Any:
        """The next value; a whole line of JSON Lines, the most common case, in a third of the time."""
        end = self._text.find("\n", self._at) if self._lined else -1
        if end > 0:
            try:
                value = orjson.loads(self._text[self._at : end])
            except orjson.JSONDecodeError:
                return self._scanned()
            self._at = end
            return value
        return self._scanned()

    def _scanned(self) -> Any:
        while True:
            try:
                value, end = self._scan(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._is_cut(error) and self._more():
                    continue
                return self._broken(error)
            except RecursionError:
                return self._broken(json.JSONDecodeError("nested too deeply", self._text, self._at + 1))
            if end == len(self._text) and self._text[self._at] in _SCALARS and self._more():
                continue
            self._at = end
            self._lined = self._text[end : end + 1] == "\n"
            return value

    def _is_cut(self, error: json.JSONDecodeError) -> bool:
        """Whether the value may go on in what is still to be read."""
        held = len(self._text) - self._at
        return held < _LARGEST and (error.pos >= len(self._text) - 16 or error.msg.startswith("Unterminated string"))

    def _broken(self, error: json.JSONDecodeError) -> Broken:
        """Goes on where the next value begins."""
        start = max(error.pos - 1, self._at)
        while not (found := self._next.search(self._text, start)):
            self._at = max(len(self._text) - _OVERLAP, start)
            if not self._more():
                self._at = len(self._text)
                return Broken(error.msg)
            start = 0
        self._at = found.end()
        return Broken(error.msg)

    def _more(self) -> bool:
        """Reads on, and lets go of what is done with."""
        if self._ended:
            return False
        data = self._stream.read(_CHUNK)
        self._ended = not data
        self._text = self._text[self._at :] + self._decode(data, final=not data)
        self._at = 0
        return True
