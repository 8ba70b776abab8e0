"""Who stands at the head of a reference: persons, a body, "id.", and whether they wrote or edited."""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.parse import places
from citecheck.parse.atoms import Marked
from citecheck.parse.persons import FAIR, STRONG, WEAK
from citecheck.parse.runs import Run, find_names
from citecheck.parse.tokens import Tokens
from citecheck.parse.words import phrases, vocabulary

_QUOTES = frozenset("“‘«„‚\"'»")
_BEFORE_TITLE = frozenset(("in", "dans", "en", "la", "le", "il", "das", "die", "der", "de"))
_GOING_ON = frozenset(("but", "and", "or", "aber", "mais", "ma", "pero", "mas"))  # a title: "Better Fewer, But Better"
_BODY = 12  # tokens: the longest name of a body


@dataclass(frozen=True, slots=True)
class Authors:
    """Spans (tokens, field) at the head of a reference; `end`: where the rest begins; `style`: the delimiter there."""

    spans: tuple[tuple[int, int, str], ...]
    end: int
    style: str = ""


def find_authors(tokens: Marked, start: int, stop: int) -> Authors:
    """The authors a reference begins with; none where its first words are a title."""
    at, spans = _past_year(tokens, start, stop)
    marked = tokens.held[at] if at < stop else None
    if marked and marked.mark and marked.mark.kind == "idem":
        end, style = past_delimiter(tokens, marked.end, stop)
        return Authors((*spans, (at, marked.end, "backref")), end, style)
    if marked:
        return Authors(spans, at)
    various = tokens.phrase(phrases("people", "various"), at, stop) if at < stop else at
    if various > at:
        end, style = past_delimiter(tokens, various, stop)
        return Authors(spans, end, style)
    run = find_names(tokens, at, stop) if at < stop else None
    if run and _are_authors(tokens, at, run, stop):
        return _with_role(tokens, run, spans, stop)
    body = _body(tokens, at, stop)
    if body:
        end, style = past_delimiter(tokens, body, stop)
        return Authors((*spans, (at, body, "author")), end, style)
    return Authors(spans, at)


def _past_year(tokens: Marked, start: int, stop: int) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    """A year may stand first, in lists by year: "1941 E. Bassi, ..."."""
    atom = tokens.held[start] if start < stop else None
    if (
        atom
        and atom.field == "issued"
        and atom.end < stop
        and tokens[atom.end].capital
        and find_names(tokens, atom.end, stop)
    ):
        return atom.end, ((start, atom.end, "issued"),)
    return start, ()


def _are_authors(tokens: Marked, at: int, run: Run, stop: int) -> bool:
    """Whether names at the head are authors and not the title: something must follow that they can be authors of."""
    if run.end >= stop or (tokens.emphasized[at] and not all(tokens.emphasized[at:stop])):
        return False
    following, atom = tokens[run.end], tokens.held[run.end]
    if role_after(tokens, run.end, stop)[0]:
        return True
    if atom:
        return atom.field in ("issued", "backref") or run.strength == STRONG
    if following.kind == "w" and not following.capital and not tokens.emphasized[run.end]:
        return run.strength == STRONG and following.lower in _BEFORE_TITLE
    ahead = past_delimiter(tokens, run.end, stop)[0]
    if ahead >= stop:
        return False
    if run.strength == STRONG:
        return True
    if following.kind == "w":
        return run.strength >= FAIR and tokens.emphasized[run.end]
    return _title_ahead(tokens, ahead, stop, run.strength)


def _title_ahead(tokens: Marked, at: int, stop: int, strength: int) -> bool:
    """Whether a title, a back reference or a date stands next, and not a place or a page."""
    while at < stop and (tokens[at].text in ",.:;([)]" or tokens.holds(at, "issued")):
        at += 1
    if at >= stop:
        return strength >= FAIR or tokens.held[at - 1] is not None
    atom = tokens.held[at]
    if atom:
        return atom.field == "backref" or (
            atom.field == "locator" and any(a and a.field == "issued" for a in tokens.held[max(0, at - 4) : at])
        )
    if tokens[at].text in _QUOTES or tokens.quoted[at] >= 0 or tokens.emphasized[at]:
        return True
    end = at
    while end < stop and tokens[end].text not in ",.;:(" and not tokens.held[end]:
        end += 1
    if places.is_place(tokens.printed(at, end)) or tokens.word(at) in _GOING_ON:
        return False
    return tokens[at].kind == "w" and (end - at > 1 or len(tokens[at].text) > 3)


def _with_role(tokens: Tokens, run: Run, spans: tuple[tuple[int, int, str], ...], stop: int) -> Authors:
    role, end = role_after(tokens, run.end, stop)
    end, style = past_delimiter(tokens, end, stop)
    people = tuple((person.start, person.end, role or "author") for person in run.people)
    return Authors((*spans, *people), end, style)


def role_after(tokens: Tokens, at: int, stop: int) -> tuple[str, int]:
    """The role that a mark behind the names gives them, "(eds.)", ", Hrsg.", and its end."""
    first = at
    while first < stop and tokens[first].text in ",([":
        first += 1
    if first >= stop:
        return "", at
    for role in ("editor", "translator"):
        end = tokens.phrase(phrases("people", f"{role}_after"), first, stop)
        if end > first and _ends_mark(tokens, first, end, at, stop):
            while end < stop and tokens[end].text in ")]":
                end += 1
            return role, end
    return "", at


def _ends_mark(tokens: Tokens, first: int, end: int, at: int, stop: int) -> bool:
    if first == at and tokens[end - 1].text != ".":
        return end >= stop or tokens[end].kind == "p"
    return end >= stop or tokens[end].kind != "w" or tokens[end - 1].text == "." or tokens[end].text in ")]"


def past_delimiter(tokens: Tokens, at: int, stop: int) -> tuple[int, str]:
    """Past the delimiters after the names, and the one that tells the style."""
    style = ""
    while at < stop and (
        tokens[at].text in ".,:;" or (tokens[at].text in "—–-" and tokens.spaced(at) and tokens.spaced(at + 1))
    ):
        style, at = tokens[at].text, at + 1
    return at, style


def _body(tokens: Marked, at: int, stop: int) -> int:
    """The end of a body's name at the head: words up to a delimiter, one of them a body's, and a title after it."""
    end, last = at, min(stop, at + _BODY)
    while end < last and tokens[end].text not in ",.:;(" and tokens.held[end] is None and tokens.quoted[end] < 0:
        end += 1
    if end <= at or end >= stop or tokens[end].text not in ",.:(" or not _names_body(tokens, at, end):
        return 0
    if tokens[end].text == "(" and not tokens.holds(end + 1, "issued"):
        return 0
    ahead = past_delimiter(tokens, end, stop)[0]
    titled = any(tokens[i].kind == "w" and tokens.held[i] is None for i in range(ahead, stop))
    return end if titled and _title_ahead(tokens, ahead, stop, WEAK) else 0


def _names_body(tokens: Marked, at: int, end: int) -> bool:
    if not tokens[at].capital or tokens.emphasized[at] or tokens.word(at) in ("the", "in", "on", "report", "journal"):
        return False
    return not vocabulary("people", "body").isdisjoint(tokens.lowers[at:end])
