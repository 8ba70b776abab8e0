"""The text in a stream: line by line, whatever its encoding."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from io import BufferedReader

_LONGEST = 1 << 24  # bytes of a line: a longer one is cut rather than held
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def lines(stream: BufferedReader) -> Iterator[str]:
    """The lines with their ends. UTF-8, or UTF-16 by its mark; a line that is neither is read as Windows-1252."""
    encoding = _WIDE.get(stream.peek(2)[:2])
    if encoding:
        yield from codecs.getreader(encoding)(stream, "replace")
        return
    first = True
    while line := stream.readline(_LONGEST):
        yield decoded(line.removeprefix(codecs.BOM_UTF8) if first else line)
        first = False


def decoded(data: bytes) -> str:
    """The characters of bytes that are most likely UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
