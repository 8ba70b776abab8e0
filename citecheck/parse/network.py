"""The trained network, run by numpy: for each token where citations begin and go on, and which field it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from citecheck.model import Text
from citecheck.parse.features import SHAPES, Token, grams, shapes

Floats = npt.NDArray[np.float32]

WORDS, LOOKS = "words.weight", "looks.weight"
LAYERS = 2


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-probabilities for each token of a text: `bounds` (tokens, 3) for O, B, I; `fields` (tokens, tags)."""

    bounds: Floats
    fields: Floats


class Network:
    """A bag of letter groups and looks for each word, two bidirectional LSTM layers, two heads (training/train.py)."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            self.tags: tuple[str, ...] = tuple(str(tag) for tag in stored["tags"])
            self._weights: dict[str, Floats] = {n: stored[n].astype(np.float32) for n in stored.files if n != "tags"}
        self._vector = cache(self._word_vector)

    def score(self, texts: Sequence[tuple[Text, list[Token]]]) -> list[Scores]:
        """The scores of several texts at once, those of like length together (a batch costs little more than one)."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i][1]))
        found: dict[int, Scores] = {}
        for begin in range(0, len(order), 32):
            group = order[begin : begin + 32]
            for i, scores in zip(group, self._batch([texts[i] for i in group]), strict=True):
                found[i] = scores
        return [found[i] for i in range(len(texts))]

    def _batch(self, texts: Sequence[tuple[Text, list[Token]]]) -> list[Scores]:
        lengths = np.array([len(tokens) for _, tokens in texts])
        seen = np.zeros((len(texts), max(1, int(lengths.max())), self._weights[WORDS].shape[1] + self._weights[LOOKS].shape[1]), np.float32)
        for row, (text, tokens) in enumerate(texts):
            if tokens:
                seen[row, : len(tokens)] = self._see(text, tokens)
        for layer in range(LAYERS):
            seen = self._both_ways(seen, lengths, layer)
        bounds = _log_softmax(seen @ self._weights["bounds.weight"].T + self._weights["bounds.bias"])
        fields = _log_softmax(seen @ self._weights["fields.weight"].T + self._weights["fields.bias"])
        return [Scores(bounds[row, :length], fields[row, :length]) for row, length in enumerate(lengths)]

    def _see(self, text: Text, tokens: list[Token]) -> Floats:
        words = np.stack([self._vector(text.plain[t.start : t.end]) for t in tokens])
        looks = np.stack([self._weights[LOOKS][row].sum(axis=0) for row in (r[:8] for r in shapes(text, tokens))])
        return np.concatenate([words, looks], axis=1)

    def _word_vector(self, word: str) -> Floats:
        vector: Floats = self._weights[WORDS][list(grams(word))].mean(axis=0)
        return vector

    def _both_ways(self, seen: Floats, lengths: npt.NDArray[Any], layer: int) -> Floats:
        there = self._one_way(seen, f"l{layer}")
        turned = _turned(seen, lengths)
        back = _turned(self._one_way(turned, f"l{layer}_reverse"), lengths)
        return np.concatenate([there, back], axis=2)

    def _one_way(self, seen: Floats, name: str) -> Floats:
        weights = self._weights
        hidden = weights[f"lstm.weight_hh_{name}"].shape[1]
        inputs = seen @ weights[f"lstm.weight_ih_{name}"].T + (weights[f"lstm.bias_ih_{name}"] + weights[f"lstm.bias_hh_{name}"])
        recurrent = np.ascontiguousarray(weights[f"lstm.weight_hh_{name}"].T)
        state, cell = np.zeros((len(seen), hidden), np.float32), np.zeros((len(seen), hidden), np.float32)
        out = np.empty((*seen.shape[:2], hidden), np.float32)
        for step in range(seen.shape[1]):
            gates = inputs[:, step] + state @ recurrent
            squashed = _sigmoid(np.concatenate([gates[:, : 2 * hidden], gates[:, 3 * hidden :]], axis=1))
            cell = squashed[:, hidden : 2 * hidden] * cell + squashed[:, :hidden] * np.tanh(gates[:, 2 * hidden : 3 * hidden])
            state = squashed[:, 2 * hidden :] * np.tanh(cell)
            out[:, step] = state
        return out


def _turned(seen: Floats, lengths: npt.NDArray[Any]) -> Floats:
    """Each sequence back to front, its padding left behind it."""
    steps = np.arange(seen.shape[1])[None, :]
    index = np.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)
    turned: Floats = np.take_along_axis(seen, index[:, :, None], axis=1)
    return turned


def _sigmoid(x: Floats) -> Floats:
    result: Floats = 0.5 * (np.tanh(0.5 * x) + 1)
    return result


def _log_softmax(x: Floats) -> Floats:
    shifted = x - x.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
