"""Fits small gradient-boosted trees and writes them as the node arrays that `citecheck.match.trees` runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier


def fit(rows: Any, same: Any, directions: Mapping[str, int], weights: Any = None, **settings: Any) -> Any:
    """A classifier of rows (n, k); `directions`: every feature in order, and how it may move the probability.

    1 only upwards, -1 only downwards, 0 either way. `settings` are the classifier's own.
    """
    trees = HistGradientBoostingClassifier(monotonic_cst=list(directions.values()), **settings)
    return trees.fit(rows, same, sample_weight=weights)


def export(fitted: HistGradientBoostingClassifier, features: Sequence[str], path: Path) -> None:
    """Writes the nodes of a fitted classifier of two classes, numbers only, to an .npz file."""
    nodes, roots, start = [], [], 0
    for (tree,) in fitted._predictors:
        found = tree.nodes.copy()
        if found["is_categorical"].any():
            raise ValueError("trees of categories cannot be exported")
        leaf, own = found["is_leaf"].astype(bool), np.arange(len(found))
        found["left"] = np.where(leaf, own, found["left"]) + start
        found["right"] = np.where(leaf, own, found["right"]) + start
        found["feature_idx"][leaf] = 0
        nodes.append(found)
        roots.append(start)
        start += len(found)
    every = np.concatenate(nodes)
    np.savez_compressed(
        path,
        features=np.array(features),
        baseline=float(np.ravel(fitted._baseline_prediction)[0]),
        depth=int(every["depth"].max()),
        roots=np.array(roots, np.int32),
        feature=every["feature_idx"].astype(np.int32),
        threshold=every["num_threshold"],
        missing_left=every["missing_go_to_left"].astype(bool),
        left=every["left"].astype(np.int32),
        right=every["right"].astype(np.int32),
        value=every["value"],
    )
