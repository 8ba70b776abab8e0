"""Fits the weights of `citecheck/match/screen.py` and prints them: `python -m training.screen FOLDER`.

FOLDER: see `training.relation`. Learns from refs/pairs.csv, and, a tenth as much each, from the training pairs of
DBLP-ACM, whose entries are much like parsed references.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from citecheck.match import screen
from citecheck.model import Query
from training.dblp import ACM, pairs

WEIGHT = 0.1


def fit(parts: Any, same: Any, weights: Any) -> None:
    found = LogisticRegression().fit(np.nan_to_num(parts, nan=1.0), same, sample_weight=weights)
    print(f"PRIOR = {found.intercept_[0]:.2f}")
    print(f"WEIGHTS = {dict(zip(screen.WEIGHTS, found.coef_[0].round(2).tolist(), strict=True))}")


def main() -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
    from pairs import pairs as labelled  # the reader of refs/pairs.csv

    hand = [(query, known, same) for query, known, same, _ in labelled()]
    dblp = [
        (Query("", one), other, same)
        for one, other, same in pairs(Path(sys.argv[1]) / f"Structured-{ACM}-train.txt.gz")
    ]
    rows = [*hand, *dblp]
    parts = np.vstack([screen.features(query, [screen.card(known)]) for query, known, _ in rows])
    fit(parts, np.array([same for *_, same in rows]), np.r_[np.ones(len(hand)), np.full(len(dblp), WEIGHT)])


if __name__ == "__main__":
    main()
