"""A record held against a reference, field by field: by what was parsed, and by what is printed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from rapidfuzz import fuzz

from citecheck import refs
from citecheck.match import containers, figures, people, titles
from citecheck.match.printed import NOWHERE, Found, Printed, sounds
from citecheck.model import Identifier, Kind, Name, Query, Work
from citecheck.text import fold, is_latin, romanized

_LIKE_PART = 90  # of a hundred: the parsed title is part of the record's or the reverse, the parser may have cut wrong
_NAME_MISPRINTED = 84
_SAME_CONTAINER = 0.9
_FIRST_ONLY = 0.75  # of the people, only the first stands there
_WHOLE_BOOKS = frozenset({Kind.BOOK, Kind.PAMPHLET, Kind.COLLECTION, Kind.THESIS})
_INSIDE = frozenset({Kind.CHAPTER, Kind.ENTRY_ENCYCLOPEDIA})


@dataclass(frozen=True, slots=True)
class Profile:
    """A record's fields, folded once."""

    titles: tuple[tuple[str, float], ...]
    sounds: tuple[tuple[str, float], ...]
    people: tuple[Name, ...]
    families: tuple[tuple[str, ...], ...]
    givens: frozenset[str]
    container: str
    years: tuple[int, ...]
    opening: str


@lru_cache(maxsize=65536)
def profile(work: Work) -> Profile:
    """The folded forms of a record; each title with what it is worth where it stands in a reference."""
    named = (*work.authors, *work.editors, *work.translators)
    written = [form for one in (work.title, *work.variants) for form in _forms(one)]
    return Profile(
        tuple(dict.fromkeys((fold(form), worth) for form, worth in written if fold(form))),
        tuple(dict.fromkeys((romanized(form), worth) for form, worth in written if romanized(form))),
        named,
        tuple(people.spellings(name) or (fold(name.literal),) for name in named),
        frozenset(
            word
            for name in named
            for word in fold(f"{name.given} {name.literal} {name.particle} {name.suffix}").split()
        ),
        fold(work.container),
        figures.years(work),
        fold(work.title),
    )


def _forms(title: str) -> Iterator[tuple[str, float]]:
    yield title, 1.0
    short = titles.main(title)
    if short != fold(title):
        yield short, titles.CUT


@dataclass
class _Sheet:
    """One comparison in progress: the scores so far, and the words of the reference that they account for."""

    query: Query
    printed: Printed
    work: Work
    known: Profile
    parts: dict[str, float] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)

    @property
    def is_parsed(self) -> bool:
        """Whether the reference was taken to pieces at all."""
        return bool(self.query.work.title or self.query.work.authors or self.query.work.container)

    def cover(self, found: Found) -> Found:
        self.covered.update(range(found.start, found.end))
        return found


def compare(query: Query, printed: Printed, work: Work) -> dict[str, float]:
    """The scores, 0 to 1, of the fields that both sides have, and of `numbers` and `words` accounted for."""
    sheet = _Sheet(_understood(query, work), printed, work, profile(work))
    _identifier(sheet)
    _title(sheet)
    if sheet.parts.get("title", 1.0) < titles.OTHER and "identifier" not in sheet.parts:
        return sheet.parts  # whatever else agrees, it is another work
    for score in (_kind, _people, _container, _year, _figures, _publisher, _rest):
        score(sheet)
    return sheet.parts


def _understood(query: Query, work: Work) -> Query:
    """The query; where what was taken for the title is the record's journal, as that (references without titles)."""
    cited = query.work
    if not cited.title or cited.container or not work.container or titles.compare(cited.title, work.title) >= titles.OTHER:
        return query
    if containers.compare(cited.title, work.container) < _SAME_CONTAINER:
        return query
    return replace(query, work=replace(cited, title="", container=cited.title))


# --- what the work is -----------------------------------------------------------------------------------------------


