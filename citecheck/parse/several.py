"""Works that the network takes for one, or for two: parted at a semicolon, joined at "in"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citecheck.model import Span, Text

_TITLES = frozenset(("title", "container-title"))


def parted(text: Text, start: int, end: int, spans: Sequence[Span]) -> Iterator[tuple[int, int, tuple[Span, ...]]]:
    """The works in a citation (offsets `start` to `end`): each its offsets and its spans.

    A new one begins behind a semicolon with an author, or with an italic title, if a title stands before.
    """
    first = 0
    for at in range(1, len(spans)):
        if _begins(text, spans[first:at], spans[at:]):
            yield start, spans[at - 1].end, tuple(spans[first:at])
            start, first = spans[at].start, at
    yield start, end, tuple(spans[first:])


def _begins(text: Text, before: Sequence[Span], after: Sequence[Span]) -> bool:
    here = after[0]
    if ";" not in text.plain[before[-1].end : here.start] or not any(span.field in _TITLES for span in before):
        return False
    if here.field == "author":
        return any(span.field in _TITLES for span in after)
    return here.field == "title" and any(abs(first - here.start) <= 1 for first, _ in text.emphasis)
