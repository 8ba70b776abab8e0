"""Letters in volumes: "Mary Shelley to Leigh Hunt, 3 April 1823, in *The Letters of Mary Shelley*, ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from citecheck.model import Span, Text
from citecheck.parse.runs import find_names
from citecheck.parse.tokens import Tokens, tokenize
from citecheck.parse.words import vocabulary

_IN = re.compile(r"[\s,]+(?:in|dans|en|em|В|в):?\s+", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_DATE = re.compile(r"\d{1,2}\.? \w{3,12}\.? \d{4}|\w{3,12} \d{1,2}(?:st|nd|rd|th)?, \d{4}")
_MOST = 120  # characters of a title that names two people


def is_in_next(text: str, spans: Sequence[Span], following: Sequence[Span]) -> bool:
    """Whether a citation is a letter and the spans of the next are of the volume it stands in."""
    if not _IN.fullmatch(text, spans[-1].end, following[0].start) or not _dated(text, spans):
        return False
    inside = {span.field for span in following}
    return bool(inside & {"container-title", "title"}) and bool(inside & {"issued", "publisher-place", "editor"})


def read_letter(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans of a letter in a volume: title and date its own, title of the volume and its date.

    The letter's date is that of the original.
    """
    spans = [*_parted(text, spans[0]), *spans[1:]] if spans else []
    dates = [at for at, span in enumerate(spans) if span.field == "issued"]
    if len(dates) < 2 or not _dated(text, spans):
        return list(spans)
    first = dates[0]
    title = replace(spans[0], end=spans[first - 1].end, field="title")
    rest = [replace(span, field=_IN_VOLUME.get(span.field, span.field)) for span in spans[first + 1 :]]
    return [title, replace(spans[first], field="original-date"), *rest]


def _parted(text: str, span: Span) -> Iterator[Span]:
    """A letter's title apart from the date behind it."""
    comma = text.rfind(",", span.start, span.end) if span.field == "title" else -1
    date = text[comma + 1 : span.end].strip()
    if comma > 0 and _DATE.fullmatch(date) and names_ends(text[span.start : comma]):
        yield replace(span, end=comma)
        yield replace(span, start=span.end - len(date), field="issued")
    else:
        yield span


_IN_VOLUME = {"title": "container-title", "author": "editor", "locator": "page"}


def _dated(text: str, spans: Sequence[Span]) -> bool:
    """Whether two people and a day come first."""
    first = next((at for at, span in enumerate(spans) if span.field == "issued"), 0)
    if not first or not _DAY.search(text, spans[first].start, spans[first].end):
        return False
    return names_ends(text[spans[0].start : spans[first - 1].end])


def names_ends(title: str) -> bool:
    """Whether a title names who wrote to whom and no more.

    >>> names_ends("Mary Shelley to Leigh Hunt"), names_ends("Homage to Catalonia")
    (True, False)
    """
    return writer(title) is not None


def writer(title: str) -> str | None:
    """Who wrote a letter whose title names both ends: "Marx to Engels"."""
    if len(title) > _MOST:
        return None
    tokens = tokenize(Text(title))
    run = find_names(tokens, 0, len(tokens))
    if not run or len(run.people) > 1 or run.end >= len(tokens) - 1 or _never(tokens.word(0)):
        return None
    to = run.end
    if tokens.word(to) not in vocabulary("kinds", "between", "to") or tokens[to].capital:
        return None
    return tokens.printed(0, to) if _is_name(tokens, to + 1) else None


def _never(word: str) -> bool:
    return word in vocabulary("nature", "letter", "never")


def _is_name(tokens: Tokens, at: int) -> bool:
    run = find_names(tokens, at, len(tokens))
    return bool(run and all(token.text == "." for token in tokens.items[run.end :]))
