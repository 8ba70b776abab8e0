"""Runs of names: "J. Smith and A. Brown", "Smith, J., Brown, A.", "Marx & Engels", "Kee KS, Green MF"."""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.parse.persons import FAIR, STRONG, WEAK, Person, find_person, is_and
from citecheck.parse.tokens import Tokens
from citecheck.parse.words import phrases

_MOST = 200  # people in a run
_JOINING = frozenset(",;/-–")


@dataclass(frozen=True, slots=True)
class Run:
    """Names in a row; `end` is past the last, or past "et al."."""

    people: tuple[Person, ...]
    end: int

    @property
    def strength(self) -> int:
        """That of the first name, raised where several stand together."""
        return max(self.people[0].strength, FAIR if len(self.people) > 1 and self.people[-1].strength >= FAIR else 0)


def find_names(tokens: Tokens, at: int, stop: int) -> Run | None:
    """The run of names that begins at a token, if one does; remembered, since several rules ask at the same place."""
    if (at, stop) not in tokens.runs:
        tokens.runs[at, stop] = _find_names(tokens, at, stop)
    found: Run | None = tokens.runs[at, stop]
    return found


def _find_names(tokens: Tokens, at: int, stop: int) -> Run | None:
    person = find_person(tokens, at, stop)
    people: list[Person] = []
    while person and len(people) < _MOST:
        people.append(person)
        after = _others(tokens, person.end, stop)
        if after > person.end:
            return Run(tuple(people), after)
        person = _next_person(tokens, people[-1], stop)
    return Run(tuple(people), people[-1].end) if people else None


def _others(tokens: Tokens, at: int, stop: int) -> int:
    """Past "et al.", "u. a.", "and others", with the comma before."""
    ahead = at + 1 if at < stop and tokens[at].text == "," else at
    end = tokens.phrase(phrases("people", "others"), ahead, stop) if ahead < stop else ahead
    return end if end > ahead else at


def _next_person(tokens: Tokens, last: Person, stop: int) -> Person | None:
    """The person after a comma, "and", a stroke or a semicolon; weaker names only after "and" or a stroke."""
    at, joined = last.end, False
    if at + 1 >= stop:
        return None
    mark, ahead = tokens[at].text, at + 1
    if mark in ",;" and is_and(tokens, ahead):
        ahead, joined = ahead + 1, True
    elif is_and(tokens, at):
        joined = True
    elif mark not in _JOINING or (mark == "-" and not tokens.spaced(at)):
        return None
    person = find_person(tokens, ahead, stop)
    return person if person and _joins(tokens, last, person, stop, joined=joined) else None


def _joins(tokens: Tokens, last: Person, person: Person, stop: int, *, joined: bool) -> bool:
    """Whether a person goes on a run, by the mark after the last and by how surely it is a name."""
    mark, strong = tokens[last.end].text, person.strength == STRONG
    if mark == "/":
        return True
    ends = _ends_name(tokens, person, stop)
    if joined:
        return person.strength >= FAIR or ((last.strength == WEAK or last.inverted) and ends)
    if mark == ";":
        return last.inverted and person.inverted
    if mark in "-–":
        return strong and last.strength == STRONG and not person.inverted
    if last.inverted and last.strength == STRONG and person.inverted:
        return strong
    return strong and ends and (last.inverted or not person.inverted)


def _ends_name(tokens: Tokens, person: Person, stop: int) -> bool:
    """Whether what follows a name lets it end there; a number that is no year does not ("Z. Phys. 34")."""
    if person.end >= stop:
        return True
    after = tokens[person.end]
    if after.kind == "n":
        return len(after.text) >= 4 and after.text[:2] in ("15", "16", "17", "18", "19", "20")
    return after.kind == "p" or is_and(tokens, person.end)
