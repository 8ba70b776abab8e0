from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.parse.decode import Labelled, citations, fields
from citecheck.parse.network import Batch

TAGS = ("O", "B-title", "I-title", "B-author", "I-author")


def batch(bounds: Any, labels: Any) -> Batch:
    """A batch of one text."""
    one, other = np.array([bounds], np.float32), np.array([labels], np.float32)
    return Batch([0], np.array([one.shape[1]], np.int32), one, other)


def makes_sense(path: tuple[int, ...], barred: set[int]) -> bool:
    for at, tag in enumerate(path):
        if TAGS[tag].startswith("I-") and (at == 0 or at in barred or TAGS[path[at - 1]][2:] != TAGS[tag][2:]):
            return False
    return True


_SCORES = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(st.integers(-50, 0), min_size=5, max_size=5), min_size=n, max_size=n)
)


@settings(max_examples=150, deadline=None)
@given(_SCORES, st.integers(0, 5))
def test_no_path_that_makes_sense_is_likelier(scores: list[list[int]], edge: int) -> None:
    n = len(scores)
    cited = [[Labelled(min(edge, n - 1), n, "", 1.0)]]
    barred = {min(edge, n - 1)}
    found = fields(batch(np.zeros((n, 5)), scores), TAGS, cited)[0]
    path = [0] * n
    for one in found:
        path[one.start : one.end] = [TAGS.index(f"I-{one.label}")] * (one.end - one.start)
        path[one.start] = TAGS.index(f"B-{one.label}")
    best = max(
        sum(scores[at][tag] for at, tag in enumerate(p)) for p in product(range(5), repeat=n) if makes_sense(p, barred)
    )
    assert makes_sense(tuple(path), barred)
    assert sum(scores[at][tag] for at, tag in enumerate(path)) == best


@pytest.mark.parametrize(
    ("likely", "ranges"),
    [
        ("BIIO", [(0, 3, "")]),
        ("OOOO", []),
        ("BIBI", [(0, 2, ""), (2, 4, "")]),
        ("OIIO", [(1, 3, "")]),  # an I cannot follow an O: the first becomes a B
        ("B", [(0, 1, "")]),
        ("biOB", [(0, 2, "mention"), (3, 4, "")]),
        ("BIbi", [(0, 2, ""), (2, 4, "mention")]),
    ],
)
def test_ranges_of_citations(likely: str, ranges: list[tuple[int, int, str]]) -> None:
    rows = [[-0.1 if "OBIbi"[column] == letter else -3.0 for column in range(5)] for letter in likely]
    found = citations(batch(rows, np.zeros((len(rows), 5))))[0]
    assert [(one.start, one.end, one.label) for one in found] == ranges


def test_a_text_is_decoded_alike_beside_longer_ones() -> None:
    chance = np.random.default_rng(1)
    lengths = np.array([3, 7, 5], np.int32)
    bounds, labels = (chance.normal(size=(3, 7, many)).astype(np.float32) for many in (5, 5))
    together = Batch([0, 1, 2], lengths, bounds, labels)
    alone = [batch(bounds[row, :length], labels[row, :length]) for row, length in enumerate(lengths)]
    ranges = citations(together)
    assert ranges == [citations(one)[0] for one in alone]
    assert fields(together, TAGS, ranges) == [fields(one, TAGS, [ranges[row]])[0] for row, one in enumerate(alone)]


def test_confidence_is_what_the_network_gives_the_label() -> None:
    row = np.log(np.array([0.1, 0.5, 0.3, 0.05, 0.05]))
    (one,) = fields(batch(np.zeros((1, 3)), [row]), TAGS, [[]])[0]
    assert one.label == "title"
    assert one.confidence == pytest.approx(0.8, abs=1e-4)  # B and I together
