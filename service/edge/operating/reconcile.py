"""Proves that every input has exactly one outcome: compares the offsets of `news.raw` with the keys of `news.ledger`.

An input is *settled* when the ledger has it, *in flight* when it is at or beyond the offset that the group has committed on `news.raw`,
or in a lane record at or beyond the one committed on `news.articles`, and else *missing*. What is read when matters: first the ends
and commits, then the lanes, the ledger last, so that an input which is settled meanwhile is found there and is never called missing.

The ledger may know more of an input than its one outcome: a record of before the input topic was made anew under the same name, and what
another release said before this one did (the last word counts). A record that seems older than the first of its input's partition is
of such an earlier topic, or the brokers' clocks differ: it counts where it was caused by an input of just the time that the input has.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass

import orjson
from aiokafka import AIOKafkaConsumer, TopicPartition

from service.cloud_event import TIME, time_of
from service.edge.kafka.client import reader
from service.edge.kafka.group import committed
from service.edge.kafka.partition_ends import ends_of
from service.edge.kafka.topic_reader import QUICK_MS, partitions_of, read_between
from service.lane_record import decode_lane_record
from service.outcome import Outcome
from service.settings import Settings

WAIT_STEP_S = 1.0
NAMED = 100
"""How many missing inputs are named; the count is always whole."""
LOG_APPEND_TIME = 1
CLOCKS_DIFFER_MS = 500
"""How much earlier a ledger entry may seem than its input, because another broker took it; kept synchronised, clocks differ by far less."""
_OUTCOMES = tuple(Outcome)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The balance at one moment: `inputs == settled + in_flight + missing`."""

    inputs: int
    """Records of `news.raw` that retention has left."""
    settled: int
    in_flight: int
    missing: int
    by_outcome: dict[Outcome, int]
    """Settled inputs by outcome."""
    missing_keys: tuple[str, ...]
    """The first missing inputs, `<topic>-<partition>-<offset>`."""
    conflicting_keys: tuple[str, ...]
    """Inputs for which the ledger names two different outcomes; one release never writes two."""

    @property
    def balanced(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


async def reconcile(
    settings: Settings,
    *,
    wait: bool = False,
    within_s: float | None = None,
    progress: Callable[[Reconciliation], None] | None = None,
) -> Reconciliation:
    """The balance now; with `wait`, when nothing is in flight any more, or after `within_s` (`progress` gets each balance on the way).

    Raises `Fatal` when a topic is missing or no broker answers.
    """
    ledger = _Ledger(settings)
    loop = asyncio.get_running_loop()
    until = None if within_s is None else loop.time() + within_s
    async with reader(settings, fetch_max_wait_ms=QUICK_MS) as consumer:
        while True:
            balance = await _balance(settings, consumer, ledger)
            if progress:
                progress(balance)
            if not wait or not balance.in_flight or (until is not None and loop.time() >= until):
                return balance
            await asyncio.sleep(WAIT_STEP_S)


class _Ledger:
    """The outcomes by input partition and offset, read on from call to call; one byte an input beside the dict."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._prefix = f"{settings.topic_names.raw}-"
        self._read: dict[TopicPartition, int] = {}
        self.outcomes: dict[int, dict[int, int]] = {}
        self.seeming_old: dict[int, dict[int, tuple[bytes, int]]] = {}
        """Of records that seem to be of an earlier topic: when their input came (as the header says it), and the outcome."""
        self.conflicting: list[str] = []

    async def read_on(self, consumer: AIOKafkaConsumer, oldest: dict[int, int], inputs: dict[TopicPartition, int]) -> None:
        """`oldest`: by partition of the input, the time (ms) before which a record seems to be of an earlier topic; `inputs`: ends."""
        bounds = {place.partition: end for place, end in inputs.items()}
        ends = await ends_of(consumer, await partitions_of(self._settings, [self._settings.topic_names.ledger]))
        async with aclosing(read_between(self._settings, consumer, ends, self._read)) as records:
            async for record in records:
                key = (record.key or b"").decode("utf-8", "replace")
                partition, _, offset = key.removeprefix(self._prefix).partition("-")
                if not key.startswith(self._prefix) or not (partition.isdigit() and offset.isdigit()):
                    continue
                outcome = _OUTCOMES.index(Outcome(orjson.loads(record.value)["outcome"]))
                if record.timestamp < oldest.get(int(partition), 0):
                    if int(offset) < bounds.get(int(partition), 0):
                        caused_at = dict(record.headers).get(TIME, b"")
                        self.seeming_old.setdefault(int(partition), {})[int(offset)] = caused_at, outcome
                    continue
                known = self.outcomes.setdefault(int(partition), {})
                if known.get(int(offset), outcome) != outcome:
                    self.conflicting.append(key)
                known[int(offset)] = outcome
        self._read = ends


async def _balance(settings: Settings, consumer: AIOKafkaConsumer, ledger: _Ledger) -> Reconciliation:
    raw = await partitions_of(settings, [settings.topic_names.raw])
    firsts = await consumer.beginning_offsets(raw)
    ends = await ends_of(consumer, raw)
    lanes = await partitions_of(settings, [settings.topic_names.articles])
    committed = await committed_offsets(settings, [*raw, *lanes])
    travelling = await on_the_way(settings, consumer, lanes, committed)
    await ledger.read_on(consumer, await _begun(settings, consumer, firsts, ends), ends)
    inputs = in_flight = 0
    by_outcome: Counter[int] = Counter()
    missing: list[str] = []
    for place in raw:
        settled = ledger.outcomes.get(place.partition, {})
        known = {offset: outcome for offset, outcome in settled.items() if firsts[place] <= offset < ends[place]}
        by_outcome.update(known.values())
        inputs += len(known)
        if len(known) == ends[place] - firsts[place]:
            continue
        unknown = [offset for offset in range(firsts[place], ends[place]) if offset not in known]
        seeming_old = ledger.seeming_old.get(place.partition, {})
        for offset, came_at in await _records(settings, consumer, place, unknown):
            inputs += 1
            caused_at, outcome = seeming_old.get(offset, (b"", -1))
            if caused_at == came_at:
                by_outcome[outcome] += 1
            elif offset >= committed.get(place, 0) or (place.partition, offset) in travelling:
                in_flight += 1
            else:
                missing.append(f"{place.topic}-{place.partition}-{offset}")
    return Reconciliation(
        inputs=inputs,
        settled=inputs - in_flight - len(missing),
        in_flight=in_flight,
        missing=len(missing),
        by_outcome={outcome: by_outcome[index] for index, outcome in enumerate(_OUTCOMES)},
        missing_keys=tuple(missing[:NAMED]),
        conflicting_keys=tuple(ledger.conflicting[:NAMED]),
    )


async def _begun(
    settings: Settings, consumer: AIOKafkaConsumer, firsts: dict[TopicPartition, int], ends: dict[TopicPartition, int]
) -> dict[int, int]:
    """By partition, when its first record was written, less what brokers' clocks differ; none where clients set the time."""
    heads = {place: firsts[place] + 1 for place in firsts if firsts[place] < ends[place]}
    begun: dict[int, int] = {}
    async with aclosing(read_between(settings, consumer, heads)) as records:
        async for record in records:
            if record.timestamp_type == LOG_APPEND_TIME:
                begun.setdefault(record.partition, record.timestamp - CLOCKS_DIFFER_MS)
    return begun


async def committed_offsets(settings: Settings, places: list[TopicPartition]) -> dict[TopicPartition, int]:
    """What the group has committed; a partition without a commit is left out. The embedded broker wants the partitions named."""
    offsets = await committed(settings, places)
    return {place: at.offset for place, at in offsets.items() if at.offset >= 0}


async def on_the_way(
    settings: Settings, consumer: AIOKafkaConsumer, lanes: list[TopicPartition], committed: dict[TopicPartition, int]
) -> set[tuple[int, int]]:
    """Partition and offset of the inputs in lane records that hop 2 has not committed."""
    found = set()
    async with aclosing(read_between(settings, consumer, await ends_of(consumer, lanes), committed)) as records:
        async for record in records:
            found |= {(reading.owner.partition, reading.owner.offset) for reading in decode_lane_record(record.value)}
    return found


async def _records(settings: Settings, consumer: AIOKafkaConsumer, place: TopicPartition, unknown: list[int]) -> list[tuple[int, bytes]]:
    """Which of these offsets (ascending, at least one) hold a record, and when it came; others are markers, or were compacted away."""
    wanted = frozenset(unknown)
    bounds = {place: unknown[-1] + 1}
    async with aclosing(read_between(settings, consumer, bounds, {place: unknown[0]})) as records:
        return [(record.offset, time_of(record.timestamp)) async for record in records if record.offset in wanted]
