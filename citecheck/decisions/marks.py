"""Citations and fields that somebody marked by hand: offsets in a note's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from citecheck.errors import UsageError
from citecheck.model import Citation, Span

FIELDS = (  # CSL variables that a span may be, and "backref" for the mark of a back reference ("ibid.", "op. cit.")
    "author", "editor", "translator", "title", "container-title", "collection-title", "issued", "volume", "issue",
    "page", "locator", "publisher", "publisher-place", "edition", "genre", "note", "archive", "DOI", "ISBN", "ISSN",
    "URL", "backref",
)  # fmt: skip


def marked(text: str, shapes: Any) -> tuple[Citation, ...]:
    """The citations in ``[{"start", "end", "spans": [{"start", "end", "field"}]}]``, in order.

    UsageError where one is empty, outside the text, outside its citation, upon another, or of a field that is none.

    >>> marked("See Gulag.", [{"start": 4, "end": 9, "spans": [{"start": 4, "end": 9, "field": "title"}]}])[0].spans
    (Span(start=4, end=9, field='title', confidence=1.0),)
    """
    found = sorted(_citations(shapes), key=lambda one: one.start)
    _require_apart([(one.start, one.end) for one in found], 0, len(text))
    for one in found:
        _require_apart([(span.start, span.end) for span in one.spans], one.start, one.end)
    return tuple(found)


def shapes_of(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    """The other way round."""
    return [
        {
            "start": one.start,
            "end": one.end,
            "signal": one.signal,
            "spans": [{"start": span.start, "end": span.end, "field": span.field} for span in one.spans],
        }
        for one in citations
    ]


def _citations(shapes: Any) -> Iterator[Citation]:
    for one in _listed(shapes, "citations"):
        spans = tuple(sorted(_spans(one), key=lambda span: span.start))
        yield Citation(_offset(one, "start"), _offset(one, "end"), signal=str(one.get("signal") or ""), spans=spans)


def _spans(citation: Mapping[str, Any]) -> Iterator[Span]:
    for one in _listed(citation.get("spans", []), "spans"):
        if one.get("field") not in FIELDS:
            raise UsageError(f"no field is called {one.get('field')!r}: there are {', '.join(FIELDS)}")
        yield Span(_offset(one, "start"), _offset(one, "end"), str(one["field"]))


def _listed(shapes: Any, what: str) -> list[Mapping[str, Any]]:
    if not isinstance(shapes, list) or not all(isinstance(one, Mapping) for one in shapes):
        raise UsageError(f"the {what} are no list of objects")
    return shapes


def _offset(shape: Mapping[str, Any], name: str) -> int:
    value = shape.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise UsageError(f"{name} is no whole number: {value!r}")
    return value


def _require_apart(ranges: Sequence[tuple[int, int]], first: int, last: int) -> None:
    """UsageError where ranges, given in order, are empty, overlap, or lie outside `first` to `last`."""
    at = first
    for start, end in ranges:
        if not at <= start < end <= last:
            raise UsageError(f"{start} to {end} is empty, lies upon another, or outside {first} to {last}")
        at = end
