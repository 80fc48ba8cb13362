"""How much a word tells: words are numbers (hashes), and each number has a weight by how rare it is in news."""

import base64
import zlib
from functools import cache, lru_cache
from pathlib import Path

import orjson

WEIGHTS = Path(__file__).resolve().parents[1] / "data" / "weights" / "rarity.json"
_HASH_BITS = 24
_HASHES = (1 << _HASH_BITS) - 1
BUCKETS = 4096
_HEAVIEST = 255
SCALE = 20.0
"""Weights are whole numbers, twentieths of the logarithm: their sum is the same in whichever order a set gives them."""


def number_of(word: str) -> int:
    """A word as a number of 24 bits; of forty words beside forty others one in ten thousand meets by chance."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) & _HASHES


@cache
def _weights() -> bytes:
    stored = orjson.loads(WEIGHTS.read_bytes())
    return base64.b64decode(stored["weights"])


def rarest(numbers: set[int], most: int) -> frozenset[int]:
    """The `most` numbers that tell most; of equals the smaller."""
    if len(numbers) <= most:
        return frozenset(numbers)
    weights = _weights()
    ranked = sorted([((_HEAVIEST - weights[number % BUCKETS]) << _HASH_BITS) | number for number in numbers])
    return frozenset([rank & _HASHES for rank in ranked[:most]])


@lru_cache(1 << 14)
def total_of_kept(numbers: frozenset[int]) -> int:
    """`total`, for sets that are asked for again and again."""
    return total(numbers)


def total(numbers: frozenset[int]) -> int:
    """What all of them tell together."""
    weights = _weights()
    return sum([weights[number % BUCKETS] for number in numbers])
