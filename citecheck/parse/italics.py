"""What italics tell of the fields of a citation: where a title begins and ends, and that a name is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from citecheck.model import Span, Text

_TITLES = frozenset(("title", "container-title"))
_NEXT_WORK = re.compile(r"[\s”’\"').]*;")


def by_italics(text: Text, spans: Sequence[Span]) -> list[Span]:
    """The spans of a citation, read again where the italics speak against them."""
    if not text.emphasis:
        return list(spans)
    numbered = _numbered(text, spans)
    named = any(span.field in _TITLES for span in numbered)
    return [part for span in numbered for part in _as_set(text, span, titled=named)]


def _numbered(text: Text, spans: Sequence[Span]) -> list[Span]:
    """A year that opens an italic title belongs to it: *2001: A Space Odyssey*."""
    done: list[Span] = []
    for span in spans:
        last = done[-1] if done else None
        if last and last.field == "issued" and span.field in _TITLES and _opens(text, last.start, span.start):
            done[-1] = replace(span, start=last.start)
        else:
            done.append(span)
    return done


def _opens(text: Text, start: int, inside: int) -> bool:
    return any(first == start and inside < last for first, last in text.emphasis)


def _as_set(text: Text, span: Span, *, titled: bool) -> Iterator[Span]:
    ranges = [(max(a, span.start), min(b, span.end)) for a, b in text.emphasis if a < span.end and span.start < b]
    if not ranges:
        yield span
    elif span.field == "title" and len(ranges) > 1 and _lists(text.plain, ranges):
        yield from (replace(span, start=a, end=b) for a, b in ranges)
    elif span.field == "author" and _NEXT_WORK.match(text.plain, ranges[-1][1]) and ranges[0][0] > span.start + 1:
        cut = ranges[0][0]
        yield replace(span, end=cut)
        yield replace(span, start=cut, end=ranges[-1][1], field="title")
    elif span.field == "author" and not titled and _covers(ranges[0], span):
        yield replace(span, field="title")
    else:
        yield span


def _lists(plain: str, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether titles stand one after another, parted by semicolons."""
    return all(plain[a[1] : b[0]].strip() == ";" for a, b in pairwise(ranges))


def _covers(italic: tuple[int, int], span: Span) -> bool:
    return italic[0] <= span.start + 1 and italic[1] >= span.end - 1
