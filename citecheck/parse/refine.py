"""What the network leaves to rules: runs of names taken apart, pages told from pinpoints, first dates from later ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from citecheck.model import Span, Text
from citecheck.parse.runs import find_names
from citecheck.parse.tokens import tokenize

_PEOPLE = frozenset(("author", "editor", "translator"))
_PERIODICAL = frozenset(("container-title", "volume", "issue"))
_EXTENT = re.compile(
    r"(?P<extent>(?:pp?|pages?|ss?|c|с|págs?|pag)?[.\s]*[A-Za-z]?\d+(?:\s*[-‐-―]+\s*[A-Za-z]?\d+)?)(?P<between>\s*(?:,|\bat\b|:|\()\s*(?:at\s*)?)(?P<pin>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_PLACE = re.compile(r"\s*(?:§|¶|[nf]\b|no?te|fn|anm|ch|cap|kap|book|bk|para|sec|rn|lect|art|line|verse)", re.IGNORECASE)
_FIRST_DATE = re.compile(r"\[?(?P<original>1[4-9]\d\d)\]?(?P<between>\s*[/\[(]\s*|\]\s*)(?P<issued>[12]\d{3})\b")


def refine(text: Text, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans of one citation as the rest of the parser wants them."""
    return tuple(_paged(text.plain, tuple(_parted(text.plain, spans))))


def _parted(plain: str, spans: tuple[Span, ...]) -> Iterator[Span]:
    """One span a person; the year of the original apart from that of the edition ("1955/1974")."""
    for span in spans:
        if span.field in _PEOPLE:
            yield from _people(plain, span)
        elif span.field == "issued" and (found := _FIRST_DATE.search(plain, span.start, span.end)):
            yield replace(span, start=found.start("original"), end=found.end("original"), field="original-date")
            yield replace(span, start=found.start("issued"))
        else:
            yield span


def _people(plain: str, span: Span) -> Iterator[Span]:
    """The people of a run; the run as it is where the rules for names do not read it to its end."""
    tokens = tokenize(Text(plain[span.start : span.end]))
    at, found = 0, []
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


def _paged(plain: str, spans: tuple[Span, ...]) -> Iterator[Span]:
    """Pages of a periodical or chapter are its extent, first come first; all other pages are pinpoints."""
    names = {span.field for span in spans}
    held = bool(names & {"container-title"}) or ("volume" in names and not names & {"title", "publisher", "publisher-place"})
    for span in spans:
        if span.field != "page":
            yield span
            continue
        printed = plain[span.start : span.end]
        if not held or _PLACE.match(printed):
            yield replace(span, field="locator")
            continue
        held = False
        found = _EXTENT.fullmatch(printed)
        if found:
            yield replace(span, end=span.start + found.end("extent"))
            yield replace(span, start=span.start + found.start("pin"), field="locator")
        else:
            yield span
