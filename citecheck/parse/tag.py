"""The seam between text and meaning: which stretches of a note are citations, and what each of their words is.

The network gives offsets and labels, no values: names are taken apart, dates read and back references resolved
afterwards, from the spans. Labels are CSL variables ("author", "container-title", "locator", ...), one span a person,
and "backref" on the marks of back references ("ibid.", "op. cit.", "n. 12"). Spans lie inside their citation and do not
overlap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from citecheck.model import Span, Text
from citecheck.parse.bare import find_bare_title
from citecheck.parse.decode import Labelled, citations, fields
from citecheck.parse.features import Token, tokenize
from citecheck.parse.identifiers import find_identifiers
from citecheck.parse.italics import by_italics
from citecheck.parse.labels import without_labels
from citecheck.parse.law import find_statutes
from citecheck.parse.letters import is_in_next, read_letter
from citecheck.parse.marks import dash_before
from citecheck.parse.network import network
from citecheck.parse.refine import refine, word_start
from citecheck.parse.several import parted

_CONTENT = frozenset(("title", "container-title", "backref", "archive", "URL", "DOI"))
_LIKELY = 0.5  # a citation rests on fields that are rather right than wrong
_LONGEST = 24_000  # characters of a note read as a whole: notes of an apparatus have up to 20,000
_WORD = 200  # characters before the end of a part in which a space is looked for
_BARE = 0.7  # the confidence of a title that only its capitals or italics tell
_GAP = " \t\n,:;([—–-"  # what may stand between a signal and its citation


@dataclass(frozen=True, slots=True)
class Tagged:
    """One citation: its offsets in the note, the words that lead to it, and its labelled spans in order.

    `mentioned`: the note talks about the work and does not cite it (`citecheck.parse.mentions`).
    """

    start: int
    end: int
    signal: str
    spans: tuple[Span, ...]
    mentioned: bool = False


def tag(text: Text) -> tuple[Tagged, ...]:
    """The citations of a note, in order and apart."""
    return tag_all([text])[0]


def tag_all(texts: Sequence[Text]) -> list[tuple[Tagged, ...]]:
    """Of each note its citations. Many notes at once cost less than one after another; very long ones go in parts."""
    if all(len(text.plain) <= _LONGEST for text in texts):
        return _tag_whole(texts)
    windows = [
        (number, start, text.slice(start, end)) for number, text in enumerate(texts) for start, end in _cut(text)
    ]
    found: list[list[Tagged]] = [[] for _ in texts]
    for number, start, part in windows:
        found[number] += (_moved(one, start) for one in _tag_whole([part])[0])
    return [tuple(tagged) for tagged in found]


def _cut(text: Text) -> Iterator[tuple[int, int]]:
    """The parts of a note that is too long to be read as a whole, each to the end of a sentence, else of a word."""
    plain, start = text.plain, 0
    while len(plain) - start > _LONGEST:
        last = start + _LONGEST
        stop = plain.rfind(". ", start + _LONGEST // 2, last)
        space = plain.rfind(" ", last - _WORD, last)
        end = stop + 1 if stop >= 0 else space if space >= 0 else last
        yield start, end
        start = end
    yield start, len(plain)


def _moved(one: Tagged, by: int) -> Tagged:
    spans = tuple(replace(span, start=span.start + by, end=span.end + by) for span in one.spans)
    return replace(one, start=one.start + by, end=one.end + by, spans=spans)


def _tag_whole(texts: Sequence[Text]) -> list[tuple[Tagged, ...]]:
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
    starts = [one.start for one in labelled]
    for one in cited:
        first, last = bisect_left(starts, one.start), bisect_left(starts, one.end)
        before = found[-1].end if found else 0
        signal = _leading(text.plain, tokens, labelled[first - 1], one, before) if first else ""
        spans = [_span(tokens, inner) for inner in labelled[first:last] if inner.label != "signal"]
        label, spans = without_labels(text.plain, spans)
        if not spans:
            continue
        start, end = max(before, word_start(text.plain, tokens[one.start].start)), tokens[one.end - 1].end
        works = _works(text, spans[0].start if label else start, end, label or signal, spans, before)
        found += (replace(work, mentioned=True) for work in works) if one.label == "mention" else works
    return _by_form(text.plain, list(_joined(text, found))) or _bare(text)


def _works(text: Text, start: int, end: int, signal: str, spans: Sequence[Span], before: int) -> Iterator[Tagged]:
    """The works of what the network takes for one citation."""
    for first, last, part in parted(text, start, end, by_italics(text, spans)):
        if tagged := _tagged(text, first, last, signal, part, before):
            yield tagged
            signal, before = "", tagged.end


def _joined(text: Text, found: Sequence[Tagged]) -> Iterator[Tagged]:
    """Letters with the volumes that they are printed in."""
    last: Tagged | None = None
    for one in found:
        if last and is_in_next(text.plain, last.spans, one.spans):
            spans = read_letter(text.plain, [*last.spans, *one.spans])
            last = Tagged(last.start, one.end, last.signal, tuple(spans))
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _bare(text: Text) -> tuple[Tagged, ...]:
    title = find_bare_title(text)
    return (Tagged(*title, "", (Span(*title, "title", _BARE),)),) if title else ()


def _tagged(text: Text, start: int, end: int, signal: str, spans: tuple[Span, ...], before: int) -> Tagged | None:
    """The citation, None where its spans name no work."""
    kept = refine(text, start, end, spans)
    if kept and (dash := dash_before(text.plain, kept[0].start, before)):
        kept = (Span(*dash, "backref"), *kept)
    names = {span.field for span in kept if span.confidence >= _LIKELY}
    if not (names & _CONTENT or {"author", "issued"} <= names or {"author", "locator"} <= names):
        return None
    return Tagged(min(start, kept[0].start), max(end, kept[-1].end), signal, kept)


def _by_form(plain: str, found: list[Tagged]) -> tuple[Tagged, ...]:
    """Addresses and statutes that stand by themselves are citations too, whatever the network thinks of them."""
    at, missed = 0, list[Tagged]()
    for start, end in [*((one.start, one.end) for one in found), (len(plain), len(plain))]:
        alone = (span for span in find_identifiers(plain, at, start) if span[2] in ("DOI", "URL"))
        missed += [Tagged(a, b, "", (Span(a, b, name),)) for a, b, name in alone]
        missed += [Tagged(law[0].start, law[-1].end, "", law) for law in find_statutes(plain, at, start)]
        at = end
    return tuple(sorted((*found, *missed), key=lambda one: one.start)) if missed else tuple(found)


def _leading(plain: str, tokens: list[Token], signal: Labelled, one: Labelled, before: int) -> str:
    """A signal's words, if it is one and nothing but marks parts it from the citation."""
    if signal.label != "signal":
        return ""
    start, end = tokens[signal.start].start, tokens[signal.end - 1].end
    between = plain[end : tokens[one.start].start]
    return plain[start:end] if start >= before and not between.strip(_GAP + ".") else ""


def _span(tokens: list[Token], one: Labelled) -> Span:
    return Span(tokens[one.start].start, tokens[one.end - 1].end, one.label, round(one.confidence, 3))
