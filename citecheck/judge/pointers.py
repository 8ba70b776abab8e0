"""CC507 and CC511: notes that refer to other notes by number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from citecheck import refs
from citecheck.judge.naming import Cited
from citecheck.model import CheckedNote, Finding, Note, ParsedNote, Role, Work
from citecheck.text import fold, tokens

_CORRECT = "Correct the number of the note."


class Numbers:
    """The notes of a document by what they can be called: their labels, and their numbers where labels are names."""

    def __init__(self, notes: Sequence[CheckedNote]) -> None:
        labels = {_called(checked.parsed.note) for checked in notes}
        are_named = not all(label.isdigit() for label in labels)
        self._all = labels | ({str(number) for number in range(1, len(notes) + 1)} if are_named else set())
        self._are_named = are_named
        self._by_scope: dict[tuple[int, str], CheckedNote] = {}
        self._authors: dict[str, Note] = {}
        for checked in notes:
            for citation in checked.parsed.citations:
                if citation.role is Role.WORK and citation.work and citation.work.title:
                    for family in _families(citation.work):
                        self._authors.setdefault(family, checked.parsed.note)
            self._by_scope.setdefault((checked.parsed.note.scope, _called(checked.parsed.note)), checked)

    def find(self, cited: Cited) -> Finding | None:
        """What is wrong with the number that a citation names, if it names one."""
        named = cited.citation.named_note
        if not named:
            return None
        if cited.citation.refers_to is None and (fold(named) or named) not in self._all:
            return cited.find("CC507", f"note {named} is referred to, and there is none", _CORRECT)
        target = self._by_scope.get((cited.note.scope, fold(named) or named))
        if target is None or self._are_named:
            return None
        return _misdirected(cited, target.parsed.note) or self._mistaken(cited, target.parsed)

    def _mistaken(self, cited: Cited, target: ParsedNote) -> Finding | None:
        """Whether an author is named who stands in another note, and not at all in the one referred to."""
        own, text = cited.citation.work, set(tokens(target.note.text.plain))
        if cited.citation.refers_to is not None or own is None:
            return None
        for person in (*own.authors, *own.editors):
            words = set(tokens(person.family or person.literal))
            other = self._authors.get(fold(person.family or person.literal))
            if words and not words & text and other is not None and other.id not in (cited.note.id, target.note.id):
                message = f"note {target.note.label or target.note.id} cites nothing by {person.family or person}"
                return cited.find("CC511", message, f"Note {other.label or other.id} does: correct the number.")
        return None


def _called(note: Note) -> str:
    return fold(note.label) or note.label


def _misdirected(cited: Cited, target: Note) -> Finding | None:
    """Whether "above" names a later note, "below" an earlier one, or either the note itself."""
    here, there = _called(cited.note), _called(target)
    words = set(tokens(cited.note.text.plain[max(cited.citation.start - 12, 0) : cited.citation.end + 12]))
    above, below = bool(words & _direction("above")), bool(words & _direction("below"))
    if above == below or not (here.isdigit() and there.isdigit()):
        return None
    if (above and int(there) >= int(here)) or (below and int(there) <= int(here)):
        side = "above" if above else "below"
        return cited.find("CC511", f"note {there} is said to be {side}, and is not, seen from note {here}", _CORRECT)
    return None


def _families(work: Work) -> set[str]:
    return {fold(one.family or one.literal) for one in (*work.authors, *work.editors)}


@cache
def _direction(side: str) -> frozenset[str]:
    return frozenset(word for phrase in refs.words("crossref")[side] for word in [fold(phrase)] if " " not in word)
