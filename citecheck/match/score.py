"""A record held against a reference, field by field: by what was parsed, and by what is printed."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from citecheck import refs
from citecheck.match import containers, figures, titles
from citecheck.match.persons import score_people
from citecheck.match.printed import Number, Printed
from citecheck.match.sheet import Sheet, part_words, profile
from citecheck.match.texts import score_container, score_publisher, score_title
from citecheck.model import Identifier, Kind, Query, Work
from citecheck.text import fold

_SAME_CONTAINER = 0.9
_LAST_NUMBER = re.compile(r"(?<=\w)\s\d+$")
_WHOLE_BOOKS = frozenset({Kind.BOOK, Kind.PAMPHLET, Kind.COLLECTION, Kind.THESIS})
_INSIDE = frozenset({Kind.CHAPTER, Kind.ENTRY_ENCYCLOPEDIA})


def compare(query: Query, printed: Printed, work: Work) -> dict[str, float]:
    """The scores, 0 to 1, of the fields that both sides have, and of `numbers` and `words` accounted for."""
    sheet = _begun(_understood(query, printed, work), printed, work)
    if sheet.parts.get("title", 1.0) < titles.OTHER and "identifier" not in sheet.parts:
        if not _is_placed(sheet):
            return sheet.parts  # whatever else agrees, it is another work
        sheet = _begun(_untitled(query), printed, work)
    for score in (_kind, score_people, score_container, _year, _figures, score_publisher, _rest):
        score(sheet)
    return sheet.parts


def _begun(query: Query, printed: Printed, work: Work) -> Sheet:
    sheet = Sheet(query, printed, work, profile(work))
    _identifier(sheet)
    score_title(sheet)
    return sheet


def _is_placed(sheet: Sheet) -> bool:
    """Whether the record's volume and first page stand in the reference: what was read as its title may be none."""
    volume, page = (
        known and figures.has_number(sheet.printed, _wanted(name, known))
        for name, known in (("volume", sheet.work.volume), ("page", sheet.work.pages))
    )
    return bool(volume and page)


def _untitled(query: Query) -> Query:
    """The reference as if it had no title; `words` then tells how much of it the record leaves unexplained."""
    return replace(query, work=replace(query.work, title=""))


def _understood(query: Query, printed: Printed, work: Work) -> Query:
    """The query; where what was taken for the title is the record's journal, or a part of its name, as that.

    References without titles ("Porter, The London, Edinburgh, and Dublin Philosophical Magazine 11 (1906) 154").
    """
    cited = query.work
    if not cited.title or not work.container or work.kind in _INSIDE:
        return query
    if titles.compare(cited.title, work.title) >= titles.SAME:
        return query
    if not _names_container(cited, printed, work):
        return query
    return replace(query, work=replace(cited, title="", container=work.container))


def _names_container(cited: Work, printed: Printed, work: Work) -> bool:
    title = _LAST_NUMBER.sub("", cited.title)
    if not cited.container and containers.compare(title, work.container) >= _SAME_CONTAINER:
        return True
    found, words = printed.find(profile(work).container), fold(title).split()
    inside = printed.words[found.start : found.end]
    return found.score >= _SAME_CONTAINER and any(
        tuple(words) == inside[at : at + len(words)] for at in range(len(inside) - len(words) + 1)
    )


def _kind(sheet: Sheet) -> None:
    """Kinds that exclude each other: what speaks about a work, the whole and its part."""
    cited, known = sheet.query.work, sheet.work
    if _is_about(sheet):
        sheet.parts["kind"] = 0.0
    elif {cited.kind in _WHOLE_BOOKS, known.kind in _WHOLE_BOOKS} == {True, False} and (
        cited.kind in _INSIDE or known.kind in _INSIDE
    ):
        sheet.parts["kind"] = 0.3


def _is_about(sheet: Sheet) -> bool:
    """Whether the record is a review or an erratum, and the reference does not name it by that.

    Without a title in the reference, what stands on the page is what is meant.
    """
    printed, title = f" {sheet.printed.text} ", sheet.parts.get("title")
    if title is None or sheet.query.work.kind is Kind.REVIEW or any(f" {word} " in printed for word in _about()):
        return False
    return sheet.work.kind is Kind.REVIEW or (sheet.known.opening.startswith(_about()) and title < titles.SAME)


