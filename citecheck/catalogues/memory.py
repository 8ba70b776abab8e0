"""Records held in memory, found by their words, by their sounds in another script, by three letters, by identifier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from citecheck.catalogues.postings import Postings
from citecheck.catalogues.terms import described, identity, numbered
from citecheck.model import Identifier, Query, Record, Work
from citecheck.text import fold, is_latin, romanized, tokens

_WEAK = 0.5  # the best record holds less than this share of what was asked: the words may be damaged
_SHORT = 160  # characters; of a longer text the words always suffice (shared measurement on damaged references)


class Memory:
    """Any number of records; each index is built when it is first needed."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = tuple(records)

    def __len__(self) -> int:
        return len(self._records)

    def search(self, query: Query, limit: int) -> tuple[Record, ...]:
        """The records that may be meant: first those of the same identifier, then by words, sounds, and letters."""
        found = dict.fromkeys(self._of_identifiers(query.work.ids))
        asked = _asked(query)
        ranked = self._words.rank(asked, limit)
        found.update(dict.fromkeys(number for _, number in ranked))
        found.update(dict.fromkeys(self._by_sound(query, limit)))
        if not self._covers(ranked, asked):
            found.update(dict.fromkeys(self._by_letters(query, limit)))
        return tuple(self._records[number] for number in list(found)[:limit])

    def _of_identifiers(self, ids: Sequence[Identifier]) -> list[int]:
        return [number for one in ids for number in self._identifiers.get(identity(one), ())]

    def _covers(self, ranked: Sequence[tuple[float, int]], asked: set[str]) -> bool:
        if not ranked:
            return False
        held = _terms(self._records[ranked[0][1]].work)
        total = sum(self._words.weight(term) for term in asked)
        return sum(self._words.weight(term) for term in asked & held) >= _WEAK * total

    def _by_sound(self, query: Query, limit: int) -> Iterator[int]:
        """Records in another script than the query's: a Cyrillic record for a romanized title, and the reverse."""
        text = _everything(query)
        numbers, postings = self._foreign if is_latin(text) else self._sounds
        if not numbers:
            return
        for _, place in postings.rank(set(romanized(text).split()), max(limit // 2, 1)):
            yield numbers[place]

    def _by_letters(self, query: Query, limit: int) -> Iterator[int]:
        title = fold(query.work.title) or fold(query.text)
        if title and len(title) <= _SHORT:
            yield from (number for _, number in self._letters.rank(_trigrams(title), max(limit // 2, 1)))

    @cached_property
    def _words(self) -> Postings:
        return Postings(_terms(record.work) for record in self._records)

    @cached_property
    def _sounds(self) -> tuple[range, Postings]:
        return range(len(self)), Postings(_sounds(record.work) for record in self._records)

    @cached_property
    def _foreign(self) -> tuple[list[int], Postings]:
        numbers = [n for n, record in enumerate(self._records) if not is_latin(described(record.work))]
        return numbers, Postings(_sounds(self._records[n].work) for n in numbers)

    @cached_property
    def _letters(self) -> Postings:
        return Postings(_trigrams(fold(record.work.title)) for record in self._records)

    @cached_property
    def _identifiers(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for number, record in enumerate(self._records):
            for one in record.work.ids:
                found.setdefault(identity(one), []).append(number)
        return found


def _asked(query: Query) -> set[str]:
    return _terms(query.work) | set(tokens(query.text))


def _everything(query: Query) -> str:
    return f"{query.text} {described(query.work)}"


def _terms(work: Work) -> set[str]:
    return set(tokens(f"{described(work)} {numbered(work)}"))


def _sounds(work: Work) -> set[str]:
    return set(romanized(described(work)).split())


def _trigrams(folded: str) -> set[str]:
    padded = f" {folded} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}
