"""The series of a book, which stands where others print the place, the publisher or a book of essays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from citecheck.model import Span, Text

_IMPRINT = frozenset(("publisher", "publisher-place"))
_SERIES = re.compile(
    r"(?P<title>[^\W\d_](?:[^\d\s]|\s(?=\D))*[^\d\s,]),?\s(?:(?:Bd|vol|Vol|no|Nr|No)\.\s?)?(?P<number>\d{1,3})"
)
_IN = re.compile(r"\b(?:in|dans|en|em|nel|nella)\b:?[\s(“”\"'‘’«]*\Z", re.IGNORECASE)
_QUOTED = frozenset("\"'“”‘’«»„")


def read_series(text: Text, spans: Sequence[Span]) -> list[Span]:
    """The spans of a citation with its series and the number in it under their names."""
    plain, done = text.plain, list[Span]()
    for at, span in enumerate(spans):
        if _is_series(text, spans, at):
            done += _series(plain, span)
        elif done and done[-1].field == "collection-title" and span.field == "volume" and _follows(plain, done, span):
            done.append(replace(span, field="collection-number"))
        else:
            done.append(span)
    return done


def _is_series(text: Text, spans: Sequence[Span], at: int) -> bool:
    """What stands before place and publisher in brackets is a series: "..., Oxford Linguistics (Oxford: Clarendon)".

    So is what stands in brackets by itself, with a number: "Tübingen 1988 (Linguistische Arbeiten 14)".
    """
    span, plain = spans[at], text.plain
    if span.field in _IMPRINT:
        return {span.field, "publisher"} <= _in_brackets(plain, spans, at)
    if span.field == "container-title":
        return _in_brackets(plain, spans, at) >= _IMPRINT and _follows_title(text, spans, at)
    numbered = bool(_SERIES.fullmatch(plain, span.start, span.end))
    if span.field == "collection-title":
        return numbered
    enclosed = plain[span.start - 1 : span.start] == "(" and plain[span.end : span.end + 1] == ")"
    return span.field == "note" and enclosed and numbered and any(one.field in _IMPRINT for one in spans)


def _in_brackets(plain: str, spans: Sequence[Span], at: int) -> set[str]:
    """The fields in the brackets that open right behind a span, if place or publisher come first there."""
    rest = [one for one in spans[at + 1 : at + 4] if one.field != "volume"]
    if not rest or rest[0].field not in _IMPRINT or "(" not in plain[spans[at].end : rest[0].start]:
        return set()
    return {one.field for one in rest if ")" not in plain[rest[0].start : one.start]}


def _follows_title(text: Text, spans: Sequence[Span], at: int) -> bool:
    """Whether a book's title comes before, no quotation, and what follows is neither italic nor behind "in"."""
    plain, before = text.plain, spans[at - 1] if at else None
    if any(first <= spans[at].start < last for first, last in text.emphasis):
        return False
    return (
        before is not None
        and before.field in ("title", "edition", "translator", "volume")
        and not _QUOTED & set(plain[before.end : spans[at].start])
        and not _IN.search(plain, max(0, spans[at].start - 8), spans[at].start)
    )


def _series(plain: str, span: Span) -> Iterator[Span]:
    found = _SERIES.fullmatch(plain, span.start, span.end)
    if not found:
        yield replace(span, field="collection-title")
        return
    yield replace(span, end=found.end("title"), field="collection-title")
    yield replace(span, start=found.start("number"), field="collection-number")


def _follows(plain: str, done: Sequence[Span], span: Span) -> bool:
    return plain[done[-1].end : span.start] == " " and plain[span.start : span.end].isdigit()
