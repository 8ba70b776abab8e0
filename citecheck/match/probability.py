"""The probability that a record is the work meant: log odds summed over the fields, as Fellegi and Sunter do."""

from __future__ import annotations

import math
from collections.abc import Mapping

# For each field the log odds where it agrees wholly and where it wholly disagrees; a field that one side lacks adds
# nothing, and between lies a straight line. Origin: see refs/pairs.csv and benchmarks/pairs.py.
WEIGHTS: Mapping[str, tuple[float, float]] = {
    "identifier": (6.0, -4.0),
    "title": (3.8, -4.0),
    "author": (2.0, -2.5),
    "year": (0.5, -2.0),
    "container": (0.6, -1.0),
    "volume": (0.6, -1.5),
    "issue": (0.2, -0.2),
    "page": (1.6, -1.5),
    "publisher": (0.5, -0.3),
    "publisher-place": (0.3, -0.1),
    "kind": (0.0, -5.0),
    "numbers": (1.2, -3.0),
    "words": (1.2, -3.5),
}
PRIOR = -3.5
# Below this a text is another text, however many letters it shares; the scale of a score begins here.
FLOOR = {"title": 0.8, "author": 0.5, "container": 0.5, "publisher": 0.4, "publisher-place": 0.5}


def probability(parts: Mapping[str, float]) -> float:
    """From the scores of the fields, 0 to 1."""
    return 1 / (1 + math.exp(-(PRIOR + sum(_weight(name, score) for name, score in parts.items()))))


def _weight(name: str, score: float) -> float:
    agree, disagree = WEIGHTS[name]
    share = scaled(name, score)
    return disagree + (agree - disagree) * share


def scaled(name: str, score: float) -> float:
    """A score on the scale from its field's floor to 1."""
    floor = FLOOR.get(name, 0.0)
    return max(score - floor, 0.0) / (1 - floor)
