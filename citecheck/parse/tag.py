"""The seam between text and meaning: which stretches of a note are citations, and what each of their words is.

`tag` is the one function that a trained tagger would replace. It sees one note's text and gives offsets and labels, no
values: names are taken apart, dates read and back references resolved afterwards, from the spans, whoever made them.
Labels are CSL variables ("author", "container-title", "locator", ...), one span a person, and "backref" on the marks
of back references ("ibid.", "op. cit.", "n. 12"). Spans lie inside their citation and do not overlap.
"""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.model import Span, Text
from citecheck.parse.atoms import Marked, mark
from citecheck.parse.fields import read_fields
from citecheck.parse.sentences import language_of
from citecheck.parse.split import Stretch, split
from citecheck.parse.tokens import Tokens, tokenize

_CONTENT = frozenset(("title", "container-title", "backref", "archive", "URL", "DOI"))


@dataclass(frozen=True, slots=True)
class Tagged:
    """One citation: its offsets in the note, the words that lead to it, and its labelled spans in order."""

    start: int
    end: int
    signal: str
    spans: tuple[Span, ...]


def tag(text: Text, language: str | None = None) -> tuple[Tagged, ...]:
    """The citations of a note, in order and apart. `language`: the document's, for notes that do not show theirs."""
    tokens = tokenize(text)
    marked = mark(tokens, language_of(tokens) or language or "en")
    tagged = (_tagged(marked, stretch) for stretch in split(marked))
    return tuple(found for found in tagged if found)


def _tagged(tokens: Marked, stretch: Stretch) -> Tagged | None:
    """The citation in a stretch; None where it names no work."""
    spans, end = read_fields(tokens, stretch.start, stretch.end)
    names = {span.field for span in spans}
    if not (names & _CONTENT or {"author", "issued"} <= names):
        return None
    start = min(spans[0].start, tokens[stretch.start].start)
    signal = text_between(tokens, stretch)
    return Tagged(_opening(tokens, stretch, start), _closing(tokens, stretch, end), signal, spans)


def _opening(tokens: Tokens, stretch: Stretch, start: int) -> int:
    return max(start, tokens[stretch.start].start)


def _closing(tokens: Tokens, stretch: Stretch, end: int) -> int:
    """The end of the last span, with the marks that belong to it: brackets and quotes opened inside, a short tail."""
    last = end
    while last < stretch.end and tokens[last].text in ")]’”»\"'“‘":
        last += 1
    return tokens[max(last, stretch.start + 1) - 1].end


def text_between(tokens: Tokens, stretch: Stretch) -> str:
    """The signal as printed, without the delimiters at its ends."""
    return tokens.printed(stretch.signal, stretch.start).strip(" ,:;([—–-")
