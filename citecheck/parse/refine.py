"""What the network leaves to rules: edges, runs of names, pages beside pinpoints, first dates, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from citecheck.model import Span, Text
from citecheck.parse.authors import is_one_person, read_authors
from citecheck.parse.dates import find_date
from citecheck.parse.identifiers import find_identifiers
from citecheck.parse.imprint import edition_beside_year, read_imprint
from citecheck.parse.law import read_laws
from citecheck.parse.letters import read_letter
from citecheck.parse.marks import names_note, names_same_author, pinpoint_of
from citecheck.parse.pages import is_pinpoint, read_pinpoints
from citecheck.parse.parts import read_parts
from citecheck.parse.persons import Person
from citecheck.parse.runs import find_names
from citecheck.parse.series import read_series
from citecheck.parse.tokens import tokenize

_PEOPLE = frozenset(("author", "editor", "translator"))
_OPENING = frozenset(",;:)]}—–-“”‘’«»„‚›‹\"'`…/.| \t\n")
_CLOSING = frozenset(",;:([{—–-“”‘’«»„‚›‹\"'`…/.| \t\n")
_PAIRS = {")": "(", "]": "["}
_EXTENT = re.compile(
    r"(?P<extent>(?:pp?|pages?|ss?|c|с|págs?|pag)?[.\s]*[A-Za-z]?\d+(?:\s*[-‐-―]+\s*[A-Za-z]?\d+)?)"
    r"(?:\s*[,:(]\s*|\s+(?=at\b))(?P<pin>[^\s,:(].*)",
    re.IGNORECASE | re.DOTALL,
)
_YEARS = re.compile(r"\s*\((?P<years>(?:1[4-9]|20)\d\d(?:[/–-]\d{2,4})?)\)?\Z")
_SEVERAL = re.compile(r"[,;/&+–—]|\s-\s|\b(?:and|und|u|et|ed|e|y|i|и|og|och|en)\b", re.IGNORECASE)
# What may stand between two parts of one field.
_BETWEEN = {
    "issued": ("/", "[", "(", "]"),
    "title": ("", ",", ":", ";", ".", "–", "—"),
    "container-title": ("", ":", ".", "–", "—"),
}
_SUPERSCRIPTS = frozenset("¹²³⁴⁵⁶⁷⁸⁹")
_NUMBERS = frozenset(("issue", "volume"))
_OPEN_QUOTE = re.compile(r":\s*[\"“„«](?=[^\"”“»]*\Z)")
_VOLUMES = re.compile(r"\d+ ?(?:vols|voll|volumes|bde|bände|tt|tomos)\b", re.IGNORECASE)


def refine(text: Text, start: int, end: int, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans of a citation (offsets `start` to `end`) as the rest of the parser wants them.

    They come in order, lie apart, and have no marks at their edges.
    """
    plain = text.plain
    joined = (_as_set(text, span) for span in _joined(plain, _undated(plain, spans)))
    trimmed = [_trimmed(plain, one) for span in joined for one in _parted(plain, span)]
    found = _identified(plain, start, end, [span for span in trimmed if span.start < span.end])
    found = read_parts(text, read_authors(text, read_laws(text, start, end, found)))
    found = read_imprint(plain, read_series(text, found))
    return tuple(_paged(plain, read_letter(plain, list(read_pinpoints(plain, found)))))


