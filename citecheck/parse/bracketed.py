"""Works in brackets behind a sentence about them: "Hook takes this up in (“Beauty,” 172–77)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from citecheck.model import Span
from citecheck.parse.tag import Tagged

_OPENS = re.compile(r"\w[^\w\s]*\s\(+(?P<quote>[“\"‘„«]?)")  # a bracket behind a word
_TITLES = ("title", "container-title")
_NEAR = 3  # characters between a bracket and the title it opens with
_PROSE = 3  # words before a bracket from which they are a sentence and no name with its year


def bracketed(plain: str, tagged: Sequence[Tagged]) -> tuple[Tagged, ...]:
    """The citations of a note, those that the tagger began in the sentence before the bracket begun in the bracket."""
    return tuple(_bracketed(plain, one) for one in tagged)


def _bracketed(plain: str, one: Tagged) -> Tagged:
    """A citation from the title on that a bracket opens with, if a sentence was taken for a title before it."""
    first = next((span for span in one.spans if span.field == "title"), None)
    if first is None:
        return one
    for found in _OPENS.finditer(plain, first.start, one.end):
        at = found.end()
        title = next((s for s in one.spans if s.field in _TITLES and at - 1 <= s.start <= at + _NEAR), None)
        inside = first.start < found.start() and at < first.end and bool(found["quote"])
        if len(plain[first.start : found.start() + 1].split()) < _PROSE or not (title or inside):
            continue
        whole = Span(title.start if title else at, title.end if title else first.end, "title", first.confidence)
        kept = tuple(s for s in one.spans if s.start >= whole.end)
        return replace(one, start=whole.start, signal="", spans=(whole, *kept))
    return one
