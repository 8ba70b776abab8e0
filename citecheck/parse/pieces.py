"""A reference cut into pieces: atoms, quotations, people with their mark, numbers, and the texts between delimiters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from citecheck.parse.atoms import Atom, Marked
from citecheck.parse.authors import role_after
from citecheck.parse.pages import bare_number_end
from citecheck.parse.persons import STRONG
from citecheck.parse.places import is_place, is_state
from citecheck.parse.runs import Run, find_names
from citecheck.parse.sentences import is_abbreviation
from citecheck.parse.tokens import Tokens
from citecheck.parse.words import Phrases, phrases, vocabulary

_MOST = 150  # pieces: longer stretches are no reference
_DELIMITERS = frozenset(",;:()[]—–")
_QUOTE_OPEN = frozenset("“‘«„‚\"'»")
_LINKS = frozenset(("by", "von", "v", "di", "de", "par", "por", "the", "und", "and"))
_NEEDS_EDGE = frozenset(("dir", "ed", "eds", "org", "tr", "trad", "trans", "comp", "red"))


@dataclass(slots=True)
class Piece:
    """Tokens `start` to `end`. `kind`: text, quote, atom, number, people, in, skip. `before`: the delimiter before it.

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

    def is_atom(self, *fields: str) -> bool:
        """Whether it is an atom of one of the fields (of any, if none is named)."""
        return self.atom is not None and (not fields or self.atom.field in fields)


def cut(tokens: Marked, start: int, stop: int) -> list[Piece]:
    """The pieces of a range, in order; a comment that trails after a date or page is left out."""
    pieces: list[Piece] = []
    at, before, base = start, "", tokens.depth[start] if start < stop else 0
    while at < stop and len(pieces) < _MOST:
        found = _special(tokens, at, stop, pieces, before)
        if found:
            found.before, found.depth = before, tokens.depth[at] - base
            pieces.append(found)
            at, before = found.end, ""
        elif _delimits(tokens, at, stop):
            before, at = tokens[at].text, at + 1
        else:
            end = _text_end(tokens, at, stop)
            piece = Piece(at, end, "text", before, tokens.depth[at] - base)
            if _trails(tokens, piece, pieces):
                break
            pieces.append(piece)
            at, before = end, ""
    return pieces


def _special(tokens: Marked, at: int, stop: int, pieces: list[Piece], before: str) -> Piece | None:
    """Whatever is no plain text: an atom, people with their mark, a word for "in", a quotation, a bare number."""
    atom = tokens.held[at]
    if atom:
        return Piece(at, min(atom.end, stop), "atom", atom=atom)
    if tokens[at].kind != "n":
        found = _people(tokens, at, stop) or _container_people(tokens, at, stop, pieces)
        if found:
            return found
        if end := _in(tokens, at, stop, pieces, before):
            return Piece(at, end, "in")
        if end := _filler(tokens, at, stop):
            return Piece(at, end, "skip")
    if tokens.quoted[at] >= 0:
        first, last = tokens.quotes[tokens.quoted[at]]
        return Piece(at, last, "quote") if first == at and last <= stop else None
    return _number(tokens, at, stop, pieces)


# --- people -----------------------------------------------------------------------------------------------------------


def _people(tokens: Tokens, at: int, stop: int) -> Piece | None:
    """As in "ed. by X", "a cura di X", "trans. X"."""
    for role in ("editor", "translator"):
        end = tokens.phrase(phrases("people", f"{role}_before"), at, stop)
        if end == at or (tokens.word(at) in _NEEDS_EDGE and at > 0 and tokens[at - 1].kind != "p"):
            continue
        while end < stop and (tokens[end].text in ".:" or tokens[end].text in _LINKS):
            end += 1
        run = find_names(tokens, end, stop) if end < stop else None
        if run and (run.strength > 1 or end - at > 2):
            return Piece(at, run.end, "people", run=run, role=role)
    return None


def _container_people(tokens: Marked, at: int, stop: int, pieces: list[Piece]) -> Piece | None:
    """After "in": "AA. VV.,", "G. Wyatt & P. Sanders (Eds.)," and whoever stands before the container's title."""
    if not pieces or pieces[-1].kind != "in":
        return None
    various = tokens.phrase(phrases("people", "various"), at, stop)
    if various > at:
        return Piece(at, various, "skip")
    run = find_names(tokens, at, stop)
    if run is None or run.end >= stop:
        return None
    role, end = role_after(tokens, run.end, stop)
    if role:
        return Piece(at, end, "people", run=run, role=role)
    ahead = run.end + 1 if tokens[run.end].text == "," and run.end + 1 < stop else run.end
    if tokens.holds(ahead, "backref"):
        return Piece(at, run.end, "people", run=run, role="editor")
    if (
        run.strength == STRONG
        and tokens[run.end].text in ",:"
        and run.end + 2 < stop
        and tokens[run.end + 1].kind == "w"
    ):
        return Piece(
            at, run.end, "people", run=run, role="editor" if tokens[run.end].text == ":" else "container-author"
        )
    return None


# --- "in", fillers, numbers -------------------------------------------------------------------------------------------


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
    if tokens.word(at) in ("en", "em", "в", "nel", "nella", "nello") and not (before or following.text in '“«"„'):
        return 0
    if following.text in _QUOTE_OPEN or (tokens.emphasized[end] and not tokens.emphasized[at]):
        return end
    fenced = (
        before in (",", ".", ")", ";", "]")
        or (not before and pieces[-1].kind in ("quote", "atom"))
        or tokens[at].text == "In"
    )
    opens = following.capital or tokens.word(end) in ("the", "la", "le", "il", "das", "der", "die", "el", "aa", "id")
    return end if (fenced or _after_stop(tokens, at)) and opens else 0


