"""Writes a trained network as the files that the package ships: `python -m training.export WEIGHTS FOLDER`.

`tagger.onnx` holds the two LSTM layers and the heads, `words.npz` the vectors of letter groups, looks and places.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from training.train import BOUNDS, TAGS


def export(state: dict[str, Any], folder: Path) -> None:
    """Both files into a folder; weights in 16 bits where they are only read, in 32 where they are reckoned with."""
    folder.mkdir(parents=True, exist_ok=True)
    values = {name: value.detach().cpu().numpy() for name, value in state.items()}
    np.savez(
        folder / "words.npz",
        tags=np.array(TAGS),
        words=values["words.weight"].astype(np.float16),
        looks=values["looks.weight"].astype(np.float16),
        places=values["places.weight"].T.astype(np.float16),
    )
    nodes, weights = [], {"axes": np.array([2], np.int64)}
    below = "seen"
    for layer in ("lower", "upper"):
        weights[f"{layer}.W"], weights[f"{layer}.R"], weights[f"{layer}.B"] = _lstm(values, layer)
        hidden = weights[f"{layer}.R"].shape[2]
        weights[f"{layer}.shape"] = np.array([0, 0, 2 * hidden], np.int64)
        inputs = [below, f"{layer}.W", f"{layer}.R", f"{layer}.B", "lengths"]
        nodes.append(helper.make_node("LSTM", inputs, [f"{layer}.both"], direction="bidirectional", hidden_size=hidden))
        nodes.append(helper.make_node("Transpose", [f"{layer}.both"], [f"{layer}.turned"], perm=[0, 2, 1, 3]))
        nodes.append(helper.make_node("Reshape", [f"{layer}.turned", f"{layer}.shape"], [f"{layer}.out"]))
        below = f"{layer}.out"
    weights["heads.W"], weights["heads.B"] = values["heads.weight"].T, values["heads.bias"]
    nodes += [
        helper.make_node("MatMul", [below, "heads.W"], ["heads.product"]),
        helper.make_node("Add", ["heads.product", "heads.B"], ["scores"]),
    ]
    width = weights["lower.W"].shape[2]
    graph = helper.make_graph(
        nodes,
        "tagger",
        [helper.make_tensor_value_info("seen", TensorProto.FLOAT, ["tokens", "texts", width]),
         helper.make_tensor_value_info("lengths", TensorProto.INT32, ["texts"])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["tokens", "texts", len(weights["heads.B"])])],
        [numpy_helper.from_array(np.ascontiguousarray(v), n) for n, v in weights.items() if n != "axes"],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, folder / "tagger.onnx")


def _lstm(values: dict[str, Any], layer: str) -> tuple[Any, Any, Any]:
    """Weights of both directions in ONNX's order of gates (input, output, forget, cell); torch's is i, f, c, o."""

    def gates(name: str) -> Any:
        one, forget, cell, out = np.split(values[f"{layer}.{name}"], 4)
        return np.concatenate([one, out, forget, cell])

    ways = ("l0", "l0_reverse")
    return (
        np.stack([gates(f"weight_ih_{way}") for way in ways]),
        np.stack([gates(f"weight_hh_{way}") for way in ways]),
        np.stack([np.concatenate([gates(f"bias_ih_{way}"), gates(f"bias_hh_{way}")]) for way in ways]),
    )


def restore(folder: Path) -> dict[str, torch.Tensor]:
    """The weights of an exported network, to go on training from; bounds unknown to it begin as unlikely."""
    with np.load(folder / "words.npz") as stored:
        values = {f"{name}.weight": stored[name].astype(np.float32) for name in ("words", "looks", "places")}
    values["places.weight"] = values["places.weight"].T
    graph = onnx.load(folder / "tagger.onnx").graph
    weights = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for layer in ("lower", "upper"):
        for way, suffix in enumerate(("l0", "l0_reverse")):
            ih, hh = np.split(weights[f"{layer}.B"][way], 2)
            for name, value in (("weight_ih", weights[f"{layer}.W"][way]), ("weight_hh", weights[f"{layer}.R"][way]),
                                ("bias_ih", ih), ("bias_hh", hh)):  # fmt: skip
                one, out, forget, cell = np.split(value, 4)
                values[f"{layer}.{name}_{suffix}"] = np.concatenate([one, forget, cell, out])
    heads = np.concatenate([weights["heads.W"].T, weights["heads.B"][:, None]], axis=1)
    missing = len(BOUNDS) + len(TAGS) - len(heads)
    known = len(BOUNDS) - missing
    unknown = np.repeat(heads[:1], missing, axis=0)
    unknown[:, -1] -= 4.0  # unlikely at first
    heads = np.concatenate([heads[:known], unknown, heads[known:]])
    values["heads.weight"], values["heads.bias"] = heads[:, :-1], heads[:, -1]
    return {name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in values.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--restore", action="store_true", help="write the weights that the folder's files hold")
    chosen = parser.parse_args()
    if chosen.restore:
        torch.save(restore(chosen.folder), chosen.weights)
    else:
        export(torch.load(chosen.weights), chosen.folder)


if __name__ == "__main__":
    main()
