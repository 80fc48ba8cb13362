"""Trains the upper layers on passages whose lower layers are computed once."""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from pathlib import Path
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from quality.judge.encoder import Params, fresh_head, layers, upper
from quality.judge.export import graph, write
from quality.judge.passages import Passage
from service.coding.judge.labels import KINDS, MODALITIES, OUTPUTS, TOPIC_OF, TOPICS
from service.coding.judge.reading import Reading
from service.evaluation import COUNTED_MODALITIES

Floats = NDArray[np.float32]
_K, _T, _M = len(KINDS), len(KINDS) + len(TOPICS), OUTPUTS - 1
_STEP = 16
"""Lengths are rounded up to this, so that few shapes are compiled."""
_BUDGET = 1024
"""Pieces in one batch."""


@dataclass(frozen=True)
class Recipe:
    """What is tried."""

    depth: int = 6
    """Layers of the encoder."""
    trained: int = 2
    """Of these the uppermost that are trained; the last is asked for one position only, so it costs little."""
    epochs: int = 2
    rate: float = 2e-4
    head_rate: float = 1e-3
    dropout: float = 0.1
    decay: float = 0.01
    seed: int = 7


class Batch(NamedTuple):
    """Passages of about one length."""

    rows: NDArray[np.int64]
    x: Floats
    mask: Floats
    focus: Floats


class Store:
    """The output of the lower layers for every passage, in half precision."""

    def __init__(self, weights: dict[str, np.ndarray], readings: Sequence[Reading], recipe: Recipe, kept: Path) -> None:
        """Run the lower layers, in the whole numbers that they run in later, over all readings that are not `kept` from the last time."""
        self.readings = readings
        self.upper = layers(weights)[recipe.depth - recipe.trained : recipe.depth]
        frozen = layers(weights)[: recipe.depth - recipe.trained]
        model = kept / f"lower-{len(frozen)}.onnx"
        if not model.exists():
            kept.mkdir(parents=True, exist_ok=True)
            write(graph(weights, frozen, None), model)
        file = kept / f"states-{len(frozen)}.pickle"
        known: dict[tuple[object, ...], NDArray[np.float16]] = pickle.loads(file.read_bytes()) if file.exists() else {}
        self._compute(model, known)
        self.states = [known[_key(of)] for of in readings]
        file.write_bytes(pickle.dumps(known))

    def _compute(self, model: Path, known: dict[tuple[object, ...], NDArray[np.float16]]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(model, options)
        for rows in self.batches(np.array([row for row, of in enumerate(self.readings) if _key(of) not in known], np.int64)):
            pieces, mask, focus = self._padded(rows)
            out = session.run(None, {"pieces": pieces, "mask": mask, "focus": focus})[0]
            for at, row in enumerate(rows):
                if row >= 0:
                    known[_key(self.readings[row])] = out[at, : len(self.readings[row].pieces)].astype(np.float16)

    def batches(self, rows: NDArray[np.int64], order: np.random.Generator | None = None) -> Iterator[NDArray[np.int64]]:
        """Rows of about one length together, filled up with -1."""
        lengths = np.array([ceil(len(self.readings[row].pieces) / _STEP) for row in rows])
        found = []
        for length in sorted(set(lengths.tolist())):
            of = rows[lengths == length]
            if order is not None:
                of = order.permutation(of)
            size = max(1, _BUDGET // (length * _STEP))
            for start in range(0, len(of), size):
                part = of[start : start + size]
                found.append(np.concatenate([part, np.full(size - len(part), -1)]))
        if order is not None:
            order.shuffle(found)
        yield from found

    def batch(self, rows: NDArray[np.int64]) -> Batch:
        """What the upper layers are given."""
        pieces, mask, focus = self._padded(rows)
        x = np.zeros((*pieces.shape, self.states[0].shape[1]), np.float32)
        for at, row in enumerate(rows):
            if row >= 0:
                x[at, : len(self.states[row])] = self.states[row]
        return Batch(rows, x, mask, focus)

    def _padded(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats, Floats]:
        length = _STEP * ceil(max(len(self.readings[row].pieces) for row in rows if row >= 0) / _STEP)
        pieces = np.zeros((len(rows), length), np.int64)
        mask = np.zeros((len(rows), length), np.float32)
        focus = np.zeros((len(rows), length), np.float32)
        mask[:, 0] = 1
        for at, row in enumerate(rows):
            if row >= 0:
                of = self.readings[row]
                pieces[at, : len(of.pieces)] = of.pieces
                mask[at, : len(of.pieces)] = 1
                focus[at, slice(*of.focus)] = 1
        return pieces, mask, focus


def _key(of: Reading) -> tuple[object, ...]:
    return (*of.pieces, of.focus)


def targets(passages: Sequence[Passage]) -> tuple[Floats, Floats]:
    """What the outputs should be, and how much each counts."""
    want = np.zeros((len(passages), OUTPUTS), np.float32)
    counts = np.zeros((len(passages), OUTPUTS), np.float32)
    counts[:, :_T] = 1
    for row, passage in enumerate(passages):
        for act in passage.acts:
            want[row, KINDS.index(act.kind)] = 1
            if act.modality in COUNTED_MODALITIES:
                want[row, _K + TOPICS.index(TOPIC_OF[act.kind])] = 1
            want[row, _T + MODALITIES.index(act.modality)] += 1 / len(passage.acts)
            counts[row, _T:_M] = 1
            if act.in_passing is not None:
                want[row, _M] = act.in_passing
                counts[row, _M] = 1
    return want, counts


_RATES = (2.0, 1.0, 0.5, 0.3)
"""Weights in the loss of topics, kinds, modality and passing."""


def _loss(
    params: Params, x: jax.Array, mask: jax.Array, focus: jax.Array, want: jax.Array, counts: jax.Array, key: jax.Array, dropout: float
) -> jax.Array:
    out = upper(params, x, mask, focus, key, dropout)
    each = jax.nn.softplus(out) - want * out
    kinds = (each[:, :_K] * counts[:, :_K]).sum(1)
    topics = (each[:, _K:_T] * counts[:, _K:_T]).sum(1)
    modality = (-jax.nn.log_softmax(out[:, _T:_M]) * want[:, _T:_M] * counts[:, _T:_M]).sum(1)
    passing = each[:, _M] * counts[:, _M]
    return (_RATES[0] * topics + _RATES[1] * kinds + _RATES[2] * modality + _RATES[3] * passing).sum() / x.shape[0]


@partial(jax.jit, static_argnames=("dropout",), donate_argnums=(0, 1))
def _step(
    params: Params,
    moments: tuple[Params, Params],
    number: jax.Array,
    rates: Params,
    decay: float,
    key: jax.Array,
    batch: tuple[jax.Array, ...],
    dropout: float,
) -> tuple[Params, tuple[Params, Params], jax.Array]:
    loss, slope = jax.value_and_grad(_loss)(params, *batch, key, dropout)
    norm = jnp.sqrt(sum(jnp.square(g).sum() for g in jax.tree.leaves(slope)))
    slope = jax.tree.map(lambda g: g * jnp.minimum(1.0, 1.0 / (norm + 1e-6)), slope)
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, moments[0], slope)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, moments[1], slope)
    one, two = 1 - 0.9**number, 1 - 0.999**number
    params = jax.tree.map(
        lambda p, m, v, r: p - r * (m / one / (jnp.sqrt(v / two) + 1e-8) + decay * p * (p.ndim > 1)), params, first, second, rates
    )
    return params, (first, second), loss


