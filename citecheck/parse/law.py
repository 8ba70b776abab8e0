"""Cases and statutes, known by the reports and codes that they are cited from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from citecheck import refs
from citecheck.model import Span, Text

_HINT = re.compile(r"\d [A-Z]|\] ")
_PARTIES = re.compile(r"(?<=[\w.)’']) vs?\.? (?=[A-Z(])|\A\W?(?:In re|Re|Ex parte) ")
_NUMBER_BEFORE = re.compile(r"(?<!\S)\d{1,4} \Z")
_QUOTED = re.compile(r"[\"“”«»„]")
_GROUPS = {
    "pin": "locator",
    "volume": "volume",
    "title": "container-title",
    "page": "page",
    "section": "locator",
    "issued": "issued",
}
_BETWEEN = " \t\n,["


def read_laws(text: Text, start: int, end: int, spans: Sequence[Span]) -> list[Span]:
    """The spans of a citation (offsets `start` to `end`), with those of the reports or code that it names.

    The words before the first report are the title if they name two parties.
    """
    if before := _NUMBER_BEFORE.search(text.plain, max(0, start - 5), start):
        start = before.start()
    if not spans or not _HINT.search(text.plain, start, end):
        return list(spans)
    laws = [*_matches(_reports(), text.plain, start, end), *find_statutes(text.plain, start, end)]
    found = [span for law in laws for span in law]
    if not found:
        return list(spans)
    title = _parties(text.plain, spans[0].start, found[0].start)
    known = (*title, *found)
    kept = [span for span in spans if not any(one.start < span.end and span.start < one.end for one in known)]
    return sorted((*kept, *known), key=lambda span: span.start)


def find_statutes(text: str, start: int, end: int) -> Iterator[tuple[Span, ...]]:
    """The spans of statutes cited by title and section in part of a text: "42 U.S.C. § 1983 (2018)"."""
    if "§" in text:
        yield from _matches(_statutes(), text, start, end)


def is_code(container: str) -> bool:
    """Whether what statutes are cited from is a code of laws.

    >>> is_code("U.S.C."), is_code("U.S.")
    (True, False)
    """
    return container in refs.words("law")["codes"]


def names_parties(title: str) -> bool:
    """Whether a title is a case's.

    >>> names_parties("R (Miller) v Secretary of State"), names_parties("In re Gault"), names_parties("Henry V")
    (True, True, False)
    """
    return bool(_PARTIES.search(title))


def _parties(text: str, start: int, end: int) -> tuple[Span, ...]:
    printed = text[start:end].rstrip(_BETWEEN)
    if not names_parties(printed) or _QUOTED.search(printed) or ";" in printed:
        return ()
    return (Span(start, start + len(printed), "title"),)


def _matches(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[Span, ...]]:
    for found in pattern.finditer(text, start, end):
        named = ((found.start(group), found.end(group), _GROUPS[group.rstrip("2")]) for group in found.groupdict())
        yield tuple(sorted((Span(*one) for one in named if one[0] >= 0), key=lambda span: span.start))


@cache
def _reports() -> re.Pattern[str]:
    """As in "347 U.S. 483" and "[2018] 1 AC 61"."""
    american = rf"\b(?P<volume>\d{{1,4}}) (?P<title>{_any('volumes')}) (?P<page>\d{{1,5}})\b"
    british = rf"\[(?P<issued>\d{{4}})\] (?:(?P<volume2>\d{{1,2}}) )?(?P<title2>{_any('years')}) (?P<page2>\d{{1,5}})\b"
    return re.compile(rf"{american}|{british}(?: \[(?P<pin>\d{{1,4}})\])?")


@cache
def _statutes() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<volume>\d{{1,3}}) (?P<title>{_any('codes')}) "
        r"(?P<section>§§? ?\d[\w.–-]*(?:\(\w{1,4}\)){0,4})(?: \((?P<issued>\d{4})\))?"
    )


def _any(key: str) -> str:
    return "|".join(map(re.escape, sorted(refs.words("law")[key], key=len, reverse=True)))
