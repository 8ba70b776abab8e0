"""The seam between text and meaning: which stretches of a note are citations, and what each of their words is.

The network gives offsets and labels, no values: names are taken apart, dates read and back references resolved
afterwards, from the spans. Labels are CSL variables ("author", "container-title", "locator", ...), one span a person,
and "backref" on the marks of back references ("ibid.", "op. cit.", "n. 12"). Spans lie inside their citation and do not
overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citecheck.model import Span, Text
from citecheck.parse.decode import Labelled, citations, fields
from citecheck.parse.features import Token, tokenize
from citecheck.parse.identifiers import find_identifiers
from citecheck.parse.network import network
from citecheck.parse.refine import refine, word_start

_CONTENT = frozenset(("title", "container-title", "backref", "archive", "URL", "DOI"))
_GAP = " \t\n,:;([—–-"  # what may stand between a signal and its citation


@dataclass(frozen=True, slots=True)
class Tagged:
    """One citation: its offsets in the note, the words that lead to it, and its labelled spans in order."""

    start: int
    end: int
    signal: str
    spans: tuple[Span, ...]


def tag(text: Text) -> tuple[Tagged, ...]:
    """The citations of a note, in order and apart."""
    return tag_all([text])[0]


def tag_all(texts: Sequence[Text]) -> list[tuple[Tagged, ...]]:
    """Of each note its citations. Many notes at once cost less than one after another."""
    read = [(text, tokenize(text.plain)) for text in texts]
    found: list[tuple[Tagged, ...]] = [()] * len(texts)
    for batch in network().score(read):
        ranges = citations(batch)
        labelled = fields(batch, network().tags, ranges)
        for number, cited, spans in zip(batch.numbers, ranges, labelled, strict=True):
            found[number] = _of_note(*read[number], cited, spans)
    return found


def _of_note(
    text: Text, tokens: list[Token], cited: Sequence[Labelled], labelled: Sequence[Labelled]
) -> tuple[Tagged, ...]:
    found: list[Tagged] = []
    at = before = 0
    for one in cited:
        signal = ""
        while at < len(labelled) and labelled[at].start < one.start:
            if labelled[at].label == "signal":
                signal = _leading(text.plain, tokens, labelled[at], one, before)
            at += 1
        inside = []
        while at < len(labelled) and labelled[at].start < one.end:
            inside.append(labelled[at])
            at += 1
        before = tokens[one.end - 1].end
        start = max(word_start(text.plain, tokens[one.start].start), found[-1].end if found else 0)
        spans = refine(text, start, before, (_span(tokens, s) for s in inside if s.label != "signal"))
        names = {span.field for span in spans}
        if names & _CONTENT or {"author", "issued"} <= names or {"author", "locator"} <= names:
            found.append(Tagged(start, max(before, spans[-1].end), signal, spans))
    return _with_addresses(text.plain, found)


def _with_addresses(plain: str, found: list[Tagged]) -> tuple[Tagged, ...]:
    """Addresses that stand by themselves are citations too, whatever the network thinks of them."""
    at, missed = 0, list[Tagged]()
    for start, end in [*((one.start, one.end) for one in found), (len(plain), len(plain))]:
        alone = (span for span in find_identifiers(plain, at, start) if span[2] in ("DOI", "URL"))
        missed += [Tagged(a, b, "", (Span(a, b, name),)) for a, b, name in alone]
        at = end
    return tuple(sorted((*found, *missed), key=lambda one: one.start)) if missed else tuple(found)


def _leading(plain: str, tokens: list[Token], signal: Labelled, one: Labelled, before: int) -> str:
    """A signal's words if nothing but marks parts them from the citation."""
    start, end = tokens[signal.start].start, tokens[signal.end - 1].end
    between = plain[end : tokens[one.start].start]
    return plain[start:end] if start >= before and not between.strip(_GAP + ".") else ""


def _span(tokens: list[Token], one: Labelled) -> Span:
    return Span(tokens[one.start].start, tokens[one.end - 1].end, one.label, round(one.confidence, 3))