def train(store: Store, rows: NDArray[np.int64], want: Floats, counts: Floats, recipe: Recipe) -> Params:
    """The upper layers and the head, trained on these rows."""
    params: Params = jax.tree.map(jnp.array, {"layers": store.upper, "head": fresh_head(recipe.seed)})
    moments = (jax.tree.map(jnp.zeros_like, params), jax.tree.map(jnp.zeros_like, params))
    order = np.random.default_rng(recipe.seed)
    total = sum(1 for _ in store.batches(rows)) * recipe.epochs
    warm, number = max(1, total // 10), 0
    for _ in range(recipe.epochs):
        for chosen in store.batches(rows, order):
            number += 1
            share = min(number / warm, (total - number + 1) / (total - warm + 1))
            rates = {
                "layers": jax.tree.map(lambda _, share=share: share * recipe.rate, params["layers"]),
                "head": jax.tree.map(lambda _, share=share: share * recipe.head_rate, params["head"]),
            }
            batch = store.batch(chosen)
            here = (batch.rows >= 0)[:, None]
            key = jax.random.fold_in(jax.random.key(recipe.seed), number)
            given = (batch.x, batch.mask, batch.focus, want[chosen] * here, counts[chosen] * here)
            params, moments, _ = _step(params, moments, jnp.float32(number), rates, recipe.decay, key, given, recipe.dropout)
    return jax.tree.map(np.asarray, params)


_said = jax.jit(lambda params, x, mask, focus: upper(params, x, mask, focus, None, 0.0))


def said(store: Store, params: Params, rows: NDArray[np.int64]) -> Floats:
    """The outputs (not yet probabilities) for these rows."""
    out = np.zeros((len(store.readings), OUTPUTS), np.float32)
    for chosen in store.batches(rows):
        batch = store.batch(chosen)
        values = np.asarray(_said(params, batch.x, batch.mask, batch.focus))
        out[chosen[chosen >= 0]] = values[chosen >= 0]
    return out[rows]
