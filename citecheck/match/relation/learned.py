"""How likely two entries of four fields are one work: trees that learned it from labelled pairs (`model/README.md`)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from citecheck.match.relation.features import DIRECTIONS, Floats, entry, table
from citecheck.match.trees import Trees, load
from citecheck.model import Work

_MODEL = Path(__file__).parent / "model" / "entries.npz"


def probabilities(pairs: Iterable[tuple[Work, Work]]) -> Floats:
    """The probability that each of n pairs is one work, (n,), by title, people, year and container alone."""
    return _trees().predict(table([(entry(one), entry(other)) for one, other in pairs]))


@cache
def _trees() -> Trees:
    trees = load(_MODEL)
    if trees.features != tuple(DIRECTIONS):
        raise ValueError(f"{_MODEL}: learned from other features: train it again (training/README.md)")
    return trees