def _kind(sheet: _Sheet) -> None:
    """Kinds that exclude each other: what speaks about a work, the whole and its part."""
    cited, known = sheet.query.work, sheet.work
    about = known.kind is Kind.REVIEW or sheet.known.opening.startswith(_about())
    asked_about = cited.kind is Kind.REVIEW or any(f" {word} " in f" {sheet.printed.text} " for word in _about())
    if about and not asked_about and "title" in sheet.parts:
        sheet.parts["kind"] = 0.0  # without a title in the reference, what stands on the page is what is meant
    elif {cited.kind in _WHOLE_BOOKS, known.kind in _WHOLE_BOOKS} == {True, False} and (
        cited.kind in _INSIDE or known.kind in _INSIDE
    ):
        sheet.parts["kind"] = 0.3


def _identifier(sheet: _Sheet) -> None:
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


# --- texts ----------------------------------------------------------------------------------------------------------


def _title(sheet: _Sheet) -> None:
    cited = sheet.query.work.title
    found = _printed_title(sheet)
    score = titles.compare(cited, sheet.work.title, sheet.work.variants) if cited else found.score
    if cited and found.score > score and _is_part(cited, sheet.known):
        score = found.score
    if not cited and sheet.known.opening == sheet.known.container:
        score = 0.0  # a journal's own page: its name stands there as the container
    elif found.score >= titles.OTHER:
        sheet.cover(found)
    if sheet.known.titles and (cited or score >= titles.OTHER):
        sheet.parts["title"] = score  # a reference may have none; if one stands there unmatched, `words` tells


def _printed_title(sheet: _Sheet) -> Found:
    printed, forms = sheet.printed, sheet.known.titles
    if printed.latin and not is_latin(sheet.work.title):
        printed, forms = sounds(printed), sheet.known.sounds
    return max(
        (_worth(printed.find(form), worth) for form, worth in forms), key=lambda found: found.score, default=NOWHERE
    )


def _worth(found: Found, worth: float) -> Found:
    return Found(found.score * worth, found.start, found.end)


def _is_part(cited: str, known: Profile) -> bool:
    here = fold(cited)
    return any(fuzz.partial_ratio(here, form) >= _LIKE_PART for form, _ in known.titles)


def _people(sheet: _Sheet) -> None:
    cited = sheet.query.work.authors or sheet.query.work.editors
    known = sheet.known.people
    if not known or not (cited or not sheet.is_parsed):
        if known and _printed_people(sheet) >= _FIRST_ONLY:
            sheet.parts["author"] = _FIRST_ONLY
        return
    there = _printed_people(sheet)
    if not cited:
        sheet.parts["author"] = there
        return
    strict = figures.is_article(sheet.work) and not _and_others(sheet.printed)
    names = sheet.work.authors or known
    score = max(
        people.compare(cited, names, strict=strict),
        0.0 if names == known else people.compare(cited, known, strict=False) * 0.98,
    )
    sheet.parts["author"] = max(score, min(there, 0.9)) if score < 0.5 else score


def _printed_people(sheet: _Sheet) -> float:
    """The share of the record's people whose family names stand in the reference; all of them, if it says "et al."."""
    found = [_stands(sheet, family) for family in sheet.known.families]
    if not any(found):
        return 0.0
    sheet.covered.update(i for i, word in enumerate(sheet.printed.words) if word in sheet.known.givens)
    share = sum(found) / len(found)
    return max(share, 0.9 if _and_others(sheet.printed) else _FIRST_ONLY) if found[0] else share


def _stands(sheet: _Sheet, family: tuple[str, ...]) -> float:
    words = sheet.printed.words
    if not is_latin(" ".join(family)) and sheet.printed.latin:
        words, family = sounds(sheet.printed).words, tuple(romanized(name) for name in family)
    for name in family:
        parts = name.split()
        places = [i for i, word in enumerate(words) if parts and word == parts[0]]
        for place in places:
            run = range(place, place + len(parts))
            if words[place : place + len(parts)] == tuple(parts) and not sheet.covered.issuperset(run):
                sheet.covered.update(run)
                return 1.0
    return max((_nearly_stands(sheet, words, name) for name in family), default=0.0)


