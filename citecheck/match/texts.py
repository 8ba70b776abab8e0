"""Title, container and publisher of a record held against a reference, as parsed and as printed."""

from __future__ import annotations

from rapidfuzz import fuzz

from citecheck.match import containers, titles
from citecheck.match.printed import NOWHERE, Found
from citecheck.match.printed import sounds as printed_sounds
from citecheck.match.sheet import NAMED, Profile, Sheet, other_titles, sounds
from citecheck.text import fold, is_latin

_LONG = 4  # words
_LIKE_PART = 90  # of a hundred: the parsed title is part of the record's or the reverse, the parser may have cut wrong


def score_title(sheet: Sheet) -> None:
    """By the parsed title, or by where the record's stands in print; covers its words."""
    cited = sheet.query.work.title
    found = _printed_title(sheet)
    score = titles.compare(cited, sheet.work.title, other_titles(sheet.work)) if cited else found.score
    if cited and found.score > score and (_is_part(cited, sheet.known) or _is_unmistakable(sheet, found)):
        score = found.score
    if not cited and sheet.known.opening == sheet.known.container:
        score = 0.0  # a journal's own page: its name stands there as the container
    elif found.score >= titles.OTHER:
        sheet.cover(found)
    if sheet.known.titles and (cited or score >= (titles.SAME if sheet.is_parsed else titles.OTHER)):
        sheet.parts["title"] = score  # a reference may have none; if one stands there unmatched, `words` tells


def _is_unmistakable(sheet: Sheet, found: Found) -> bool:
    """Whether a long title stands there, and not as the volume that holds the work: the parser missed it."""
    is_long = found.end - found.start >= _LONG and found.score >= titles.SAME
    container = sheet.query.work.container
    return is_long and not (container and containers.compare(container, sheet.work.title) >= NAMED)


def _printed_title(sheet: Sheet) -> Found:
    printed, forms = sheet.printed, sheet.known.titles
    if printed.latin and not is_latin(sheet.work.title):
        printed, forms = printed_sounds(printed), sounds(sheet.work)
    if sheet.query.work.title:
        forms = tuple(form for form in forms if form[1] == 1.0)  # `titles` knows when a subtitle may lack
    return max(
        (_worth(printed.find(form), worth) for form, worth in forms), key=lambda found: found.score, default=NOWHERE
    )


def _worth(found: Found, worth: float) -> Found:
    return Found(found.score * worth, found.start, found.end)


def _is_part(cited: str, known: Profile) -> bool:
    here = fold(cited)
    return any(fuzz.partial_ratio(here, form) >= _LIKE_PART for form, worth in known.titles if worth == 1.0)


def score_container(sheet: Sheet) -> None:
    """The journal or volume, whole, abbreviated or by its initials."""
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


def _printed_container(sheet: Sheet) -> Found:
    whole = sheet.printed.find(sheet.known.container)
    if whole.score >= NAMED:
        return whole
    pieces = containers.pieces(sheet.work.container)
    return max(
        (whole, *(_worth(sheet.printed.find(piece), 0.9) for piece in pieces), _abbreviated(sheet)),
        key=lambda f: f.score,
    )


def _abbreviated(sheet: Sheet) -> Found:
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


def score_publisher(sheet: Sheet) -> None:
    """Publisher and place; where they were not parsed, only what is found counts."""
    for name, cited, known in (
        ("publisher", sheet.query.work.publisher, sheet.work.publisher),
        ("publisher-place", sheet.query.work.address, sheet.work.address),
    ):
        if cited and known:
            sheet.parts[name] = containers.compare_publishers(cited, known)
        elif known and (found := sheet.printed.find(fold(known))).score >= NAMED:
            sheet.cover(found)
            sheet.parts[name] = found.score
