"""Who made a work, where the line between names, titles and publishers is drawn wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from citecheck.model import Span, Text
from citecheck.parse.persons import STRONG, find_person
from citecheck.parse.tokens import tokenize
from citecheck.parse.words import vocabulary

_INVERTED = re.compile(r"[^\W\d_][\w’'-]+, [^\W\d_a-z][^\W\d_]+")
_DATED = re.compile(r"\s?\(\d{4}|\s?,?\s?\d{4}[a-z]?:")
_OF_PERIODICALS = frozenset(("volume", "issue", "page"))
_BEFORE = 32  # characters: "un film réalisé par"
_INITIALS = re.compile(r"[^\W\d_][\w’'-]+ (?:[^\W\d_a-z]\. ?){1,3}")
_WORDS = re.compile(r"[^\W\d_]+")


def read_authors(text: Text, spans: Sequence[Span]) -> list[Span]:
    """The spans of a citation, with all its authors and none but them."""
    plain, done = text.plain, list[Span]()
    for at, span in enumerate(spans):
        if span.field == "title" and done and done[-1].field == "author":
            done += _coauthor(text.plain, done[-1], span)
        elif span.field == "title" and _is_company(text, spans, at):
            done.append(replace(span, field="author"))
        elif span.field == "container-title" and done and _is_company_of(text, spans, at):
            done.append(replace(span, field="title"))
        elif span.field in ("editor", "translator") and (found := _translator().search(plain, span.start, span.end)):
            done += (replace(span, end=found.start()), replace(span, start=found.end(), field="translator"))
        elif span.field in ("editor", "translator", "publisher") and _is_director(text.plain, span):
            done.append(replace(span, field="author"))
        else:
            done.append(span)
    return done


@cache
def _translator() -> re.Pattern[str]:
    """What parts two people of whom the second translates: "Albert Thomas, trans. Ann Lee"."""
    words = "|".join(map(re.escape, sorted(vocabulary("people", "translator_before"), key=len, reverse=True)))
    return re.compile(rf", (?:{words})\.? ", re.IGNORECASE)


def is_one_person(plain: str, span: Span) -> bool:
    """Whether two names are family and given name of one, since the year follows: "Muster, Ingo (2002)"."""
    return bool(_INVERTED.fullmatch(plain, span.start, span.end) and _DATED.match(plain, span.end))


def _coauthor(plain: str, author: Span, title: Span) -> Iterator[Span]:
    """An author with initials behind the family name, apart from the title: "Маркс К., Энгельс Ф. Сочинения"."""
    found = _INITIALS.match(plain, title.start, title.end)
    if not found or found.end() == title.end or plain[author.end : title.start].strip() not in (",", "и", "and"):
        yield title
        return
    tokens = tokenize(Text(found[0]))
    person = find_person(tokens, 0, len(tokens))
    if person is None or person.strength < STRONG or not person.inverted:
        yield title
        return
    yield replace(title, end=title.start + len(found[0].rstrip()), field="author")
    yield replace(title, start=found.end())


def _is_company(text: Text, spans: Sequence[Span], at: int) -> bool:
    """Whether a title is a company's name before the italic title of its work, which is no periodical's."""
    span, following = spans[at], spans[at + 1 : at + 2]
    if not following or following[0].field != "container-title" or any(one.field in _OF_PERIODICALS for one in spans):
        return False
    words = _WORDS.findall(text.plain[span.start : span.end].lower())
    company = bool(words) and words[-1] in vocabulary("imprint", "company")
    return company and not _is_italic(text, span) and _is_italic(text, following[0])


def _is_company_of(text: Text, spans: Sequence[Span], at: int) -> bool:
    return spans[at - 1].field == "title" and _is_company(text, spans, at - 1)


def _is_italic(text: Text, span: Span) -> bool:
    return any(first <= span.start < last for first, last in text.emphasis)


def _is_director(plain: str, span: Span) -> bool:
    before = plain[max(0, span.start - _BEFORE) : span.start].lower().rstrip()
    return before.endswith(tuple(vocabulary("people", "director_before")))
