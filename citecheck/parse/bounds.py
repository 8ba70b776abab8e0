"""Where citations begin and end, mended where the tagger joins two, or takes a sentence or a place for a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from citecheck.model import Span
from citecheck.parse.tag import Tagged
from citecheck.parse.words import vocabulary

_OPENS = re.compile(r"\b(?P<word>\w+)[^\w\s]*\s\(+(?P<quote>[“\"‘„«]?)")  # a bracket behind a word
_PLACE = re.compile(r",\s+(?P<place>(?P<word>[^\W\d_]+)\.?\s+\d[\d.,–\s-]*(?:(?:und|and|et|e|y)\s+\d[\d.]*)?\Z)")
_TITLES = ("title", "container-title")
_NEAR = 3  # characters between a bracket and the title it opens with
_PROSE = 3  # words before a bracket from which they are a sentence and no name with its year


def bounded(plain: str, tagged: Sequence[Tagged]) -> tuple[Tagged, ...]:
    """The citations of a note: two works parted, sentences before a bracket left out, places cut from titles."""
    return tuple(_placed(plain, _bracketed(plain, part)) for one in tagged for part in _parted(plain, one))


def _parted(plain: str, one: Tagged) -> Iterator[Tagged]:
    """Two works that a semicolon parts, each with its authors and its title: "Kiss, Kasus; Tibor Kiss, Merkmale"."""
    for at, (last, following) in enumerate(zip(one.spans, one.spans[1:], strict=False), 1):
        between = plain[last.end : following.start].strip(' )]\n”"’»')
        head, rest = one.spans[:at], one.spans[at:]
        if between == ";" and following.field == "author" and _has_title(head) and _has_title(rest):
            yield replace(one, end=last.end, spans=head)
            yield from _parted(plain, Tagged(following.start, one.end, "", rest))
            return
    yield one


def _has_title(spans: Sequence[Span]) -> bool:
    return any(span.field == "title" for span in spans)


def _placed(plain: str, one: Tagged) -> Tagged:
    """A short form whose title runs on into a place in the work: "Bech, Das Verbum, Kapitel 4"."""
    last = one.spans[-1]
    found = _PLACE.search(plain, last.start, last.end) if last.field == "title" else None
    if found is None or found["word"].lower() not in vocabulary("locators"):
        return one
    title, place = replace(last, end=found.start()), replace(last, start=found.start("place"), field="locator")
    return replace(one, spans=(*one.spans[:-1], title, place))


def _bracketed(plain: str, one: Tagged) -> Tagged:
    """A citation from the title on that a bracket opens with, if a sentence was taken for a title before it."""
    first = next((span for span in one.spans if span.field == "title"), None)
    if first is None:
        return one
    for found in _OPENS.finditer(plain, first.start, one.end):
        at = found.end()
        if not found["quote"] and not found["word"].islower():
            continue
        title = next((s for s in one.spans if s.field in _TITLES and at - 1 <= s.start <= at + _NEAR), None)
        inside = first.start < found.start() and at < first.end and bool(found["quote"])
        if len(plain[first.start : found.start() + 1].split()) < _PROSE or not (title or inside):
            continue
        whole = Span(title.start if title else at, title.end if title else first.end, "title", first.confidence)
        kept = tuple(s for s in one.spans if s.start >= whole.end)
        return replace(one, start=whole.start, signal="", spans=(whole, *kept))
    return one
