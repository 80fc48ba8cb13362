"""Several ways to do the same, article by article in turn, so that whatever else the machine does weighs on all of them alike."""

from collections.abc import Callable, Mapping, Sequence
from time import thread_time_ns
from typing import TypeVar

ROUNDS = 3
_Item = TypeVar("_Item")


def microseconds(ways: Mapping[str, Callable[[_Item], object]], items: Sequence[_Item], rounds: int = ROUNDS) -> dict[str, float]:
    """CPU µs an item of each way: the least of its `rounds` for each item, so that what comes from outside is left out."""
    least = {name: [1 << 62] * len(items) for name in ways}
    for _ in range(rounds):
        for index, item in enumerate(items):
            for name, way in ways.items():
                began = thread_time_ns()
                way(item)
                least[name][index] = min(least[name][index], thread_time_ns() - began)
    return {name: sum(spent) / len(items) / 1e3 for name, spent in least.items()}
