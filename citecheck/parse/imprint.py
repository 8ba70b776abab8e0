"""What stands about a book's publication: its series beside publisher and place, its edition beside the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from citecheck.model import Span
from citecheck.parse.words import vocabulary

_IMPRINT = frozenset(("publisher", "publisher-place"))
_SERIES = re.compile(
    r"(?P<title>[^\W\d_](?:[^\d\s]|\s(?=\D))*[^\d\s,]),?\s(?:(?:Bd|vol|Vol|no|Nr|No)\.\s?)?(?P<number>\d{1,3})"
)
_EDITION_YEAR = re.compile(
    r"(?P<before>\d{1,2}(?:st|nd|rd|th|\.)|[¹²³⁴-⁹])\s*(?:1[5-9]|20)\d\d"
    r"|(?:1[5-9]|20)\d\d(?P<after>\d{1,2}|[¹²³⁴-⁹]{1,2})"
)
_AND = frozenset((",", "/", "–", "and", "und", "&"))
_NUMBER = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+")
_ORDINALS = frozenset(("st", "nd", "rd", "th", "e", "ème", "a", "ª", "º", "й", "е"))
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def read_imprint(plain: str, spans: Sequence[Span]) -> list[Span]:
    """The spans of a citation with its series, publisher and place each under its name."""
    if not any(span.field in _IMPRINT for span in spans):
        return list(spans)
    published = any(span.field == "publisher" for span in spans)
    done: list[Span] = []
    for at, span in enumerate(spans):
        if _is_series(plain, spans, at):
            done += _series(plain, span)
        elif done and done[-1].field == "collection-title" and span.field == "volume" and _follows(plain, done, span):
            done.append(replace(span, field="collection-number"))
        elif span.field == "publisher-place" and not published and _names_publisher(plain[span.start : span.end]):
            done.append(replace(span, field="publisher"))
        elif span.field == "publisher" and done and _is_second_place(plain, done[-1], span):
            done.append(replace(span, field="publisher-place"))
        elif span.field == "publisher-place" and ";" in plain[span.start : span.end]:
            done += _places(plain, span)
        else:
            done.append(span)
    return _original_first(plain, done)


def _is_second_place(plain: str, last: Span, span: Span) -> bool:
    """As in "Stuttgart, Weimar" and "Oxford/New York"."""
    known = plain[span.start : span.end].lower() in vocabulary("places", "all")
    return known and last.field == "publisher-place" and plain[last.end : span.start].strip() in _AND


def _places(plain: str, span: Span) -> Iterator[Span]:
    """As in "М.; Л."."""
    first, _, second = plain[span.start : span.end].partition(";")
    yield replace(span, end=span.start + len(first.rstrip(" .")))
    yield replace(span, start=span.end - len(second.lstrip()))


def _original_first(plain: str, spans: list[Span]) -> list[Span]:
    """Of two years with the imprint between them, the earlier is the original's: "(1867; London: Penguin, 1976)"."""
    at = [number for number, span in enumerate(spans) if span.field == "issued"]
    if len(at) < 2 or not any(span.field in _IMPRINT for span in spans[at[0] + 1 : at[1]]):
        return spans
    first, second = (plain[spans[number].start : spans[number].end] for number in at[:2])
    if first.isdigit() and second.isdigit() and int(first) + 1 < int(second):
        spans[at[0]] = replace(spans[at[0]], field="original-date")
    return spans


def _is_series(plain: str, spans: Sequence[Span], at: int) -> bool:
    """What stands before place and publisher in brackets is a series: "..., Oxford Linguistics (Oxford: Clarendon)".

    So is what stands in brackets by itself, with a number: "Tübingen 1988 (Linguistische Arbeiten 14)".
    """
    span = spans[at]
    if span.field in _IMPRINT:
        rest = [one for one in spans[at + 1 : at + 4] if one.field != "volume"]
        opened = bool(rest) and rest[0].field in _IMPRINT and "(" in plain[span.end : rest[0].start]
        inside = {one.field for one in rest if ")" not in plain[rest[0].start : one.start]}
        return opened and {span.field, "publisher"} <= inside
    if span.field == "collection-title":
        return bool(_SERIES.fullmatch(plain, span.start, span.end))
    enclosed = plain[span.start - 1 : span.start] == "(" and plain[span.end : span.end + 1] == ")"
    return span.field == "note" and enclosed and bool(_SERIES.fullmatch(plain, span.start, span.end))


def _series(plain: str, span: Span) -> Iterator[Span]:
    found = _SERIES.fullmatch(plain, span.start, span.end)
    if not found:
        yield replace(span, field="collection-title")
        return
    yield replace(span, end=found.end("title"), field="collection-title")
    yield replace(span, start=found.start("number"), field="collection-number")


def _follows(plain: str, done: Sequence[Span], span: Span) -> bool:
    return plain[done[-1].end : span.start] == " " and plain[span.start : span.end].isdigit()


def _names_publisher(printed: str) -> bool:
    return any(word in vocabulary("imprint", "publisher") for word in printed.lower().split())


def edition_beside_year(plain: str, span: Span) -> tuple[Span, Span] | None:
    """The spans of edition and year where a date holds both, in order: "2nd 2004", "2004²", "20042" (superscript)."""
    found = _EDITION_YEAR.fullmatch(plain, span.start, span.end)
    if not found:
        return None
    if found["before"]:
        cut = found.end("before")
        return replace(span, end=cut, field="edition"), replace(span, start=cut)
    cut = found.start("after")
    return replace(span, end=cut), replace(span, start=cut, field="edition")


def read_edition(printed: str) -> str:
    """The number of an edition, as CSL has it; the words as they stand where they say more.

    >>> read_edition("2nd ed"), read_edition("5. Aufl."), read_edition("2nd rev. ed."), read_edition("²")
    ('2', '5', '2nd rev. ed.', '2')
    """
    printed = printed.translate(_SUPERSCRIPTS)
    numbers = _NUMBER.findall(printed)
    known = all(w in _ORDINALS or w in vocabulary("imprint", "edition") for w in _WORDS.findall(printed.lower()))
    return numbers[0] if len(numbers) == 1 and known else printed
