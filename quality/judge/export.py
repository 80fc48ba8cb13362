"""Writes the encoder as an ONNX file and makes it small: whole numbers of eight bits for matrices and embeddings."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from quality.judge.encoder import HEADS, WIDTH, Params

_OPSET, _IR = 20, 10
_EACH = WIDTH // HEADS


class _Graph:
    """Nodes and constants while the graph grows."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: np.ndarray, name: str = "") -> str:
        name = name or f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, *inputs: str, **attributes: object) -> str:
        out = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [out], name=f"{operator}{len(self.nodes)}", **attributes))
        return out

    def dense(self, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        return self.add("Add", self.add("MatMul", x, self.constant(weight)), self.constant(bias))

    def normed(self, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        return self.add("LayerNormalization", x, self.constant(weight), self.constant(bias), axis=-1, epsilon=1e-12)

    def integers(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64))

    def heads(self, x: str, order: Sequence[int]) -> str:
        return self.add("Transpose", self.add("Reshape", x, self.integers(0, -1, HEADS, _EACH)), perm=list(order))

    def layer(self, p: Params, x: str, hidden: str, *, first_only: bool) -> str:
        ask = self.add("Slice", x, self.integers(0), self.integers(1), self.integers(1)) if first_only else x
        scale = np.float32(_EACH**-0.5)
        if first_only:
            q = self.dense(ask, p["qw"] * scale, p["qb"] * scale)
            both = self.dense(x, np.concatenate([p["kw"], p["vw"]], 1), np.concatenate([p["kb"], p["vb"]]))
            k, v = self._split(both, 2)
        else:
            whole = self.dense(
                x, np.concatenate([p["qw"] * scale, p["kw"], p["vw"]], 1), np.concatenate([p["qb"] * scale, p["kb"], p["vb"]])
            )
            q, k, v = self._split(whole, 3)
        weighed = self.add("Add", self.add("MatMul", self.heads(q, (0, 2, 1, 3)), self.heads(k, (0, 2, 3, 1))), hidden)
        mixed = self.add("MatMul", self.add("Softmax", weighed, axis=-1), self.heads(v, (0, 2, 1, 3)))
        mixed = self.add("Reshape", self.add("Transpose", mixed, perm=[0, 2, 1, 3]), self.integers(0, -1, WIDTH))
        x = self.normed(self.add("Add", ask, self.dense(mixed, p["ow"], p["ob"])), p["n1w"], p["n1b"])
        inner = self.add("Gelu", self.dense(x, p["iw"], p["ib"]))
        return self.normed(self.add("Add", x, self.dense(inner, p["fw"], p["fb"])), p["n2w"], p["n2b"])

    def _split(self, x: str, parts: int) -> list[str]:
        outs = [f"s{len(self.nodes)}_{part}" for part in range(parts)]
        self.nodes.append(helper.make_node("Split", [x], outs, name=f"Split{len(self.nodes)}", axis=-1, num_outputs=parts))
        return outs


def graph(weights: dict[str, np.ndarray], lower: Sequence[Params], upper: Params | None) -> onnx.ModelProto:
    """Inputs `pieces`, `focus` (1 for the sentence's own pieces), `mask`; output `states` of the lower layers, or `said` by the heads."""
    g = _Graph()
    words = g.constant(weights["embeddings.word_embeddings.weight"], "words")
    of_kind = weights["embeddings.token_type_embeddings.weight"]
    x = g.add("Gather", words, "pieces")
    marks = g.add("Mul", g.add("Unsqueeze", "focus", g.integers(2)), g.constant(of_kind[1] - of_kind[0]))
    length = g.add("Slice", g.add("Shape", "pieces"), g.integers(1), g.integers(2))
    places = g.constant(weights["embeddings.position_embeddings.weight"][:160] + of_kind[0], "places")
    x = g.add("Add", g.add("Add", x, marks), g.add("Slice", places, g.integers(0), length))
    x = g.normed(x, weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"])
    far = g.add("Mul", g.add("Sub", "mask", g.constant(np.float32(1))), g.constant(np.float32(1e4)))
    hidden = g.add("Unsqueeze", far, g.integers(1, 2))
    for p in lower:
        x = g.layer(p, x, hidden, first_only=False)
    if upper is None:
        out, width = x, ["batch", "length", WIDTH]
    else:
        for p in upper["layers"][:-1]:
            x = g.layer(p, x, hidden, first_only=False)
        first = g.add("Squeeze", g.layer(upper["layers"][-1], x, hidden, first_only=True), g.integers(1))
        marked = g.add("Unsqueeze", "focus", g.integers(2))
        summed = g.add("ReduceSum", g.add("Mul", x, marked), g.integers(1), keepdims=0)
        own = g.add("Div", summed, g.add("Max", g.add("ReduceSum", marked, g.integers(1), keepdims=0), g.constant(np.float32(1))))
        both = g.add("Concat", first, own, axis=-1)
        out = g.add("Add", g.add("MatMul", both, g.constant(upper["head"]["w"], "head")), g.constant(upper["head"]["b"]))
        width = ["batch", int(upper["head"]["b"].shape[0])]
    g.nodes.append(helper.make_node("Identity", [out], ["out"], name="out"))
    floats = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "length"]) for name in ("focus", "mask")]
    pieces = helper.make_tensor_value_info("pieces", TensorProto.INT64, ["batch", "length"])
    whole = helper.make_graph(
        g.nodes, "judge", [pieces, *floats], [helper.make_tensor_value_info("out", TensorProto.FLOAT, width)], g.constants
    )
    model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
    onnx.checker.check_model(model)
    return model


def write(model: onnx.ModelProto, path: Path) -> None:
    """Quantise the matrices by channel and in seven bits, which no processor saturates, and write the file."""
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(model, whole)
        kept = [node.name for node in model.graph.node if node.op_type == "MatMul" and "head" in node.input]
        quantize_dynamic(
            whole,
            path,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=kept,
        )