def _nearly_stands(sheet: _Sheet, words: tuple[str, ...], name: str) -> float:
    if len(name) < 5:
        return 0.0
    for place, word in enumerate(words):
        if (
            place not in sheet.covered
            and abs(len(word) - len(name)) <= 2
            and fuzz.ratio(word, name) >= _NAME_MISPRINTED
        ):
            sheet.covered.add(place)
            return 0.9
    return 0.0


def _and_others(printed: Printed) -> bool:
    return any(f" {words} " in f" {printed.text} " for words in ("et al", "and others", "u a", "i dr", "и др"))


def _container(sheet: _Sheet) -> None:
    known = sheet.work.container
    if not known:
        return
    cited = sheet.query.work.container
    found = sheet.printed.find(sheet.known.container) if cited else _printed_container(sheet)
    score = containers.compare(cited, known) if cited else 0.0
    if cited or found.score >= NAMED or not sheet.is_parsed:
        sheet.parts["container"] = max(score, found.score)
    if found.score >= NAMED:
        sheet.cover(found)


NAMED = 0.8  # at and above: the same container


def _printed_container(sheet: _Sheet) -> Found:
    whole = sheet.printed.find(sheet.known.container)
    if whole.score >= NAMED:
        return whole
    pieces = containers.pieces(sheet.work.container)
    return max(
        (whole, *(_worth(sheet.printed.find(piece), 0.9) for piece in pieces), _abbreviated(sheet)),
        key=lambda f: f.score,
    )


def _abbreviated(sheet: _Sheet) -> Found:
    """Where words stand that begin those of the container in turn: "J. Clin. Gastroenterol."."""
    wanted = containers.telling(sheet.known.container)
    words = sheet.printed.words
    if len(wanted) < 2:
        return NOWHERE
    for start, word in enumerate(words):
        if wanted[0].startswith(word) and start not in sheet.covered:
            end = containers.run(words, start, wanted)
            if end:
                return Found(0.95, start, end)
    return NOWHERE


def _publisher(sheet: _Sheet) -> None:
    for name, cited, known in (
        ("publisher", sheet.query.work.publisher, sheet.work.publisher),
        ("publisher-place", sheet.query.work.address, sheet.work.address),
    ):
        if cited and known:
            sheet.parts[name] = containers.compare_publishers(cited, known)
        elif known and (found := sheet.printed.find(fold(known))).score >= NAMED:
            sheet.cover(found)
            sheet.parts[name] = found.score


# --- figures --------------------------------------------------------------------------------------------------------


def _year(sheet: _Sheet) -> None:
    known = sheet.known.years
    cited = figures.years(sheet.query.work) or figures.printed_years(sheet.printed)
    if known and cited:
        sheet.parts["year"] = figures.compare_years(cited, known, once=figures.is_article(sheet.work))


def _figures(sheet: _Sheet) -> None:
    for name, cited, known, agree in (
        ("volume", sheet.query.work.volume, sheet.work.volume, figures.compare_counts),
        ("issue", sheet.query.work.issue, sheet.work.issue, figures.compare_counts),
        ("page", sheet.query.work.pages, sheet.work.pages, figures.compare_pages),
    ):
        if known and cited:
            sheet.parts[name] = agree(cited, known)
        elif known and not sheet.is_parsed:
            sheet.parts[name] = float(figures.has_number(sheet.printed, _wanted(name, known)))


def _wanted(name: str, known: str) -> frozenset[int]:
    if name != "page":
        return figures.counts(known)
    bounds = figures.extent(known)
    return frozenset(bounds[:1]) if bounds else frozenset()


def _rest(sheet: _Sheet) -> None:
    """What stands in the reference and nothing accounts for."""
    sheet.parts["numbers"] = math.exp(-0.5 * figures.unexplained(sheet.printed, sheet.work, sheet.covered))
    if not sheet.query.work.title:
        sheet.parts["words"] = 1.0 - sheet.printed.unexplained(sheet.covered)


@cache
def _about() -> tuple[str, ...]:
    return tuple(refs.words("matching")["about"])
