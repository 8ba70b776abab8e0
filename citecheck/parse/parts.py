"""Where a note falls into parts: at semicolons and dashes between works, at signals, at brackets that cite."""

from __future__ import annotations

from functools import cache

from citecheck.parse.atoms import Marked
from citecheck.parse.persons import STRONG, find_person, is_and
from citecheck.parse.runs import find_names
from citecheck.parse.signals import find_signal, past_signals
from citecheck.parse.tokens import Tokens
from citecheck.parse.wholes import (
    is_whole,
    lacks_title,
    only_pages,
)
from citecheck.parse.words import bare, vocabulary

_AND = frozenset(("e", "ed", "and", "und", "et", "y", "и"))
_DASHES = frozenset("-–—")
_WEAK_SIGNALS = frozenset(("see", "in", "ver", "nach"))  # prose has these too: they part only after a delimiter


def parts(tokens: Marked, start: int, stop: int) -> list[tuple[int, int]]:
    """The token ranges between the places where one work ends and another begins."""
    found: list[tuple[int, int]] = []
    first, at, base = start, start, tokens.depth[start] if start < stop else 0
    while at < stop:
        if not _may_part(tokens, at, base):
            at += 1
        elif at in tokens.closing and tokens.closing[at] < stop and _is_remark(tokens, first, at):
            found += [(first, at), (at + 1, tokens.closing[at])]
            at = first = tokens.closing[at] + 1
        else:
            if _parts_here(tokens, first, at, stop):
                found.append((first, at))
                first = at + 1 if tokens[at].kind == "p" else at
            at += 1
    return [*found, (first, stop)]


def _may_part(tokens: Marked, at: int, base: int) -> bool:
    word = tokens.word(at)
    if word not in _parting():
        return False
    return tokens.depth[at] <= base and tokens.quoted[at] < 0 and not tokens.emphasized[at]


@cache
def _parting() -> frozenset[str]:
    """The tokens at which a note may be parted: semicolon, dashes, brackets, "and", the first words of signals."""
    return _DASHES | _AND | {";", "(", "["} | {bare(phrase)[0] for phrase in vocabulary("signals", "inner")}


def _is_remark(tokens: Marked, first: int, at: int) -> bool:
    """Whether a bracket after a whole reference cites another: "(Thiriet, Regestes II, p. 163)"."""
    inside = past_signals(tokens, at + 1, tokens.closing[at])
    run = find_names(tokens, inside, tokens.closing[at])
    named = run is not None and run.end < tokens.closing[at] and tokens[run.end].text in ",:"
    paged = any(a.field in ("locator", "part", "volume") for a in tokens.within(inside, tokens.closing[at]))
    return named and paged and is_whole(tokens, first, at)


def _parts_here(tokens: Marked, first: int, at: int, stop: int) -> bool:
    text = tokens[at].text
    if text == ";":
        return _semicolon_parts(tokens, first, at, stop)
    if text in _DASHES:
        return at > first and at + 2 < stop and _dash_parts(tokens, at)
    signal = find_signal(tokens, at, stop)
    if signal > at > first and (tokens[at - 1].text in ",(;" or tokens.word(at) not in _WEAK_SIGNALS):
        return is_whole(tokens, first, at) and not only_pages(tokens, signal, stop)
    return tokens.word(at) in _AND and at + 1 < stop and _and_parts(tokens, at, stop)


def _dash_parts(tokens: Marked, at: int) -> bool:
    """Between spaces, after a date, page or stop, and before a capital word or a quotation and more."""
    opens = tokens[at + 1].capital or tokens.quoted[at + 1] >= 0
    if tokens[at].text == "—" and tokens[at - 1].text in ".?!”":
        return tokens[at + 1].capital
    if not (opens and tokens.spaced(at) and tokens.spaced(at + 1) and tokens.held[at] is None):
        return False
    ended = tokens.held[at - 1] is not None or tokens[at - 1].text == "."
    return ended and (tokens[at + 2].kind == "w" or tokens.quoted[at + 1] >= 0 or tokens[at + 2].text == ".")


def _semicolon_parts(tokens: Marked, first: int, at: int, stop: int) -> bool:
    """If what stands before is whole, or a new work opens after it; never between family-first names."""
    if at + 1 >= stop or tokens[at + 1].kind == "n":
        return False
    joined = is_and(tokens, at + 1)
    ahead = at + 2 if joined else past_signals(tokens, at + 1, stop)
    if _names_end_at(tokens, first, at):
        person = find_person(tokens, ahead, stop)
        return not (person is not None and person.inverted)
    if (ahead > at + 1 and not joined) or tokens.holds(ahead, "backref"):
        return True
    begin = past_signals(tokens, first, at)
    return is_whole(tokens, begin, at) or _opens_after(tokens, begin, at, ahead, stop)


def _opens_after(tokens: Marked, begin: int, at: int, ahead: int, stop: int) -> bool:
    """Whether names and a title stand on both sides, or a title with its date or page before."""
    if find_names(tokens, begin, at) is None:
        return tokens.has_atoms(begin, at)
    follows = find_names(tokens, ahead, stop)
    opened = follows is not None and follows.end < stop and tokens[follows.end].text in ",:"
    return opened and not lacks_title(tokens, begin, at)


def _names_end_at(tokens: Tokens, first: int, at: int) -> bool:
    """Whether family-first names stand right before a semicolon: "in: Blankenburg, Erhard ; Klausa, Ekkehard"."""
    for begin in range(at - 2, max(first, at - 9) - 1, -1):
        if begin > first and tokens[begin - 1].text not in ":.;(" and tokens.word(begin - 1) not in ("in", "by"):
            continue
        run = find_names(tokens, begin, min(at + 2, len(tokens)))
        if run and any(p.end == at and p.inverted for p in run.people):
            return True
    return False


def _and_parts(tokens: Marked, at: int, stop: int) -> bool:
    """An "and" between a page and a full name: "pag. 179 e O. Bertolini, ..."."""
    before = at - 1
    while before > 0 and tokens[before].text == ",":
        before -= 1
    atom = tokens.held[before] if before >= 0 else None
    if atom is None or atom.field not in ("locator", "part", "backref") or at + 1 >= stop:
        return False
    follows = find_names(tokens, at + 1, stop)
    return (
        follows is not None and follows.strength == STRONG and follows.end < stop and tokens[follows.end].text in ",:"
    )
