"""Gradient-boosted trees run by numpy alone: probabilities from a table of features, as scikit-learn computes them.

`training/trees.py` writes the file that `load` reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_AT_ONCE = 1 << 15  # steps taken together, rows times trees: more do not fit the processor's cache


@dataclass(frozen=True, slots=True)
class Trees:
    """The nodes of all trees, one after the other: children stand behind their parent, leaves are their own children.

    `features`: names of the columns, in order. `roots`: where each tree begins. `feature`, `threshold`: a row goes to
    `left` where its feature is at most the threshold, or missing (NaN) and `missing_left`; else to `right`. `value`:
    log odds, summed over the leaves reached and `baseline`. `depth`: steps from a root to the farthest leaf.
    """

    features: tuple[str, ...]
    baseline: float
    depth: int
    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int32]
    threshold: Floats
    missing_left: npt.NDArray[np.bool_]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: Floats

    def predict(self, rows: Floats) -> Floats:
        """The probabilities (n,) of rows (n, k) whose k columns are `features`; NaN is a missing value.

        ValueError where the table has another width.
        """
        step = max(1, _AT_ONCE // len(self.roots))
        odds = [self._odds(rows[start : start + step]) for start in range(0, len(rows), step)]
        found: Floats = 1 / (1 + np.exp(-np.concatenate([np.empty(0), *odds])))
        return found

    def _odds(self, rows: Floats) -> Floats:
        places = np.tile(self.roots, (len(rows), 1))
        width = len(self.features)
        cells = rows.reshape(len(rows), width).ravel()
        first = np.arange(len(rows), dtype=np.int32)[:, None] * width
        has_gaps = bool(np.isnan(cells).any())
        for _ in range(self.depth):
            seen = cells[first + self.feature[places]]
            goes_left = seen <= self.threshold[places]
            if has_gaps:
                goes_left |= np.isnan(seen) & self.missing_left[places]
            places = np.where(goes_left, self.left[places], self.right[places])
        odds: Floats = self.baseline + self.value[places].sum(axis=1)
        return odds


def load(path: Path) -> Trees:
    """The trees of an .npz file."""
    with np.load(path) as stored:
        return Trees(
            tuple(str(name) for name in stored["features"]),
            float(stored["baseline"]),
            int(stored["depth"]),
            *(stored[name] for name in ("roots", "feature", "threshold", "missing_left", "left", "right", "value")),
        )
