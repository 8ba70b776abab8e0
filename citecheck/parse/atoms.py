"""What a note holds beyond doubt: dates, numbered parts, identifiers and marks of back references."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache, cached_property
from itertools import accumulate

from citecheck.parse.dates import find_date
from citecheck.parse.identifiers import find_identifiers
from citecheck.parse.marks import Mark, find_mark
from citecheck.parse.pages import find_number
from citecheck.parse.tokens import Tokens
from citecheck.parse.words import bare, vocabulary


@dataclass(frozen=True, slots=True)
class Atom:
    """Tokens `start` to `end` with one meaning: a CSL variable, "part" (chapter, paragraph...) or "backref"."""

    start: int
    end: int
    field: str
    mark: Mark | None = None


@dataclass(frozen=True, eq=False)
class Marked(Tokens):
    """Tokens with their atoms: `held[i]` is the atom that holds token i. `language`: of the note."""

    held: tuple[Atom | None, ...] = ()
    language: str = "en"

    def within(self, start: int, stop: int) -> list[Atom]:
        """The atoms that begin in a range of tokens, in order; linear in the range."""
        found: list[Atom] = []
        at = start
        while at < stop:
            atom = self.held[at]
            if atom and atom.start == at:
                found.append(atom)
            at = atom.end if atom else at + 1
        return found

    def has_atoms(self, start: int, stop: int) -> bool:
        """Whether any token of a range is part of an atom."""
        return self._counts[stop] > self._counts[start] if start < stop else False

    @cached_property
    def _counts(self) -> tuple[int, ...]:
        """How many tokens before each are part of atoms."""
        return tuple(accumulate((atom is not None for atom in self.held), initial=0))

    def holds(self, at: int, *fields: str) -> bool:
        """Whether a token is part of an atom of one of the fields; False past either end."""
        atom = self.held[at] if 0 <= at < len(self.held) else None
        return atom is not None and atom.field in fields


def mark(tokens: Tokens, language: str) -> Marked:
    """Finds the atoms, in one pass from left to right; quotations hold none but addresses."""
    addresses = _addresses(tokens)
    held: list[Atom | None] = [None] * len(tokens)
    at = 0
    while at < len(tokens):
        atom = addresses.get(at) or (_atom(tokens, at) if tokens.quoted[at] < 0 else None)
        if atom:
            held[atom.start : atom.end] = [atom] * (atom.end - atom.start)
        at = atom.end if atom else at + 1
    known = {field.name: getattr(tokens, field.name) for field in fields(tokens)}
    return Marked(**known, held=tuple(held), language=language)


def _addresses(tokens: Tokens) -> dict[int, Atom]:
    """The identifiers, each under its first token."""
    stretches = sorted(find_identifiers(tokens.text.plain, 0, len(tokens.text.plain)))
    found: dict[int, Atom] = {}
    at = 0
    for start, end, field in stretches:
        while at < len(tokens) and tokens[at].end <= start:
            at += 1
        first = at
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        if at > first:
            found[first] = Atom(first, at, field)
    return found


@cache
def _triggers() -> frozenset[str]:
    """The words with which a mark, a numbered part or a date can begin."""
    lists = (
        ("months",),
        ("dates", "seasons"),
        ("dates", "undated"),
        ("locators",),
        ("editions",),
        ("crossref",),
        ("ibid",),
        ("opcit",),
    )
    return frozenset(bare(phrase)[0] for keys in lists for phrase in vocabulary(*keys) if bare(phrase))


def _atom(tokens: Tokens, at: int) -> Atom | None:
    token, stop = tokens[at], len(tokens)
    if token.kind == "w" and token.lower not in _triggers() and not token.text[-1].isdigit():
        return None
    if token.kind == "p" and token.text not in "([§№¶":
        return None
    if mark := find_mark(tokens, at, stop):
        return Atom(mark.start, mark.end, "backref", mark)
    if number := find_number(tokens, at, stop):
        return Atom(at, number[0], number[1])
    date = find_date(tokens, at, stop)
    return Atom(at, date.end, "issued") if date else None
