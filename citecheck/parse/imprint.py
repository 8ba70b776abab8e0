"""What is printed about a book's publication: publisher, places, editions, the year of the original."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from citecheck.model import Span
from citecheck.parse.words import vocabulary

_IMPRINT = frozenset(("publisher", "publisher-place"))
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
    """The spans of a citation with its publisher, its places and its years each under its name."""
    published = any(span.field == "publisher" for span in spans)
    done: list[Span] = []
    for span in spans:
        if span.field == "publisher-place" and ";" in plain[span.start : span.end]:
            done += _places(plain, span)
        elif _is_publisher(plain, span, done, published=published):
            done.append(replace(span, field="publisher"))
        elif span.field == "publisher" and done and _is_second_place(plain, done[-1], span):
            done.append(replace(span, field="publisher-place"))
        else:
            done.append(span)
    return _original_first(plain, done)


def _is_publisher(plain: str, span: Span, before: Sequence[Span], *, published: bool) -> bool:
    """Whether what is read as a place, or in brackets as a second title, is a publisher's or a company's name."""
    if span.field == "publisher-place":
        return not published and _names_publisher(plain[span.start : span.end])
    return span.field == "title" and bool(before) and _is_company_in_brackets(plain, span)


def _is_company_in_brackets(plain: str, span: Span) -> bool:
    last = plain[span.start : span.end].lower().split()[-1]
    return plain[span.start - 1] == "(" and last in vocabulary("imprint", "company")


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