def _after_stop(tokens: Tokens, at: int) -> bool:
    return at > 0 and tokens[at - 1].text in ".?!" and tokens.spaced(at)


def _filler(tokens: Marked, at: int, stop: int) -> int:
    """Past words that lead from one pinpoint to the next ("especially", "and"); 0 where no number follows them."""
    if not tokens[at].text[0].islower():
        return 0
    end = tokens.phrase(_pinpoint_words(), at, stop)
    while end > at and end < stop and tokens[end].text == ",":
        end += 1
    numbered = end < stop and (tokens[end].kind == "n" or tokens.holds(end, "locator", "part"))
    return end if end > at and numbered else 0


@cache
def _pinpoint_words() -> Phrases:
    return Phrases(vocabulary("signals", "pinpoint") | {"und", "and", "et", "e", "y", "&"})


def _number(tokens: Marked, at: int, stop: int, pieces: list[Piece]) -> Piece | None:
    """A number by itself: before a delimiter or an atom, or between a date in brackets and a journal's name."""
    token = tokens[at]
    roman = token.roman and (token.text[0].isupper() or _alone(tokens, at, stop)) and token.text not in "LCDM"
    if roman and pieces and _is_city(tokens, pieces[-1]):
        return None
    if not (token.kind == "n" or roman) or (roman and _is_initial(tokens, at, stop)):
        return None
    last = bare_number_end(tokens, at, stop) if token.kind == "n" else at + 1
    after_date = bool(pieces) and pieces[-1].is_atom("issued") and at > 0 and tokens[at - 1].text in ")]"
    alone = (
        last >= stop
        or tokens[last].kind in "pn"
        or tokens.held[last] is not None
        or tokens.word(last) in ("at", "and", "e", "et", "und")
    )
    if not (alone or after_date):
        return None
    return Piece(at, last, "number")


def _is_city(tokens: Tokens, piece: Piece) -> bool:
    """Whether a piece is a city, so that "DC" and "MD" behind it are states."""
    return (
        piece.kind == "text"
        and is_place(tokens.printed(piece.start, piece.end))
        and is_state(tokens.word(piece.end + 1))
    )


def _alone(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether a small numeral stands between commas: ", xv, 1961"."""
    fenced = 0 < at < stop - 1 and tokens[at - 1].text == "," and tokens[at + 1].text in ",("
    return (
        fenced
        and len(tokens[at].text) > 1
        and tokens.word(at) not in ("di", "mi", "vi", "ci", "li", "dix", "mix", "lid", "mil", "id")
    )


def _is_initial(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether a letter is somebody's initial and no numeral: "L. S. Olschki"."""
    if len(tokens[at].text) > 1 or at + 2 >= stop or tokens[at + 1].text != ".":
        return False
    following = tokens[at + 2]
    return following.capital and not (following.roman and following.text != tokens[at].text)


# --- plain text -------------------------------------------------------------------------------------------------------


def _delimits(tokens: Marked, at: int, stop: int) -> bool:
    text = tokens[at].text
    if text in _DELIMITERS:
        return True
    if text in ".?!…":
        return not is_abbreviation(tokens, at) or at + 1 >= stop
    return text == "-" and tokens.spaced(at) and at + 1 < stop and tokens.spaced(at + 1) and tokens.held[at + 1] is None


def _text_end(tokens: Marked, at: int, stop: int) -> int:
    """Past the plain text: up to a delimiter, an atom, a quotation that is a piece, or a number by itself."""
    end = at + 1
    while end < stop and not (tokens.held[end] or _delimits(tokens, end, stop) or _stops_text(tokens, end, stop)):
        if tokens.quoted[end] >= 0:
            end = min(tokens.quotes[tokens.quoted[end]][1], stop)
        else:
            end += 1
    return max(end, at + 1)


def _stops_text(tokens: Marked, at: int, stop: int) -> bool:
    """Before "in:", before "in" at the edge of italics or of a quotation, before people, and before a number alone."""
    if tokens[at].text == "/":
        return at + 1 < stop and tokens[at + 1].text == "/"
    if tokens[at].kind == "n" or tokens[at].roman:
        return _number(tokens, at, stop, []) is not None
    if at + 1 < stop and tokens.word(at) in vocabulary("containers", "in"):
        ahead = tokens[at + 1].text
        return ahead in ':«“"„' or (tokens.emphasized[at + 1] and not tokens.emphasized[at])
    return tokens.word(at) in ("hrsg", "hg", "edited", "translated") and _people(tokens, at, stop) is not None


def _trails(tokens: Tokens, piece: Piece, pieces: list[Piece]) -> bool:
    """Whether a text is a comment on the work before: small words after a date or page ("S. 90 ff. berichtet ...")."""
    if not pieces or not tokens[piece.start].text[0].islower() or tokens[piece.start].kind != "w" or piece.depth:
        return False
    words = piece.end - piece.start
    return (
        pieces[-1].kind in ("atom", "number")
        and words >= 3
        and piece.before in ("", ",", ".", ")")
        and not tokens.emphasized[piece.start]
    )
