"""An inverted index: which documents hold a term, and which documents hold the rarest of many terms."""

from __future__ import annotations

import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

_COMMON = (
    0.1  # a term in more than a tenth of the documents tells little and costs most (shared measurement: same recall)
)
_FEW = 2000  # ... unless the whole index is small
_HOPELESS = 0.25  # of the best score: below, no length makes up for it
_BUDGET = 25_000  # postings read for one question, rarest terms first: bounds the time for very long notes
_LENGTH = 0.4  # BM25's b: how much a long document is held back


class Postings:
    """Documents are numbered from 0 in the order given; `documents` holds the terms of each."""

    def __init__(self, documents: Iterable[Collection[str]]) -> None:
        rows: defaultdict[str, array[int]] = defaultdict(_row)
        lengths = array("H")
        for number, terms in enumerate(documents):
            lengths.append(min(len(terms), 65535))
            for term in terms:
                rows[term].append(number)
        self._rows = dict(rows)
        mean = sum(lengths) / len(lengths) if lengths else 1.0
        self._norms = array("f", (1 / (1 - _LENGTH + _LENGTH * length / (mean or 1)) ** 0.5 for length in lengths))

    def __len__(self) -> int:
        return len(self._norms)

    def weight(self, term: str) -> float:
        """What holding a term tells: 0 for one in every document, most for one in none."""
        return math.log(1 + (len(self) + 1) / (len(self._rows.get(term, ())) + 1))

    def rank(self, terms: Collection[str], limit: int) -> list[tuple[float, int]]:
        """The documents that hold most of the terms by weight, best first, as (score, number)."""
        scores: defaultdict[int, float] = defaultdict(float)
        budget = _BUDGET
        for row, weight in self._rarest(terms):
            if len(row) > budget and scores:
                break
            budget -= len(row)
            for number in row:
                scores[number] += weight
        least = _HOPELESS * max(scores.values(), default=0.0)
        norms = self._norms
        hopeful = [(score * norms[number], number) for number, score in scores.items() if score >= least]
        return heapq.nlargest(limit, hopeful)

    def _rarest(self, terms: Collection[str]) -> list[tuple[array[int], float]]:
        cut = max(_FEW, int(len(self) * _COMMON))
        rows = ((self._rows.get(term), term) for term in dict.fromkeys(terms))
        held = sorted(((row, term) for row, term in rows if row), key=lambda pair: len(pair[0]))
        kept = [pair for pair in held if len(pair[0]) <= cut] or held[:1]
        return [(row, self.weight(term)) for row, term in kept]


_row: Callable[[], array[int]] = lambda: array("I")  # noqa: E731  (a named factory that defaultdict can call without arguments)