def _undated(plain: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Years in brackets at the end of a title are the date, where nothing else is: "Russia (1955/1974)"."""
    spans = tuple(spans)
    dated = any(span.field == "issued" for span in spans)
    for span in spans:
        found = None if dated or span.field != "title" else _YEARS.search(plain, span.start, span.end)
        if found is None or found.start() == span.start:
            yield span
        else:
            yield replace(span, end=found.start())
            yield replace(span, start=found.start("years"), end=found.end("years"), field="issued")


def _identified(plain: str, start: int, end: int, spans: list[Span]) -> list[Span]:
    """Identifiers are known by their form; they take the place of what the network saw there."""
    found = [Span(*one) for one in find_identifiers(plain, start, end)]
    kept = [span for span in spans if not any(one.start < span.end and span.start < one.end for one in found)]
    return sorted((*kept, *found), key=lambda span: span.start) if found else spans


def _as_set(text: Text, span: Span) -> Span:
    """A title that begins in italics ends with them."""
    if span.field not in ("title", "container-title"):
        return span
    span = _whole_quotations(text.plain, span)
    ends = [end for start, end in text.emphasis if abs(start - span.start) <= 1 and span.start < end < span.end]
    if not ends or _is_italic(text, ends[0], span.end) or _inside_word(text.plain, ends[0]):
        return span
    return replace(span, end=ends[0])


def _inside_word(plain: str, at: int) -> bool:
    return plain[at - 1].isalnum() and plain[at : at + 1].isalnum()


def _whole_quotations(plain: str, span: Span) -> Span:
    """A title holds whole quotations only: where one goes on beyond its end, the title has ended before it."""
    opened = _OPEN_QUOTE.search(plain, span.start, span.end)
    return replace(span, end=opened.start()) if opened and opened.start() - span.start > 8 else span


def _is_italic(text: Text, start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in text.emphasis)


def _joined(plain: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Two years with a mark between them are one date for now, two titles on end are title and subtitle."""
    last: Span | None = None
    for span in spans:
        if last and last.field == span.field and _goes_on(plain, last, plain[last.end : span.start]):
            last = replace(last, end=span.end, confidence=min(last.confidence, span.confidence))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _goes_on(plain: str, last: Span, between: str) -> bool:
    """Whether a field goes on behind what stands between its parts; a word ("no.") with its number."""
    if last.field in _NUMBERS:
        return between.strip() in ("", ".") and plain[last.start : last.end].strip(" .").isalpha()
    return between.strip() in _BETWEEN.get(last.field, ()) or (last.field == "issued" and between == ".")


def _parted(plain: str, span: Span) -> Iterator[Span]:
    """One span a person; the year of the original apart from that of the edition ("1955/1974")."""
    printed = plain[span.start : span.end]
    if (span.field == "author" and names_same_author(printed)) or (span.field == "note" and names_note(printed)):
        yield replace(span, field="backref")
    elif span.field == "backref":
        cut = span.start + pinpoint_of(printed)
        yield replace(span, end=span.start + len(plain[span.start : cut].rstrip(" ,:")))
        yield replace(span, start=cut, field="locator")
    elif span.field in _PEOPLE:
        yield from _people(plain, span)
    elif span.field == "issued":
        yield from _dates(plain, span)
    elif span.field in ("volume", "note") and printed in _SUPERSCRIPTS:
        yield replace(span, field="edition")
    elif span.field == "volume" and _VOLUMES.match(printed):
        yield replace(span, field="number-of-volumes")
    else:
        yield span


def _dates(plain: str, span: Span) -> Iterator[Span]:
    if is_pinpoint(printed := plain[span.start : span.end]) and printed[-1].isdigit():
        yield replace(span, field="locator")
        return
    if both := edition_beside_year(plain, span):
        yield from both
        return
    if span.end - span.start <= len("(1999a)"):
        yield span
        return
    span = _with_brackets(plain, span)
    tokens = tokenize(Text(plain[span.start : span.end]))
    found = next(filter(None, (find_date(tokens, at, len(tokens)) for at in range(len(tokens)))), None)
    if found and found.original_range:
        first, last = (
            span.start + at for at in (tokens[found.original_range[0]].start, tokens[found.original_range[1] - 1].end)
        )
        original = replace(span, start=first, end=last, field="original-date")
        yield from (
            (original, replace(span, start=last)) if first - span.start < 2 else (replace(span, end=first), original)
        )
    else:
        yield span


def _with_brackets(plain: str, span: Span) -> Span:
    """A date with the bracket that its edge has lost: "1963 [1938", "1938] 1963"."""
    opened = plain[span.start - 1 : span.start] == "[" and "]" in plain[span.start : span.end]
    closed = plain[span.end : span.end + 1] == "]" and "[" in plain[span.start : span.end]
    return replace(span, start=span.start - opened, end=span.end + closed)


def _people(plain: str, span: Span) -> Iterator[Span]:
    """The people of a run; the run as it is where the rules for names do not read it to its end."""
    start = word_start(plain, span.start)
    if start < span.start:
        span = replace(span, start=start)
    if not _SEVERAL.search(plain, span.start, span.end) or is_one_person(plain, span):
        yield span
        return
    tokens = tokenize(Text(plain[span.start : span.end]))
    at, found = 0, list[Person]()
    while at < len(tokens) and (run := find_names(tokens, at, len(tokens))):
        found += run.people
        at = run.end
        while at < len(tokens) and tokens[at].kind == "p":
            at += 1
    if at < len(tokens) or not found:
        yield span
        return
    for person in found:
        start, end = tokens[person.start].start, tokens[person.end - 1].end
        yield replace(span, start=span.start + start, end=span.start + end)


def word_start(plain: str, at: int) -> int:
    """Where the word begins that goes on at an offset: the network sees "O’Donovan" as three words.

    >>> word_start("64 O’Donovan", 5), word_start("l’histoire", 0)
    (3, 0)
    """
    return at - 2 if at > 1 and plain[at - 1] in "’'" and plain[at - 2] in "OD" else at


def _trimmed(plain: str, span: Span) -> Span:
    """Without marks at either end; a closing bracket stays with its opening one, an initial's stop with its name."""
    start, end = span.start, span.end
    if span.field in ("DOI", "URL", "backref"):
        return span
    while start < end and plain[start] in _OPENING:
        start += 1
    while end > start and _may_drop(plain, start, end, span.field):
        end -= 1
    if start < end and plain[start] in "([" and plain.find({"(": ")", "[": "]"}[plain[start]], start, end) < 0:
        start += 1
    return replace(span, start=start, end=end) if (start, end) != (span.start, span.end) else span


def _may_drop(plain: str, start: int, end: int, name: str) -> bool:
    mark = plain[end - 1]
    if mark in _PAIRS:
        return plain.count(mark, start, end) > plain.count(_PAIRS[mark], start, end)
    return mark in _CLOSING and not (mark == "." and name in _PEOPLE)


def _paged(plain: str, spans: list[Span]) -> Iterator[Span]:
    """The first pages of what stands in a periodical or book are its extent, all other pages are pinpoints."""
    names = {span.field for span in spans}
    book = names & {"title", "publisher", "publisher-place"}
    extent = "container-title" in names or ("volume" in names and not book) or ("editor" in names and not book)
    for span in spans:
        if span.field != "page":
            extent = extent or span.field == "container-title"
            yield span
        elif not extent or is_pinpoint(plain[span.start : span.end]):
            yield replace(span, field="locator")
        elif found := _EXTENT.fullmatch(plain, span.start, span.end):
            extent = False
            yield replace(span, end=found.end("extent"))
            yield replace(span, start=found.start("pin"), field="locator")
        else:
            extent = False
            yield span
