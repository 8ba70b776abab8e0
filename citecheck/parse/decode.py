"""From the network's scores to citations and spans: the likeliest tags that make sense together (Viterbi's paths)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from citecheck.parse.network import Batch

Array = npt.NDArray[Any]

NEVER = -1e9
_BOUNDS = ("O", "B-", "I-", "B-mention", "I-mention")  # of citations, and of works that are only talked about


class Labelled(NamedTuple):
    """Tokens `start` to `end` with their label, and how likely it is (0 to 1, the geometric mean over the tokens)."""

    start: int
    end: int
    label: str
    confidence: float


def citations(batch: Batch) -> list[list[Labelled]]:
    """Of each text the token ranges of citations, labelled "", and of mentions, labelled "mention"."""
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

    A path is O's and ranges, each a B and the I's of the same label after it. Where the likeliest tags of the single
    tokens are one, nothing is likelier; the paths of the other texts, one in nine, are searched.
    """
    labels = [tag[2:] for tag in tags if tag.startswith("B-")]
    columns = [tags.index(tag) for tag in ("O", *(f"{edge}-{label}" for edge in "BI" for label in labels))]
    scores, edges = scores[..., columns].transpose(1, 0, 2), edges.T
    path = scores.argmax(axis=2)
    path[np.arange(len(path))[:, None] >= lengths] = 0
    broken = np.flatnonzero(_goes_astray(path, edges, len(labels)).any(axis=0))
    if len(broken):
        path[:, broken] = _search(scores[:, broken], lengths[broken], edges[:, broken], len(labels))
    found: list[list[Labelled]] = [[] for _ in lengths]
    for row, start, end, label, sure in _ranges(path, scores, len(labels)):
        found[row].append(Labelled(start, end, labels[label], sure))
    return found


def _goes_astray(path: Array, edges: Array, labels: int) -> Array:
    """Whether a tag (tokens, texts) is an I that goes on with nothing. The tags are O, the B's, then their I's."""
    label = np.where(path > 0, (path - 1) % labels, -1)
    astray: Array = path > labels
    astray[1:] &= (label[1:] != label[:-1]) | edges[1:]
    return astray


def _search(scores: Array, lengths: Array, edges: Array, labels: int) -> Array:
    """The likeliest paths that make sense (tokens, texts), O behind the end of a text: Viterbi's algorithm."""
    begun, going = slice(1, labels + 1), slice(labels + 1, None)
    totals = scores.copy()  # of each tag at each token the score of the best path that ends there
    totals[0, :, going] = NEVER
    totals[..., going] += np.where(edges, np.float32(NEVER), np.float32(0))[..., None]
    free, held = totals[..., : going.start], totals[..., going]
    for before, start, middle, new, on in zip(totals, totals[..., begun], held, free[1:], held[1:], strict=False):
        np.add(new, np.maximum.reduce(before, axis=1, keepdims=True), out=new)
        np.add(on, np.maximum(start, middle), out=on)
    longer = totals[..., going] > totals[..., begun]
    ways = zip(totals.argmax(axis=2).T.tolist(), longer.transpose(1, 0, 2), lengths.tolist(), strict=True)
    return np.array([_way_back(best, row.tobytes(), length, labels) for best, row, length in ways]).T


def _way_back(best: list[int], longer: bytes, length: int, labels: int) -> list[int]:
    """The path to the last token of a text, from the best last tag up to each token.

    `longer`: for each token and label 1 where the better way to go on with the label is from its I, not from its B.
    """
    path = [0] * len(best)
    at = length - 1
    while at >= 0:
        tag = path[at] = best[at]
        while tag > labels:
            at -= 1
            tag = path[at] = tag if longer[at * labels + tag - labels - 1] else tag - labels
        at -= 1
    return path


def _ranges(path: Array, scores: Array, labels: int) -> Iterator[tuple[int, int, int, int, float]]:
    """The ranges of the paths: text, start, end, number of the label, how likely this is."""
    longest, texts = path.shape
    row = np.zeros((texts, longest + 1), np.intp)  # text after text, an O behind each
    row[:, :longest] = path.T
    tags = row.ravel()
    halts = np.flatnonzero(tags <= labels)
    starts = halts[tags[halts] > 0]
    ends = halts[np.searchsorted(halts, starts, side="right")]
    counts = ends - starts
    if not len(starts):
        return
    firsts = np.cumsum(counts) - counts
    text, token = np.divmod(np.arange(counts.sum()) + np.repeat(starts - firsts, counts), longest + 1)
    begun = np.repeat(tags[starts], counts)
    sure = np.logaddexp(scores[token, text, begun], scores[token, text, begun + labels]).astype(float)
    means = np.exp(np.add.reduceat(sure, firsts) / counts)
    text, start = np.divmod(starts, longest + 1)
    yield from zip(
        text.tolist(),
        start.tolist(),
        (start + counts).tolist(),
        (tags[starts] - 1).tolist(),
        means.tolist(),
        strict=True,
    )
