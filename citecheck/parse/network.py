"""The trained network: for each token of a note where citations begin and go on, and which field it belongs to.

The files beside it (`model/`, see the card there) are made by `training/`. onnxruntime runs the layers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from citecheck.model import Text
from citecheck.parse.features import LOOKS, PLACES, Token, grams, looks, places

Floats = npt.NDArray[np.float32]

_MOST = 2048  # tokens reckoned with at once, padding included; more is not faster, and takes memory
_LONGER = 1.2  # times the shortest text of a batch: padding is computed, too, but small batches take longer
_KNOWN = 12_000  # words whose vectors are kept
_AT_ONCE = 1024  # words whose vectors are summed at once, so that a text of new words alone stays flat


@dataclass(frozen=True, slots=True)
class Batch:
    """Log-probabilities of texts of like length: `bounds` (texts, tokens, edges), `fields` (texts, tokens, tags).

    `numbers`: which texts they are; `lengths`: how many tokens each has, what stands behind them says nothing.
    """

    numbers: list[int]
    lengths: npt.NDArray[np.int32]
    bounds: Floats
    fields: Floats


class Network:
    """Words as bags of letter groups with their looks and places, two LSTM layers both ways, two heads."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / "words.npz") as stored:
            self.tags: tuple[str, ...] = tuple(str(tag) for tag in stored["tags"])
            words, faces, standing = (stored[name].astype(np.float32) for name in ("words", "looks", "places"))
        self._words = _Words(words, faces)
        bits = (np.arange(1 << PLACES)[:, None] >> np.arange(PLACES)) & 1
        self._places = np.zeros((1 << PLACES, words.shape[1] + faces.shape[1]), np.float32)
        self._places[:, words.shape[1] :] = bits @ standing
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "tagger.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def score(self, texts: Sequence[tuple[Text, list[Token]]]) -> Iterator[Batch]:
        """The scores of texts that have tokens, those of like length together."""
        rows = [[self._words[text.plain[start:end]] for start, end in tokens] for text, tokens in texts]
        self._words.fill()
        for numbers in _alike([len(tokens) for _, tokens in texts]):
            yield self._batch(numbers, [texts[i] for i in numbers], [rows[i] for i in numbers])
        self._words.forget()

    def _batch(self, numbers: list[int], texts: Sequence[tuple[Text, list[Token]]], words: list[list[int]]) -> Batch:
        lengths = np.array([len(row) for row in words], np.int32)
        held = np.arange(lengths.max()) < lengths[:, None]
        rows, standing = np.zeros((2, *held.shape), np.intp)
        rows[held] = list(chain.from_iterable(words))
        standing[held] = [bits for text, tokens in texts for bits in places(text, tokens)]
        seen = self._words.vectors[rows.T]
        seen += self._places[standing.T]
        (scores,) = self._session.run(None, {"seen": seen, "lengths": lengths})
        scores, edges = scores.transpose(1, 0, 2), scores.shape[2] - len(self.tags)
        return Batch(numbers, lengths, _log_softmax(scores[..., :edges]), _log_softmax(scores[..., edges:]))


def _alike(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the texts that have tokens, shortest first, in batches whose lengths differ little."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (lengths[i] > _LONGER * lengths[batch[0]] + 1 or lengths[i] * (len(batch) + 1) > _MOST):
            yield batch
            batch = []
        if lengths[i]:
            batch.append(i)
    if batch:
        yield batch


class _Words(dict[str, int]):
    """Rows of `vectors` by word: one that is first asked for gets the next, which is good once `fill` was called."""

    def __init__(self, words: Floats, faces: Floats) -> None:
        super().__init__()
        self._words, self._faces = words, faces
        self._new: list[str] = []
        self.vectors = np.zeros((4096, words.shape[1] + faces.shape[1]), np.float32)

    def __missing__(self, word: str) -> int:
        row = self[word] = len(self)
        self._new.append(word)
        return row

    def fill(self) -> None:
        """Computes the vectors of the words that came in since: the mean of the letter groups, the sum of the looks.

        Many at once, since numpy takes longer over a call than over the sums of a word.
        """
        while len(self) > len(self.vectors):
            self.vectors = np.concatenate([self.vectors, np.zeros_like(self.vectors)])
        first, width = len(self) - len(self._new), self._words.shape[1]
        for at in range(0, len(self._new), _AT_ONCE):
            some = self._new[at : at + _AT_ONCE]
            rows = self.vectors[first + at : first + at + len(some)]
            bags = [grams(word) for word in some]
            rows[:, :width] = _sums(self._words, bags, 0) / np.array([[len(bag)] for bag in bags], np.float32)
            rows[:, width:] = _sums(self._faces, [looks(word) for word in some], LOOKS)
        self._new.clear()

    def forget(self) -> None:
        """Begins anew when too many words are known: memory stays flat however long the stream of notes."""
        if len(self) > _KNOWN:
            self.clear()


def _sums(table: Floats, bags: Sequence[Sequence[int]], blank: int) -> Floats:
    """The sum of each bag's rows of a table; `blank` is the row that training left at 0."""
    lengths = np.array([len(bag) for bag in bags])
    held = np.arange(lengths.max()) < lengths[:, None]
    rows = np.full(held.shape, blank)
    rows[held] = list(chain.from_iterable(bags))
    sums = np.zeros((len(bags), table.shape[1]), np.float32)
    for column in rows.T:
        sums += table[column]
    return sums


def _log_softmax(x: Any) -> Floats:
    x = x - x.max(axis=-1, keepdims=True)
    x -= np.log(np.exp(x).sum(axis=-1, keepdims=True))
    result: Floats = x
    return result


@cache
def network() -> Network:
    """The network that the package ships, loaded when first needed."""
    return Network(Path(__file__).parent / "model")
