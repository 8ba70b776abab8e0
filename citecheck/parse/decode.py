"""From the network's scores to citations and spans: the likeliest tags that make sense together (Viterbi's paths)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from citecheck.parse.network import Batch

Array = npt.NDArray[Any]

NEVER = -1e9
_OUTSIDE, _BEGIN, _INSIDE = range(3)
_BOUNDS = ("O", "B-", "I-")


class Labelled(NamedTuple):
    """Tokens `start` to `end` with their label, and how likely it is (0 to 1, the geometric mean over the tokens)."""

    start: int
    end: int
    label: str
    confidence: float


def citations(batch: Batch) -> list[list[Labelled]]:
    """Of each text the token ranges of citations."""
    scores = batch.bounds
    total, came = scores[:, 0] + [0, 0, NEVER], np.zeros(scores.shape, np.int8)
    steps = np.zeros_like(scores)
    steps[:, 0] = total
    for at in range(1, scores.shape[1]):
        before = total.argmax(axis=1)
        inside = total[:, _BEGIN:].argmax(axis=1) + _BEGIN
        best, held = total.max(axis=1), total[:, _BEGIN:].max(axis=1)
        came[:, at, _OUTSIDE] = came[:, at, _BEGIN] = before
        came[:, at, _INSIDE] = inside
        total = scores[:, at] + np.stack([best, best, held], axis=1)
        steps[:, at] = total
    paths = _paths(steps, came, batch.lengths)
    sure = np.take_along_axis(scores, paths[..., None], axis=2)[..., 0]
    return [
        list(_runs(path[:length], given, _BOUNDS))
        for path, given, length in zip(paths.tolist(), sure.tolist(), batch.lengths.tolist(), strict=True)
    ]


def _runs(path: list[int], sure: list[float], tags: Sequence[str]) -> Iterator[Labelled]:
    """The runs of one label in a path: a B and the I's after it. `sure`: of each token how likely its label is."""
    at, last = 0, len(path)
    while at < last:
        start, tag = at, tags[path[at]]
        at += 1
        if tag == "O":
            continue
        goes_on = f"I{tag[1:]}"
        while at < last and tags[path[at]] == goes_on:
            at += 1
        yield Labelled(start, at, tag[2:], exp(sum(sure[start:at]) / (at - start)))


def fields(batch: Batch, tags: Sequence[str], found: Sequence[Sequence[Labelled]]) -> list[list[Labelled]]:
    """Of each text the token ranges of fields and signals; none goes over the edge of one of the citations found."""
    begins = np.array([number for number, tag in enumerate(tags) if tag.startswith("B-")])
    insides = np.array([number for number, tag in enumerate(tags) if tag.startswith("I-")])
    scores = batch.fields
    barred = np.zeros(scores.shape[:2], bool)
    barred[:, 0] = True
    for row, ranges in enumerate(found):
        for one in ranges:
            barred[row, one.start] = True
            if one.end < scores.shape[1]:
                barred[row, one.end] = True
    came = np.zeros(scores.shape, np.int8)
    steps = np.empty_like(scores)
    total = scores[:, 0].copy()
    total[:, insides] = NEVER
    steps[:, 0] = total
    for at in range(1, scores.shape[1]):
        came[:, at] = total.argmax(axis=1)[:, None]
        through = np.repeat(total.max(axis=1)[:, None], len(tags), axis=1)
        begun, going = total[:, begins], total[:, insides]
        longer = going > begun
        came[:, at, insides] = np.where(longer, insides, begins)
        through[:, insides] = np.where(longer, going, begun) + np.where(barred[:, at], NEVER, 0)[:, None]
        total = scores[:, at] + through
        steps[:, at] = total
    paths = _paths(steps, came, batch.lengths)
    begun, gone_on = (np.take_along_axis(scores, _of_label(tags, edge)[paths][..., None], axis=2) for edge in "BI")
    sure = np.logaddexp(begun, gone_on)[..., 0]
    return [
        list(_runs(path[:length], given, tags))
        for path, given, length in zip(paths.tolist(), sure.tolist(), batch.lengths.tolist(), strict=True)
    ]


def _of_label(tags: Sequence[str], edge: str) -> Array:
    """For each tag the number of its label's B or I; O is its own."""
    return np.array([number if tag == "O" else tags.index(edge + tag[1:]) for number, tag in enumerate(tags)])


def _paths(steps: Array, came: Array, lengths: Array) -> Array:
    """The best path of each text, from the totals at each step and where each came from; 0 behind a text's end."""
    many, longest, _ = steps.shape
    rows = np.arange(many)
    last = lengths - 1
    state = np.zeros(many, np.int64)
    path = np.zeros((many, longest), np.int64)
    for at in range(longest - 1, -1, -1):
        ends = last == at
        state = np.where(ends, steps[rows, at].argmax(axis=1), state)
        path[:, at] = state
        if at:
            state = np.where(at <= last, came[rows, at, state], state)
    return path
