"""Learns the probability that a record is the work a reference means, and writes it for `citecheck.match` to run.

python -m training.matching ASKED OUT

ASKED is what `training.candidates` wrote; refs/pairs.csv is learned too, each of its pairs for `_PAIRS` candidates. The
figures are those of references and pairs that the trees have not seen: one reference in five, and each fifth of the
pairs by trees that learned the other four.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from benchmarks.pairs import pairs
from citecheck.match import features, printed, score
from citecheck.model import Query, Work
from training.candidates import Asked, is_of, load
from training.trees import export, fit

_SETTINGS = {
    "max_iter": 150, "learning_rate": 0.08, "max_leaf_nodes": 12, "min_samples_leaf": 40, "l2_regularization": 1.0,
    "random_state": 0,
}  # fmt: skip
_PAIRS = 20.0
_FOLDS = 5
_SHOWN = 0.01  # of less probable candidates nobody hears


def row(query: Query, work: Work) -> np.ndarray:
    """The features of one record held against a reference."""
    return features.row(query, work, score.compare(query, printed.read(query.text), work))


def answered(asked: Iterable[Asked]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The rows of all candidates, whether each is the work meant, and the number of its reference."""
    found = [
        (row(one.query, record.work), one.truth is not None and is_of(record, one.truth), number)
        for number, one in enumerate(asked)
        for record in one.records
    ]
    rows, same, numbers = zip(*found, strict=True)
    return np.array(rows), np.array(same), np.array(numbers)


def labelled() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The rows of refs/pairs.csv, whether they are one work, and their folds: a reference's pairs share one."""
    found = [(row(one.query, one.work), one.is_same, zlib.crc32(one.query.text.encode()) % _FOLDS) for one in pairs()]
    rows, same, folds = zip(*found, strict=True)
    return np.array(rows), np.array(same), np.array(folds)


def learned(rows: np.ndarray, same: np.ndarray, own: np.ndarray, own_same: np.ndarray) -> object:
    """Trees fitted to candidates and to pairs."""
    weights = np.concatenate([np.ones(len(rows)), np.full(len(own), _PAIRS)])
    return fit(np.concatenate([rows, own]), np.concatenate([same, own_same]), features.DIRECTIONS, weights, **_SETTINGS)


def told(chances: np.ndarray, same: np.ndarray) -> None:
    """Precision and recall by threshold, and the mean gap between probability and share right over ten bins."""
    for least in (0.2, 0.5, 0.8, 0.9, 0.95):
        said = chances >= least
        right = (said & same).sum()
        print(f"  {least:.2f}  precision {right / max(said.sum(), 1):.4f}  recall {right / max(same.sum(), 1):.4f}")
    shown, right = chances[chances >= _SHOWN], same[chances >= _SHOWN]
    bins = np.minimum((shown * 10).astype(int), 9)
    gaps = (abs(shown[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins))
    print(f"  calibration error {sum(gaps):.4f}")


def main(arguments: list[str]) -> None:
    asked = load(Path(arguments[0]))
    rows, same, numbers = answered(asked)
    own, own_same, folds = labelled()
    test = numbers % _FOLDS == 0
    trees = learned(rows[~test], same[~test], own, own_same)
    print(
        f"{len(asked)} references, {len(rows)} candidates, {same.sum()} of the work meant; {test.sum()} for the test:"
    )
    told(trees.predict_proba(rows[test])[:, 1], same[test])
    chances = np.zeros(len(own))
    for fold in range(_FOLDS):
        rest = learned(rows[~test], same[~test], own[folds != fold], own_same[folds != fold])
        chances[folds == fold] = rest.predict_proba(own[folds == fold])[:, 1]
    print(f"{len(own)} pairs of refs/pairs.csv, each by trees that have not seen its reference:")
    told(chances, own_same)
    export(trees, tuple(features.DIRECTIONS), Path(arguments[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
