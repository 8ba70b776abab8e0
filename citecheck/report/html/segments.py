"""A note's text cut at the borders of its fields and its italics."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from citecheck.model import UNSURE, ParsedNote, Span

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]+")

# The colour of a field, by its CSL name; what is not named has the colour of numbers.
HUE_OF = {
    "author": "person", "editor": "person", "translator": "person", "recipient": "person", "interviewer": "person",
    "title": "title", "container-title": "container", "collection-title": "container", "issued": "date",
    "original-date": "date", "publisher": "press", "publisher-place": "press", "archive": "press",
    "DOI": "number", "URL": "number", "ISBN": "number", "mentioned": "mention",
}  # fmt: skip

HUES = (  # the colours of the page's legend, each with a field that has it
    ("person", "author"), ("title", "title"), ("container", "container-title"), ("date", "issued"),
    ("press", "publisher"), ("number", "page"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters of one look. `field`: the CSL name of the field they are, "" where they are none.

    A work that is only talked about is one field, "mentioned".
    """

    text: str
    italic: bool = False
    field: str = ""
    hue: str = ""
    unsure: bool = False
    closes: bool = False  # the last of its field, which bears the name


def segments(parsed: ParsedNote) -> list[Segment]:
    """The whole text in order.

    >>> from citecheck.model import Citation, Content, Note, Place, Text
    >>> note = Note("1", Text("Pipes, Gulag.", ((7, 12),)), Place("a.md"))
    >>> cited = Citation(0, 12, spans=(Span(0, 5, "author"), Span(7, 12, "title")))
    >>> [(one.text, one.field) for one in segments(ParsedNote(note, Content.CITATION, (cited,)))]
    [('Pipes', 'author'), (', ', ''), ('Gulag', 'title'), ('.', '')]
    """
    text = parsed.note.text
    mentioned = [Span(one.start, one.end, "mentioned") for one in parsed.mentions]
    spans = _apart([*mentioned, *(span for citation in parsed.citations for span in citation.spans)])
    starts = [span.start for span in spans]
    borders = {
        0,
        len(text.plain),
        *(at for s in spans for at in (s.start, s.end)),
        *(at for e in text.emphasis for at in e),
    }
    cuts = sorted(at for at in borders if 0 <= at <= len(text.plain))
    found = []
    for start, end in pairwise(cuts):
        nearest = bisect_right(starts, start) - 1
        span = spans[nearest] if nearest >= 0 and spans[nearest].end > start else None
        italic = any(a <= start < b for a, b in text.emphasis)
        found.append(_segment(printable(text.plain[start:end]), span, end, italic=italic))
    return found


def printable(text: str) -> str:
    """Without what steers a reader of the page: control characters, turned writing directions."""
    return _CONTROL.sub("", text)


def _segment(text: str, span: Span | None, end: int, *, italic: bool) -> Segment:
    if span is None:
        return Segment(text, italic)
    hue = HUE_OF.get(span.field, "number")
    return Segment(text, italic, span.field, hue, span.confidence < UNSURE, end == span.end)


def _apart(spans: list[Span]) -> list[Span]:
    """In order, without those that begin inside another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.end > span.start and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return kept
