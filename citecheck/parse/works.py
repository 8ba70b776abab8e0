"""From labelled spans to a work: names taken apart, dates read, identifiers cleaned, the kind told."""

from __future__ import annotations

import re

from citecheck import refs
from citecheck.model import Date, Identifier, Kind, Name, Span, Text, Work
from citecheck.parse.dates import read_date
from citecheck.parse.identifiers import identify
from citecheck.parse.imprint import read_edition
from citecheck.parse.kinds import kind_of
from citecheck.parse.letters import writer
from citecheck.parse.names import read_name
from citecheck.parse.pages import expand, locator_of
from citecheck.parse.runs import find_names
from citecheck.parse.tokens import tokenize
from citecheck.parse.words import vocabulary

_IDENTIFIERS = ("DOI", "ISBN", "ISSN", "URL", "note")
_NUMBER = re.compile(r"(?:\d|\b[IVXLCDMivxlcdm]+\b).*", re.DOTALL)


def build_work(text: str, spans: tuple[Span, ...], start: int, end: int) -> Work:
    """The work that the spans of a citation (offsets `start` to `end` of a note's text) describe."""
    printed: dict[str, list[str]] = {}
    for span in spans:
        printed.setdefault(span.field, []).append(" ".join(text[span.start : span.end].split()))
    issued, original = _dates(printed)
    kind, title = kind_of(printed, text[start:end]), _first(printed, "title")
    return Work(
        kind=kind,
        title=title,
        authors=_names(printed, "author") or (_writer(title) if kind is Kind.PERSONAL_COMMUNICATION else ()),
        editors=_names(printed, "editor"),
        translators=_names(printed, "translator"),
        container=_first(printed, "container-title"),
        series=_first(printed, "collection-title"),
        publisher=_first(printed, "publisher"),
        address=", ".join(map(_place, printed.get("publisher-place", ()))),
        issued=issued,
        original=original,
        volume=_number(_first(printed, "volume")),
        issue=_number(_first(printed, "issue") or _first(printed, "collection-number")),
        pages=expand(locator_of(_first(printed, "page"))),
        edition=read_edition(_first(printed, "edition")),
        genre=_first(printed, "genre"),
        archive=", ".join(printed.get("archive", ())),
        ids=_identifiers(printed),
    )


def _writer(title: str) -> tuple[Name, ...]:
    """Who wrote a letter whose title says so: "Letter from Marx to Bebel", "Marx to Bebel"."""
    if name := writer(title):
        return (read_name(name),)
    tokens = tokenize(Text(title))
    for at in range(len(tokens) - 1):
        if tokens.word(at) in vocabulary("kinds", "between", "from") and (
            run := find_names(tokens, at + 1, len(tokens))
        ):
            return tuple(read_name(tokens.printed(p.start, p.end)) for p in run.people)
    return ()


def locator(text: str, spans: tuple[Span, ...]) -> str:
    """The pinpoints of a citation, in a row."""
    return ", ".join(kept for s in spans if s.field == "locator" and (kept := locator_of(text[s.start : s.end])))


def _first(printed: dict[str, list[str]], name: str) -> str:
    return next(iter(printed.get(name, ())), "")


def _names(printed: dict[str, list[str]], role: str) -> tuple[Name, ...]:
    return tuple(read_name(name) for name in printed.get(role, ()))


def _dates(printed: dict[str, list[str]]) -> tuple[Date | None, Date | None]:
    issued, original = read_date(_first(printed, "issued")) if "issued" in printed else (None, None)
    return issued, read_date(printed["original-date"][0])[0] if "original-date" in printed else original


def _place(printed: str) -> str:
    """A place in full where notes abbreviate it: "М." is Moscow."""
    return str(refs.words("places")["abbreviated"].get(printed, printed))


def _number(printed: str) -> str:
    """The number without its word: "vol. XXX" gives "XXX"."""
    found = _NUMBER.search(printed)
    return found[0].strip(" .,") if found else printed


def _identifiers(printed: dict[str, list[str]]) -> tuple[Identifier, ...]:
    found = (identify(name, value) for name in _IDENTIFIERS for value in printed.get(name, ()))
    return tuple(dict.fromkeys(i for i in found if i))
