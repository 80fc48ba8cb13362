"""The histogram of stage times, filled from many processes in batches.

The pure stages run in child processes, for thousands of articles a second: a call for each observation, or a file that the processes
share, would cost more than some stages. So a child counts into the `StageTimes` of its `TimedTrace`, sends them along with its
chunk, and the worker merges them.
"""

from bisect import bisect_left
from collections.abc import Iterator
from threading import Lock
from time import perf_counter
from typing import Any

from prometheus_client import CollectorRegistry
from prometheus_client.core import HistogramMetricFamily
from prometheus_client.registry import Collector

from service.trace import Trace

BOUNDS = (0.00001, 0.000025, 0.0001, 0.00025, 0.001, 0.0025, 0.01, 0.025, 0.1, 0.5, 2.5, 10.0)
"""Seconds: the quick stages take tens of microseconds, HTML extraction milliseconds; beyond a tenth something is wrong."""

StageTimes = dict[str, list[float]]
"""Stage -> the sum of seconds, then how many fell into each bucket (the last one has no bound). Plain, so that it pickles small."""


class TimedTrace(Trace):
    """A trace that measures how long each stage takes."""

    __slots__ = ("_articles", "_entered", "_times")

    def __init__(self) -> None:
        """Nothing measured yet."""
        super().__init__()
        self._times: StageTimes = {}
        self._entered = 0.0
        self._articles = 1

    def enter(self, stage: str, articles: int = 1) -> None:
        """Start the clock of `stage` and stop the one before; of articles that go through at once each has its share of the time.

        None (0): the time is added to the stage, and no article is counted again.
        """
        now = perf_counter()
        if self._entered:
            self._add(self.stage, now - self._entered)
        self.stage = stage
        self._entered = now
        self._articles = articles

    def leave(self) -> None:
        """Stop the clock of the last stage; its name stays, for the dead letter of an article that raised."""
        if self._entered:
            self._add(self.stage, perf_counter() - self._entered)
        self._entered = 0.0

    def take(self) -> StageTimes:
        """What was measured since the last call."""
        times, self._times = self._times, {}
        return times

    def _add(self, stage: str, seconds: float) -> None:
        counts = self._times.get(stage)
        if counts is None:
            counts = self._times[stage] = [0.0] * (len(BOUNDS) + 2)
        counts[0] += seconds
        if self._articles:
            counts[1 + bisect_left(BOUNDS, seconds / self._articles)] += self._articles


class StageSeconds(Collector):
    """A Prometheus histogram with the label `stage` that takes whole batches of counts."""

    def __init__(self, name: str, documentation: str, *, registry: CollectorRegistry) -> None:
        """Registers itself."""
        self._name, self._documentation = name, documentation
        self._lock = Lock()
        self._times: StageTimes = {}
        registry.register(self)

    def merge(self, times: StageTimes) -> None:
        """Add what a `TimedTrace` measured, in this process or in a child."""
        with self._lock:
            for stage, counts in times.items():
                mine = self._times.setdefault(stage, [0.0] * len(counts))
                for at, count in enumerate(counts):
                    mine[at] += count

    def summary(self) -> list[dict[str, Any]]:
        """Of each stage how many articles went through it, and the mean of their seconds."""
        with self._lock:
            return [
                {"stage": stage, "count": int(sum(counts)), "mean": total / max(1.0, sum(counts))}
                for stage, (total, *counts) in self._times.items()
            ]

    def collect(self) -> Iterator[HistogramMetricFamily]:
        """The histogram as Prometheus wants it, with cumulative buckets."""
        family = HistogramMetricFamily(self._name, self._documentation, labels=["stage"])
        with self._lock:
            for stage, (total, *counts) in sorted(self._times.items()):
                buckets, running = [], 0.0
                for bound, count in zip((*map(str, BOUNDS), "+Inf"), counts, strict=True):
                    running += count
                    buckets.append((bound, running))
                family.add_metric([stage], buckets, total)
        yield family
