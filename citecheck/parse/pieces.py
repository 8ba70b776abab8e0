"""A reference cut into pieces: atoms, quotations, people with their mark, bare numbers and the texts between delimiters."""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.parse.atoms import Atom, Atoms
from citecheck.parse.names import Run, find_names
from citecheck.parse.pages import number_end
from citecheck.parse.sentences import is_abbreviation
from citecheck.parse.tokens import Tokens
from citecheck.parse.words import phrases, vocabulary

_DELIMITERS = frozenset(",;:()[]—–")
_QUOTE_OPEN = frozenset("“‘«„‚\"'»")


@dataclass(slots=True)
class Piece:
    """Tokens `start` to `end`. `kind`: text, quote, atom, number, people, in. `before`: the delimiter that precedes it.

    `depth`: brackets open around it. `role`: whose names a people piece holds. `field`: what it was found to be.
    """

    start: int
    end: int
    kind: str
    before: str = ""
    depth: int = 0
    atom: Atom | None = None
    run: Run | None = None
    role: str = ""
    field: str = ""


def cut(tokens: Tokens, atoms: Atoms, start: int, stop: int) -> list[Piece]:
    """The pieces of a range, in order."""
    pieces: list[Piece] = []
    at, before, base = start, "", tokens.depth[start] if start < stop else 0
    while at < stop:
        found = _special(tokens, atoms, at, stop, pieces, before)
        if found:
            found.before, found.depth = before, tokens.depth[at] - base
            pieces.append(found)
            at, before = found.end, ""
        elif _delimits(tokens, atoms, at, stop):
            before, at = tokens[at].text, at + 1
        else:
            end = _text_end(tokens, atoms, at, stop)
            pieces.append(Piece(at, end, "text", before, tokens.depth[at] - base))
            at, before = end, ""
    return pieces


def _special(tokens: Tokens, atoms: Atoms, at: int, stop: int, pieces: list[Piece], before: str) -> Piece | None:
    """Whatever is no plain text: an atom, people with their mark, a word for "in", a quotation, a bare number."""
    atom = atoms.at[at]
    if atom:
        return Piece(at, min(atom.end, stop), "atom", atom=atom)
    people = _people(tokens, at, stop)
    if people:
        return people
    if end := _in(tokens, at, stop, pieces, before):
        return Piece(at, end, "in")
    if tokens.quoted[at] >= 0:
        first, last = tokens.quotes[tokens.quoted[at]]
        if first == at and last <= stop:
            return Piece(at, last, "quote")
    return _number(tokens, atoms, at, stop, pieces)


def _people(tokens: Tokens, at: int, stop: int) -> Piece | None:
    """"ed. by X", "a cura di X", "trans. X"."""
    for role in ("editor", "translator"):
        end = tokens.phrase(phrases("people", f"{role}_before"), at, stop)
        if end == at:
            continue
        while end < stop and tokens[end].text in ".:" or (end < stop and tokens.word(end) in ("by", "von", "v", "di", "de", "par", "por", "the")):
            end += 1
        if tokens.word(at) in ("dir", "ed", "org", "tr", "trad") and not (at == 0 or tokens[at - 1].kind == "p"):
            continue
        run = find_names(tokens, end, stop) if end < stop else None
        if run and (run.strength > 1 or end - at > 2):
            return Piece(at, run.end, "people", run=run, role=role)
    return None


def _in(tokens: Tokens, at: int, stop: int, pieces: list[Piece], before: str) -> int:
    """The end of a word that leads from a part to its whole, 0 where there is none.

    "in" counts after a delimiter or a quotation and before a capital, a quotation or italics; "in:" and "//" always.
    """
    if tokens[at].text == "/" and at + 1 < stop and tokens[at + 1].text == "/":
        return at + 2
    end = tokens.phrase(phrases("containers", "in"), at, stop)
    if end == at or end >= stop or not pieces:
        return 0
    following = tokens[end]
    if following.text == ":":
        return end + 1
    if tokens.word(at) in ("en", "em", "в", "nel", "nella", "nello") and not (before or following.text in "“«\"„"):
        return 0
    if following.text in _QUOTE_OPEN or (tokens.emphasized[end] and not tokens.emphasized[at]):
        return end
    fenced = before in (",", ".", ")", ";", "]") or (not before and pieces[-1].kind in ("quote", "atom")) or tokens[at].text == "In" or _stopped(tokens, at)
    return end if fenced and (following.capital or tokens.word(end) in ("the", "la", "le", "il", "das", "der", "die", "el", "aa", "id")) else 0


