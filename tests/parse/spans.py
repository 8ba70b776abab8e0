"""Spans for tests of the rules behind the network: written as (printed, field), found in the text one after another."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.model import Span, Text

Printed = tuple[str, str]


def marked(line: str) -> Text:
    """A text whose italics stand between asterisks."""
    pieces = line.split("*")
    emphasis, at = list[tuple[int, int]](), 0
    for number, piece in enumerate(pieces):
        if number % 2:
            emphasis.append((at, at + len(piece)))
        at += len(piece)
    return Text("".join(pieces), tuple(emphasis))


def spans(text: str, *printed: Printed) -> list[Span]:
    """The spans of some words of a text."""
    made, at = list[Span](), 0
    for words, field in printed:
        start = text.index(words, at)
        at = start + len(words)
        made.append(Span(start, at, field))
    return made


def printed(text: str, found: Sequence[Span]) -> list[Printed]:
    """What spans hold, in the form in which tests write it."""
    return [(text[one.start : one.end], one.field) for one in found]
