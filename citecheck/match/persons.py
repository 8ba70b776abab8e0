"""The people of a record held against those whom a reference names, as parsed and as printed."""

from __future__ import annotations

from rapidfuzz import fuzz

from citecheck.match import figures, people
from citecheck.match.printed import Printed, sounds
from citecheck.match.sheet import Sheet
from citecheck.text import fold, is_latin, romanized

_NAME_MISPRINTED = 84
_OTHERS = ("et al", "and others", "others", "u a", "i dr", "и др")
_NAMED = 0.9
_ALL = 0.95  # everybody stands in print, whomever the parser has missed
_FIRST_ONLY = 0.75  # of the people, only the first stands there


def score_people(sheet: Sheet) -> None:
    """Authors, else editors; where none was parsed, those whose family names stand in print."""
    named = sheet.query.work.authors or sheet.query.work.editors
    cited, known = tuple(name for name in named if fold(str(name)) not in _OTHERS), sheet.known.people
    if not known or not (cited or not sheet.is_parsed):
        if known and _printed_people(sheet) >= _FIRST_ONLY:
            sheet.parts["author"] = _FIRST_ONLY
        return
    there = _printed_people(sheet)
    if not cited:
        sheet.parts["author"] = there
        return
    strict = figures.is_article(sheet.work) and len(cited) == len(named) and not _and_others(sheet.printed)
    names = sheet.work.authors or known
    score = people.compare(cited, names, strict=strict and there < _ALL)
    if score < 0.5 and names != known:
        score = people.compare(cited, known, strict=False)
    is_team = len(known) > 1 and there >= _ALL
    if score < 0.5 and (is_team or not people.are_namesakes(cited, known)):
        score = max(score, min(there, _NAMED))  # the parser may have mistaken who is named
    sheet.parts["author"] = score


def _printed_people(sheet: Sheet) -> float:
    """The share of the record's people whose family names stand in the reference; all of them, if it says "et al."."""
    found = [_stands(sheet, family) for family in sheet.known.families]
    if not any(found):
        return 0.0
    sheet.covered.update(i for i, word in enumerate(sheet.printed.words) if word in sheet.known.givens)
    share = sum(found) / len(found)
    return max(share, 0.9 if _and_others(sheet.printed) else _FIRST_ONLY) if found[0] else share


def _stands(sheet: Sheet, family: tuple[str, ...]) -> float:
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


def _nearly_stands(sheet: Sheet, words: tuple[str, ...], name: str) -> float:
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
    return printed.is_elided or any(f" {words} " in f" {printed.text} " for words in _OTHERS if " " in words)
