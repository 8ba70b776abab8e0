"""How far a stretch has come: names alone, a whole reference, nothing but pages."""

from __future__ import annotations

from citecheck.parse.atoms import Marked
from citecheck.parse.persons import FAIR
from citecheck.parse.runs import find_names


def is_whole(tokens: Marked, start: int, stop: int) -> bool:
    """Whether a stretch has a title and a date, page or address, so that what follows may be another work."""
    if not tokens.has_atoms(start, stop):
        return False
    run = find_names(tokens, start, stop)
    head = run.end if run else start
    for atom in tokens.within(head, stop):
        if atom.field in ("locator", "volume", "part", "URL", "DOI", "backref", "issue"):
            return True
        if atom.field == "issued":
            between = sum(tokens[i].kind == "w" for i in range(head, atom.start))
            if between >= 2 or (not run and between):
                return True
    return False


def lacks_title(tokens: Marked, start: int, stop: int) -> bool:
    """Whether a stretch is but names and perhaps a year."""
    run = find_names(tokens, start, stop)
    if run is None:
        return False
    return not any(tokens[i].kind == "w" and tokens.held[i] is None for i in range(run.end, stop))


def awaits_title(tokens: Marked, start: int, stop: int) -> bool:
    """Whether a stretch is surely names, so that even a sentence with verbs is their title."""
    run = find_names(tokens, start, stop)
    return run is not None and run.strength >= FAIR and lacks_title(tokens, start, stop)


def only_pages(tokens: Marked, start: int, stop: int) -> bool:
    """Further pinpoints, "See also pp. 148, 149.": nothing but numbers with their words."""
    paged = False
    for at in range(start, stop):
        if tokens.held[at] is not None:
            paged = True
        elif tokens[at].kind != "p" and tokens.word(at) not in ("and", "also", "und", "et", "e"):
            return False
    return paged


def is_closed(tokens: Marked, stop: int) -> bool:
    """Whether a stretch ends in a date, a page, a number or a bracket, so that no subtitle follows."""
    at = stop - 1
    while at > 0 and tokens[at].text in ".,;":
        at -= 1
    return tokens.held[at] is not None or tokens[at].kind == "n" or tokens[at].text in ")]" or tokens.quoted[at] >= 0


def has_early_date(tokens: Marked, start: int, stop: int) -> bool:
    """Whether names and a date right after them begin a stretch, as in a list by author and year."""
    run = find_names(tokens, start, stop)
    if run is None or run.strength < FAIR:
        return False
    at = run.end
    while at < stop and tokens[at].text in ",.(":
        at += 1
    return at < stop and tokens.holds(at, "issued")


def opens_title(tokens: Marked, start: int, stop: int) -> bool:
    """Whether a sentence begins with a title of its own: words before its first date or page."""
    held = [a for a in tokens.within(start, stop) if a.field in ("locator", "issued", "part", "volume")]
    words = sum(tokens[i].kind == "w" for i in range(start, held[0].start)) if held else 0
    return (words >= 1 and any(a.field in ("locator", "part") for a in held)) or (
        words > 2 and any(a.field == "issued" for a in held)
    )
