"""From the network's scores to citations and spans: the likeliest tags that make sense together (Viterbi's paths)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from citecheck.parse.network import Batch

Array = npt.NDArray[Any]

NEVER = -1e9
_BOUNDS = ("O", "B-", "I-")


class Labelled(NamedTuple):
    """Tokens `start` to `end` with their label, and how likely it is (0 to 1, the geometric mean over the tokens)."""

    start: int
    end: int
    label: str
    confidence: float


def citations(batch: Batch) -> list[list[Labelled]]:
    """Of each text the token ranges of citations."""
    return _likeliest(batch.bounds, batch.lengths, _BOUNDS, np.zeros(batch.bounds.shape[:2], bool))


def fields(batch: Batch, tags: Sequence[str], found: Sequence[Sequence[Labelled]]) -> list[list[Labelled]]:
    """Of each text the token ranges of fields and signals; none goes over the edge of one of the citations found."""
    texts, longest, _ = batch.fields.shape
    edges = np.zeros((texts, longest + 1), bool)
    for row, ranges in enumerate(found):
        for one in ranges:
            edges[row, one.start] = edges[row, one.end] = True
    return _likeliest(batch.fields, batch.lengths, tags, edges[:, :longest])


def _likeliest(scores: Array, lengths: Array, tags: Sequence[str], edges: Array) -> list[list[Labelled]]:
    """Of each text the labelled ranges of its likeliest path; no range goes over an edge (texts, tokens: bool).

    The path is a B and the I's of the same label after it, or O's between them.
    """
    labels = [tag[2:] for tag in tags if tag.startswith("B-")]
    columns = [tags.index(tag) for tag in ("O", *(f"{edge}-{label}" for edge in "BI" for label in labels))]
    scores = scores[..., columns].transpose(1, 0, 2)
    begun, going = slice(1, len(labels) + 1), slice(len(labels) + 1, None)
    totals = _totals(scores, edges.T, begun, going)
    best = totals.argmax(axis=2).T.tolist()  # the last tag of the best path up to a token
    longer = totals[..., going] > totals[..., begun]
    rows = [
        (row, *found)
        for row, length in enumerate(lengths.tolist())
        for found in _ranges(best[row], longer[:, row].tobytes(), length, len(labels))
    ]
    found: list[list[Labelled]] = [[] for _ in lengths]
    for (row, start, end, label), sure in zip(rows, _confidences(scores, rows, len(labels)), strict=True):
        found[row].append(Labelled(start, end, labels[label], sure))
    return found


def _totals(scores: Array, edges: Array, begun: slice, going: slice) -> Array:
    """Of each tag at each token of each text the score of the best path that ends there (tokens, texts, tags).

    The tags are O, the B's of all labels (`begun`), and in the same order their I's (`going`).
    """
    totals = np.empty(scores.shape, scores.dtype)
    barred = np.where(edges, np.float32(NEVER), np.float32(0))[..., None]
    totals[0] = scores[0]
    totals[0, :, going] = NEVER
    for before, here, shut, given in zip(totals, totals[1:], barred[1:], scores[1:], strict=False):
        here[:] = before.max(axis=1, keepdims=True)
        np.maximum(before[:, begun], before[:, going], out=here[:, going])
        here[:, going] += shut
        np.add(here, given, out=here)
    return totals


def _ranges(best: list[int], longer: bytes, length: int, labels: int) -> list[tuple[int, int, int]]:
    """The ranges of a path with the numbers of their labels, in order: it is followed from its end.

    `longer`: for each token and label 1 where the better way to go on with the label is from its I, not from its B.
    """
    found, at = [], length - 1
    while at >= 0:
        if tag := best[at]:
            end, label = at + 1, (tag - 1) % labels
            if tag > labels:
                at -= 1
                while longer[at * labels + label]:
                    at -= 1
            found.append((at, end, label))
        at -= 1
    return found[::-1]


def _confidences(scores: Array, ranges: Sequence[tuple[int, int, int, int]], labels: int) -> list[float]:
    """How likely the labels of ranges (text, start, end, label) are: the geometric mean of their B's and I's."""
    if not ranges:
        return []
    rows, starts, ends, numbers = np.array(ranges).T
    counts = ends - starts
    firsts = np.cumsum(counts) - counts
    tokens = np.arange(counts.sum()) + np.repeat(starts - firsts, counts)
    rows, numbers = np.repeat(rows, counts), np.repeat(numbers, counts)
    sure = np.logaddexp(scores[tokens, rows, numbers + 1], scores[tokens, rows, numbers + 1 + labels])
    means: list[float] = np.exp(np.add.reduceat(sure.astype(float), firsts) / counts).tolist()
    return means
