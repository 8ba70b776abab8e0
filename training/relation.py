"""Learns whether two entries are one work from the DBLP pairs, and says how well: `python -m training.relation FOLDER`.

FOLDER holds the serialised DeepMatcher splits (megagonlabs/ditto, `data/er_magellan`) as
`Structured-DBLP-ACM-train.txt.gz` and so on. With a second argument the trees are written there.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import GroupKFold

from citecheck.match.relation.features import DIRECTIONS, entry, table
from citecheck.model import Work
from training.dblp import ACM, SCHOLAR, figures, pairs
from training.trees import export, fit

SETTINGS = {
    "max_iter": 300, "max_depth": 6, "learning_rate": 0.05, "l2_regularization": 2.0, "max_features": 0.3,
    "min_samples_leaf": 10, "early_stopping": False, "random_state": 0,
}  # fmt: skip
FOLDS, SHUFFLES = 5, (1, 2, 3)


def load(folder: Path, name: str) -> tuple[Any, Any, Any]:
    """Features, labels, and which pairs share their first entry, by number."""
    rows = list(pairs(folder / f"{name}.txt.gz"))
    numbers: dict[Work, int] = {}
    groups = [numbers.setdefault(one, len(numbers)) for one, _, _ in rows]
    features = table([(entry(one), entry(other)) for one, other, _ in rows])
    return features, np.array([same for *_, same in rows]), np.array(groups)


def learned(*sets: tuple[Any, Any]) -> Any:
    """The classifier that learned from all sets of features and labels."""
    rows, labels = zip(*sets, strict=True)
    return fit(np.vstack(rows), np.concatenate(labels), DIRECTIONS, **SETTINGS)


def unseen(rows: Any, same: Any, groups: Any, more: tuple[Any, Any], shuffle: int) -> Any:
    """The probability of each pair by trees that saw `more` and the other folds; a first entry is in one fold alone."""
    chances = np.zeros(len(same))
    for known, held in GroupKFold(FOLDS, shuffle=True, random_state=shuffle).split(rows, same, groups):
        chances[held] = learned((rows[known], same[known]), more).predict_proba(rows[held])[:, 1]
    return chances


def main(arguments: Sequence[str]) -> None:
    folder = Path(arguments[0])
    *acm, _ = load(folder, f"Structured-{ACM}-train")
    *scholar, groups = load(folder, f"Structured-{SCHOLAR}-valid")
    print(f"{SCHOLAR}, each pair by trees that have not seen it, by {len(SHUFFLES)} ways of making folds:")
    for shuffle in SHUFFLES:
        print(f"  {figures(scholar[1], unseen(*scholar, groups, acm, shuffle))}", flush=True)
    trees = learned(scholar, acm)
    rows, same, _ = load(folder, f"Structured-{ACM}-valid")
    print(f"{ACM}: {figures(same, trees.predict_proba(rows)[:, 1])}")
    if len(arguments) > 1:
        export(trees, tuple(DIRECTIONS), Path(arguments[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
