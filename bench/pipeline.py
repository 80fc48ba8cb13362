"""The pure pipeline on one core, in the chunks of a worker: articles a second, and microseconds of CPU an article by stage."""

import gc
from collections import Counter
from time import perf_counter_ns, process_time_ns
from typing import Any

from bench.articles import records
from service.context import Context
from service.edge.hops.read_hop import CHUNK_RECORDS
from service.pipeline import read_chunk, settle
from service.reading import Reading
from service.record import Record, Source
from service.seen.entry import Position
from service.seen.memory import Seen
from service.trace import Trace

RECEIVED_MS = 1_717_230_000_000
WARM_UP = 200


class StageClock(Trace):
    """Nanoseconds by stage, on the wall clock: reading the CPU clock at each stage is a system call that costs as much as a short stage."""

    __slots__ = ("_began", "spent")

    def __init__(self) -> None:
        """Nothing spent yet."""
        super().__init__()
        self.spent: Counter[str] = Counter()
        self._began = 0

    def enter(self, stage: str, articles: int = 1) -> None:
        """Close the stage before and open `stage`."""
        del articles
        self.leave()
        self.stage, self._began = stage, perf_counter_ns()

    def leave(self) -> None:
        """Close the open stage."""
        if self.stage:
            self.spent[self.stage] += perf_counter_ns() - self._began
        self.stage = ""


def _run(values: list[bytes], context: Context, trace: Trace) -> tuple[float, Counter[str]]:
    seen, outcomes = Seen(context.window_ms), Counter[str]()
    began = process_time_ns()
    records = [Record(Source("bench", 0, number), RECEIVED_MS, None, value) for number, value in enumerate(values)]
    for first in range(0, len(records), CHUNK_RECORDS):
        for index, reading in enumerate(read_chunk(records[first : first + CHUNK_RECORDS], context, trace)):
            if not isinstance(reading, Reading):
                raise TypeError(f"article {first + index} was refused: {reading.detail}")
            settlement = settle(reading, Position(first, index), seen, context, trace)
            if settlement.entry is not None:
                seen.remember(settlement.entry)
            outcomes[settlement.outcome.value] += 1
    return (process_time_ns() - began) / 1e9, outcomes


def measure(count: int, *, real: bool = False) -> dict[str, Any] | None:
    """Run `count` articles, ours or `real` ones, twice, without and with the stage clock; None where there are none.

    Seconds are CPU seconds of this process in the first run; the second one tells how they part among the stages.
    """
    context = Context.build()
    _run(list(records(WARM_UP, seed=1)), context, Trace())
    gc.freeze()  # as the reading processes do once the rules are compiled
    values = list(records(count, real=real))
    if not values:
        return None
    count = len(values)
    seconds, outcomes = _run(values, context, Trace())
    clock = StageClock()
    _run(values, context, clock)
    total = sum(clock.spent.values())
    return {
        "articles": count,
        "articles_per_second": count / seconds,
        "cpu_us_per_article": seconds * 1e6 / count,
        "stage_us": {stage: seconds * 1e6 / count * spent / total for stage, spent in clock.spent.items()},
        "outcomes": dict(outcomes),
    }
