"""From the network's scores to citations and spans: the likeliest tags that make sense together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from citecheck.parse.features import Token

NEVER = -1e9


def bounds(scores: npt.NDArray[Any]) -> list[tuple[int, int]]:
    """Token ranges of citations: the best path over O, B, I in which I never follows O."""
    allowed = np.zeros((3, 3))
    allowed[0, 2] = NEVER
    return _ranges(_best(scores, allowed, first=np.array([0, 0, NEVER])))


def spans(scores: npt.NDArray[Any], tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Token ranges with their fields inside one citation: the best path of BIO tags."""
    names = [tag.partition("-")[2] for tag in tags]
    allowed = np.full((len(tags), len(tags)), 0.0)
    first = np.zeros(len(tags))
    for j, tag in enumerate(tags):
        if tag.startswith("I-"):
            first[j] = NEVER
            for i, before in enumerate(tags):
                if not (before[:2] in ("B-", "I-") and names[i] == names[j]):
                    allowed[i, j] = NEVER
    path = _best(scores, allowed, first)
    found: list[tuple[int, int, str]] = []
    for place, tag in enumerate(path):
        if tags[tag].startswith("B-"):
            found.append((place, place + 1, names[tag]))
        elif tags[tag].startswith("I-"):
            found[-1] = (found[-1][0], place + 1, names[tag])
    return found


def _best(scores: npt.NDArray[Any], allowed: npt.NDArray[Any], first: npt.NDArray[Any]) -> list[int]:
    """Viterbi's path."""
    if not len(scores):
        return []
    total = scores[0] + first
    came = np.zeros(scores.shape, np.int32)
    for place in range(1, len(scores)):
        through = total[:, None] + allowed
        came[place] = through.argmax(axis=0)
        total = through.max(axis=0) + scores[place]
    path = [int(total.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        path.append(int(came[place, path[-1]]))
    return path[::-1]


def _ranges(path: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place, tag in enumerate(path):
        if tag == 1:
            found.append((place, place + 1))
        elif tag == 2:
            found[-1] = (found[-1][0], place + 1)
    return found
