import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.match.trees import Trees, load

WIDTH = 3
SEEN = st.sampled_from([-1.0, 0.0, 0.5, 1.0, math.nan])
# A tree is a leaf's log odds, or (feature, threshold, whether a missing value goes left, left, right).
TREES = st.recursive(
    st.floats(-2, 2),
    lambda below: st.tuples(
        st.integers(0, WIDTH - 1), st.sampled_from([-1.0, 0.0, 0.5, math.inf]), st.booleans(), below, below
    ),
    max_leaves=8,
)
ROWS = st.lists(st.lists(SEEN, min_size=WIDTH, max_size=WIDTH), max_size=6)


def write(path, trees, baseline):
    nodes, roots, depth = [], [], 0

    def add(tree, level):
        nonlocal depth
        depth, place = max(depth, level), len(nodes)
        if isinstance(tree, float):
            nodes.append((0, 0.0, False, place, place, tree))
            return place
        nodes.append(None)
        feature, threshold, missing_left, left, right = tree
        below = add(left, level + 1), add(right, level + 1)
        nodes[place] = (feature, threshold, missing_left, *below, 0.0)
        return place

    roots.extend(add(tree, 0) for tree in trees)
    names = ("feature", "threshold", "missing_left", "left", "right", "value")
    kinds = (np.int32, np.float64, bool, np.int32, np.int32, np.float64)
    arrays = {
        name: np.array(column, kind) for name, kind, column in zip(names, kinds, zip(*nodes, strict=True), strict=True)
    }
    features = [f"f{n}" for n in range(WIDTH)]
    np.savez(path, features=features, baseline=baseline, depth=depth, roots=np.array(roots, np.int32), **arrays)


def walk(tree, row):
    while not isinstance(tree, float):
        feature, threshold, missing_left, left, right = tree
        seen = row[feature]
        tree = left if (missing_left if math.isnan(seen) else seen <= threshold) else right
    return tree


@given(st.lists(TREES, min_size=1, max_size=4), ROWS, st.floats(-2, 2))
def test_every_row_reaches_the_leaves_that_its_features_lead_to(tmp_path_factory, trees, rows, baseline) -> None:
    path = tmp_path_factory.mktemp("trees") / "trees.npz"
    write(path, trees, baseline)
    wanted = [1 / (1 + math.exp(-baseline - sum(walk(tree, row) for tree in trees))) for row in rows]
    assert load(path).predict(np.array(rows, np.float64).reshape(-1, WIDTH)) == pytest.approx(wanted, abs=1e-12)


@given(rows=ROWS)
def test_as_scikit_learn(fitted, rows) -> None:
    classifier, trees = fitted
    table = np.array(rows, np.float64).reshape(-1, WIDTH)
    wanted = classifier.predict_proba(table)[:, 1] if rows else []
    assert trees.predict(table) == pytest.approx(wanted, abs=1e-6)


def test_more_rows_than_are_taken_at_once(fitted) -> None:
    classifier, trees = fitted
    table = np.random.default_rng(2).normal(size=(5000, WIDTH))
    assert np.abs(trees.predict(table) - classifier.predict_proba(table)[:, 1]).max() < 1e-6


def test_a_table_of_another_width_is_refused(fitted) -> None:
    with pytest.raises(ValueError, match="reshape"):
        fitted[1].predict(np.zeros((2, WIDTH + 1)))


def test_names_of_the_features_are_kept(fitted) -> None:
    assert fitted[1].features == ("a", "b", "c")


@pytest.fixture(scope="module")
def fitted(tmp_path_factory) -> tuple[object, Trees]:
    pytest.importorskip("sklearn")
    from training.trees import export, fit

    random = np.random.default_rng(1)
    rows = random.normal(size=(2000, WIDTH)).round(1)
    same = rows[:, 0] + rows[:, 1] * rows[:, 2] + random.normal(size=2000) / 3 > 0
    rows[random.random(rows.shape) < 0.2] = np.nan
    classifier = fit(rows, same, {"a": 1, "b": 0, "c": 0}, max_iter=40, max_leaf_nodes=8, random_state=0)
    path: Path = tmp_path_factory.mktemp("fitted") / "trees.npz"
    export(classifier, ("a", "b", "c"), path)
    return classifier, load(path)
