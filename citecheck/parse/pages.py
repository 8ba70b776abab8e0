"""Pages and other pinpoints as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from citecheck.model import Span
from citecheck.parse.words import vocabulary

_RANGE = re.compile(r"\b(\d{2,})(\s*[-‐-―]+\s*)(\d+)\b")
_COUNTED = re.compile(r"(?:nos?|nr|n|ep|epist|letter|frag|fr)[.°º]?\s?\d+", re.IGNORECASE)
_VOLUME_PAGE = re.compile(
    r"(?:vol\.?\s)?(?P<volume>[ivxlc]{1,6}|[IVXLC]{1,6})(?:\.?[\s,]\s?|\.)(?P<page>\d+)", re.ASCII
)
_BOOK = re.compile(r"(?:[ivxlc]+|[IVXLC]+|\d+)(?:[.,]\s?\d+)*", re.ASCII)
_BEHIND_BOOK = frozenset((" ", ".", ". ", ", "))
_FIGURE = re.compile(r"\d|\b[IVXLCivxlc]+\b")
_WORD = re.compile(r"\W*([^\W\d_]+)")


def read_pinpoints(plain: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans of a citation, with all pinpoints under that name.

    They are books and letters of a work ("bk. 10, no. 96"), the number in brackets behind a page ("75 (83)"), the page
    behind a volume ("ii. 30"). What is counted in ancient works are their books.
    """
    names = {span.field for span in spans}
    alone = not names & {"container-title", "publisher-place", "publisher"}
    last, published = "", alone
    if alone and spans and plain[spans[0].start : spans[0].end].lower() in vocabulary("nature", "classic", "authors"):
        spans = _with_books(plain, spans)
    for span in spans:
        published = published or (span.field == "issued" and "container-title" not in names)
        counted = _VOLUME_PAGE.fullmatch(plain, span.start, span.end) if alone and span.field == "volume" else None
        if (published and _is_place_in_work(plain, span, last)) or _is_in_brackets(plain, span, last):
            one = replace(span, field="locator")
        elif counted:
            yield replace(span, end=counted.end("volume"))
            one = replace(span, start=counted.start("page"), field="locator")
        else:
            one = span
        yield one
        last = one.field


def _with_books(plain: str, spans: Sequence[Span]) -> list[Span]:
    """The spans of an ancient work, a book's number with what is counted in it: "XVII 446", "V.3"."""
    done: list[Span] = []
    for span in spans:
        last = done[-1] if done else None
        if span.field == "volume" and _BOOK.fullmatch(plain, span.start, span.end):
            done.append(replace(span, field="locator"))
        elif last and last.field == "locator" and span.field == "page" and plain[last.end : span.start] in _BEHIND_BOOK:
            done[-1] = replace(last, end=span.end)
        else:
            done.append(span)
    return done


def _is_place_in_work(plain: str, span: Span, last: str) -> bool:
    printed = plain[span.start : span.end]
    if span.field != "note" or not _FIGURE.search(printed):
        return False
    return is_pinpoint(printed) or (last == "locator" and is_counted(printed))


def _is_in_brackets(plain: str, span: Span, last: str) -> bool:
    return span.field == "issue" and last == "page" and plain[span.start - 1] in "(["


def is_pinpoint(printed: str) -> bool:
    """Whether a place in a work is named by something else than its page: "ch. 7", "§ 12", "n. 3".

    >>> is_pinpoint("para. 4.6"), is_pinpoint("pp. 3-9"), is_pinpoint("77")
    (True, False, False)
    """
    if printed.lstrip()[:1] in "§¶":
        return True
    found = _WORD.match(printed)
    word = found[1].lower() if found else ""
    return word in vocabulary("locators", "parts") and word not in vocabulary("locators", "pages")


def is_counted(printed: str) -> bool:
    """Whether a letter, a poem or a fragment is named by its number alone.

    >>> is_counted("no. 96"), is_counted("Penguin Classics")
    (True, False)
    """
    return bool(_COUNTED.fullmatch(printed))


def expand(pages: str) -> str:
    """A range with its last number in full.

    >>> expand("578–84"), expand("1203-7"), expand("12-14"), expand("84-12")
    ('578–584', '1203-1207', '12-14', '84-12')
    """
    return _RANGE.sub(_in_full, pages)


def _in_full(found: re.Match[str]) -> str:
    first, between, last = found.groups()
    whole = first[: max(0, len(first) - len(last))] + last
    return first + between + (whole if int(whole) > int(first) else last)


def locator_of(printed: str) -> str:
    """A pinpoint as CSL has it: without the word for page, with every other.

    >>> locator_of("pp. 12-14"), locator_of("ch. 7"), locator_of("S. 45 f.")
    ('12-14', 'ch. 7', '45 f.')
    """
    kept = printed.strip(" ,;:()")
    kept += ")" if "(" in kept and kept.count("(") > kept.count(")") else ""
    word, _, rest = kept.partition(" ")
    head = word.lower().rstrip(".,")
    if rest and head in ("at", "a", "esp", "especially", "insbesondere"):
        return locator_of(rest)
    if rest and head in vocabulary("locators", "pages") and head not in ("f", "fol", "c", "cc", "col", "л", "ff"):
        return rest.strip()
    joined = kept.split(".", 1)
    if len(joined) == 2 and joined[0].lower() in ("p", "pp", "pag", "s", "с") and joined[1][:1].isdigit():
        return joined[1].strip()
    return kept