def _stopped(tokens: Tokens, at: int) -> bool:
    return at > 0 and tokens[at - 1].text in ".?!" and tokens.spaced(at)


def _number(tokens: Tokens, atoms: Atoms, at: int, stop: int, pieces: list[Piece]) -> Piece | None:
    """A number by itself: before a delimiter or an atom, or between a date in brackets and a journal ("(1976) 89 Yale L.J.")."""
    token = tokens[at]
    roman = token.roman and token.text.isupper() and tokens.word(at) not in ("mi", "di")
    if not (token.kind == "n" or roman):
        return None
    last = at + 1
    if token.kind == "n":
        last = number_end(tokens, at, stop)
    after_date = bool(pieces) and pieces[-1].kind == "atom" and pieces[-1].atom is not None and pieces[-1].atom.field == "issued" and pieces[-1].depth > tokens.depth[at] - 0
    alone = last >= stop or tokens[last].kind == "p" or tokens[last].kind == "n" or atoms.at[last] is not None or tokens.word(last) in ("at", "and")
    if not (alone or after_date or _after_bracket(tokens, at)):
        return None
    if roman and last < stop and tokens[last].text == "." and tokens.word(last + 1) and pieces and pieces[-1].kind == "text":
        return Piece(at, last, "number") if not (tokens[last + 1].kind == "w" and tokens[last + 1].text[0].islower()) else None
    return Piece(at, last, "number")


def _after_bracket(tokens: Tokens, at: int) -> bool:
    return at > 1 and tokens[at - 1].text in ")]" and tokens[at - 2].kind == "n"


def _delimits(tokens: Tokens, atoms: Atoms, at: int, stop: int) -> bool:
    text = tokens[at].text
    if text in _DELIMITERS:
        return True
    if text in ".?!…":
        return not is_abbreviation(tokens, atoms, at) or at + 1 >= stop
    return text == "-" and tokens.spaced(at) and at + 1 < stop and tokens.spaced(at + 1) and atoms.at[at + 1] is None


def _text_end(tokens: Tokens, atoms: Atoms, at: int, stop: int) -> int:
    """Past the plain text: up to a delimiter, an atom, a quotation that is a piece, or a number by itself."""
    end = at + 1
    while end < stop:
        if atoms.at[end] or tokens[end].text in _DELIMITERS or (tokens[end].text in ".?!…" and _delimits(tokens, atoms, end, stop)):
            break
        if tokens[end].text == "-" and _delimits(tokens, atoms, end, stop):
            break
        if tokens[end].text == "/" and end + 1 < stop and tokens[end + 1].text == "/":
            break
        if tokens.quoted[end] >= 0:
            if tokens.word(end - 1) in vocabulary("containers", "in"):
                end -= 1
                break
            end = min(tokens.quotes[tokens.quoted[end]][1], stop)
            continue
        if _stops_text(tokens, end, stop) or _number(tokens, atoms, end, stop, []):
            break
        end += 1
    return max(end, at + 1)


def _stops_text(tokens: Tokens, at: int, stop: int) -> bool:
    """Before "in:", before "in" at the edge of italics, and before people with their mark."""
    if tokens.word(at) in vocabulary("containers", "in") and at + 1 < stop:
        ahead = tokens[at + 1].text
        return ahead == ":" or ahead in "«“\"„" or (tokens.emphasized[at + 1] and not tokens.emphasized[at])
    return tokens.word(at) in ("hrsg", "hg", "edited", "translated") and _people(tokens, at, stop) is not None
