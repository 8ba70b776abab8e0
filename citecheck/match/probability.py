"""The probability that a record is the work meant: learned trees over the scores of its fields, calibrated.

The card beside the weights (`citecheck/match/model/README.md`) says what they learned from and how good they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from citecheck.match import features
from citecheck.match.trees import Floats, Trees, load
from citecheck.model import Query, Work

_EXCLUDES = 0.5  # of the score of kinds: below, they exclude each other (a review, a chapter against the book) ...
_EXCLUDED = 0.2  # ... and the record is shown at most, whatever else agrees
_SURE = 1e-6  # of a probability: nothing learned is surer, and odds stay finite


def probabilities(query: Query, held: Sequence[tuple[Work, Mapping[str, float]]]) -> Floats:
    """Of each record, given with its scores, by itself: 0 to 1, as many as there are records."""
    if not held:
        return np.empty(0)
    rows = np.array([features.row(query, work, parts) for work, parts in held])
    chances = _trees().predict(rows)
    kinds = [parts.get("kind", 1.0) for _, parts in held]
    return np.where(np.array(kinds) < _EXCLUDES, np.minimum(chances, _EXCLUDED), chances)


def among(chances: Sequence[float]) -> list[float]:
    """The probabilities of different works when only one of them, or none, can be meant.

    >>> [round(chance, 2) for chance in among([0.9, 0.9])]
    [0.47, 0.47]
    >>> [round(chance, 2) for chance in among([0.9, 0.01])]
    [0.9, 0.0]
    """
    odds = [chance / (1 - chance) for chance in (min(max(c, _SURE), 1 - _SURE) for c in chances)]
    return [one / (1 + sum(odds)) for one in odds]


@cache
def _trees() -> Trees:
    return load(Path(__file__).parent / "model" / "trees.npz")
