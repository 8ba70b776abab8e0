"""The trained network: for each token of a note where citations begin and go on, and which field it belongs to.

The files beside it (`model/`, see the card there) are made by `training/`. onnxruntime runs the layers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from citecheck.model import Text
from citecheck.parse.features import PLACES, Token, grams, looks, places

Floats = npt.NDArray[np.float32]

_MOST = 2048  # tokens reckoned with at once, padding included; more is not faster, and takes memory
_KNOWN = 12_000  # words whose vectors are kept


@dataclass(frozen=True, slots=True)
class Batch:
    """Log-probabilities of texts of like length: `bounds` (texts, tokens, 3: O, B, I), `fields` (texts, tokens, tags).

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

    def score(self, texts: Sequence[tuple[Text, list[Token]]]) -> list[Batch]:
        """The scores of texts that have tokens, those of like length together."""
        order = sorted((i for i in range(len(texts)) if texts[i][1]), key=lambda i: len(texts[i][1]))
        batches: list[list[int]] = []
        for i in order:
            if batches and len(texts[i][1]) * (len(batches[-1]) + 1) <= _MOST:
                batches[-1].append(i)
            else:
                batches.append([i])
        return [self._batch(numbers, [texts[i] for i in numbers]) for numbers in batches]

    def _batch(self, numbers: list[int], texts: Sequence[tuple[Text, list[Token]]]) -> Batch:
        lengths = np.array([len(tokens) for _, tokens in texts], np.int32)
        rows = np.zeros((len(texts), int(lengths.max())), np.int32)
        standing = np.zeros_like(rows)
        for row, (text, tokens) in enumerate(texts):
            plain = text.plain
            rows[row, : len(tokens)] = [self._words[plain[start:end]] for start, end in tokens]
            standing[row, : len(tokens)] = places(text, tokens)
        seen = self._words.vectors[rows.T]
        seen += self._places[standing.T]
        (scores,) = self._session.run(None, {"seen": seen, "lengths": lengths})
        scores = np.ascontiguousarray(scores.transpose(1, 0, 2))
        self._words.forget()
        return Batch(numbers, lengths, _log_softmax(scores[..., :3]), _log_softmax(scores[..., 3:]))


class _Words(dict[str, int]):
    """Rows of `vectors` by word, found when first asked for."""

    def __init__(self, words: Floats, faces: Floats) -> None:
        super().__init__()
        self._tables = words, faces
        self.vectors = np.zeros((4096, words.shape[1] + faces.shape[1]), np.float32)

    def __missing__(self, word: str) -> int:
        row = self[word] = len(self)
        if row == len(self.vectors):
            self.vectors = np.concatenate([self.vectors, np.zeros_like(self.vectors)])
        words, faces = self._tables
        self.vectors[row, : words.shape[1]] = words[list(grams(word))].mean(axis=0)
        self.vectors[row, words.shape[1] :] = faces[list(looks(word))].sum(axis=0)
        return row

    def forget(self) -> None:
        """Begins anew when too many words are known: memory stays flat however long the stream of notes."""
        if len(self) > _KNOWN:
            self.clear()


def _log_softmax(x: Any) -> Floats:
    x = x - x.max(axis=-1, keepdims=True)
    x -= np.log(np.exp(x).sum(axis=-1, keepdims=True))
    result: Floats = x
    return result


@cache
def network() -> Network:
    """The network that the package ships, loaded when first needed."""
    return Network(Path(__file__).parent / "model")