def _identifier(sheet: Sheet) -> None:
    ours, theirs = _identifiers(sheet.query.work), _identifiers(sheet.work)
    if ours & theirs:
        sheet.parts["identifier"] = 1.0
    elif {scheme for scheme, _ in ours} & {scheme for scheme, _ in theirs} & {"doi", "arxiv", "pmid"}:
        sheet.parts["identifier"] = 0.0


def _identifiers(work: Work) -> set[tuple[str, str]]:
    return {(one.scheme, _plain(one)) for one in work.ids if one.scheme not in ("issn", "url")}


def _plain(one: Identifier) -> str:
    """Without case and hyphens; of an ISBN the nine digits that its ten- and thirteen-digit forms share."""
    value = one.value.casefold()
    if one.scheme != "isbn":
        return value
    digits = value.replace("-", "").replace(" ", "")
    return digits[-10:-1]


def _year(sheet: Sheet) -> None:
    known, query = sheet.known.years, sheet.query
    cited = figures.years(query.work) or figures.printed_years(sheet.printed)
    if known and cited:
        if not set(cited) & set(known) and _is_of_title(sheet, cited):
            cited = tuple(int(n.value) for n in _free_years(sheet)) or cited
        once = figures.is_article(sheet.work) or (sheet.work.kind is Kind.DOCUMENT and figures.is_article(query.work))
        sheet.parts["year"] = figures.compare_years(cited, known, once=once)


def _is_of_title(sheet: Sheet, cited: Sequence[int]) -> bool:
    """Whether the year that was parsed is one of the title's ("Stalin, 1879-1928")."""
    return any(n.word in sheet.covered and int(n.value) in cited for n in sheet.printed.numbers)


def _free_years(sheet: Sheet) -> list[Number]:
    return [number for number in figures.numbers_of_years(sheet.printed) if number.word not in sheet.covered]


def _figures(sheet: Sheet) -> None:
    for name, cited, known, agree in (
        ("volume", sheet.query.work.volume, sheet.work.volume, figures.compare_counts),
        ("issue", sheet.query.work.issue, sheet.work.issue, figures.compare_counts),
        ("page", sheet.query.work.pages, sheet.work.pages, figures.compare_pages),
    ):
        stands = bool(known) and figures.has_number(sheet.printed, _wanted(name, known))
        if known and (cited or stands or not sheet.is_parsed):
            sheet.parts[name] = 1.0 if stands else agree(cited, known)  # the parser may have taken one for the other
    if not figures.is_article(sheet.work):
        _volume_of_set(sheet)


def _volume_of_set(sheet: Sheet) -> None:
    """Of works in several volumes: the numbers that the reference and the record's title or volume count them by."""
    cited = _volumes(sheet.printed.words) | figures.counts(sheet.query.work.volume)
    known = _volumes(sheet.known.opening.split()) | figures.counts(sheet.work.volume)
    if cited and known:
        sheet.parts["volume"] = float(bool(cited & known))


def _volumes(words: Sequence[str]) -> frozenset[int]:
    """The numbers behind words such as "vol" or "part"."""
    counted = (after for word, after in pairwise(words) if word in part_words())
    return frozenset(number for after in counted for number in figures.counts(after))


def _wanted(name: str, known: str) -> frozenset[int]:
    if name != "page":
        return figures.counts(known)
    bounds = figures.extent(known)
    return frozenset(bounds[:1]) if bounds else frozenset()


def _rest(sheet: Sheet) -> None:
    """What stands in the reference and nothing accounts for."""
    sheet.parts["numbers"] = math.exp(-0.5 * figures.unexplained(sheet.printed, sheet.work, sheet.covered))
    if not sheet.query.work.title:
        sheet.parts["words"] = 1.0 - sheet.printed.unexplained(sheet.covered)


@cache
def _about() -> tuple[str, ...]:
    return tuple(refs.words("matching")["about"])
