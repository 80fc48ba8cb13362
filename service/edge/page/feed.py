"""Follows the output topics for the page: what they hold at the start, then what comes, from all workers."""

import asyncio
import math
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from service.dead_letter import read
from service.edge.kafka.client import reader
from service.edge.kafka.log import as_record
from service.edge.kafka.partition_ends import ends_of
from service.edge.kafka.topic_reader import partitions_of
from service.errors import Fatal
from service.reasons import sentence
from service.record import Record
from service.settings import Settings
from service.telemetry.catalogue import MOST_EVENTS, MOST_INCIDENTS, MOST_LETTERS, Catalogue
from service.telemetry.logs import LogEvent, get_logger

AGAIN_S = 5.0
"""After what went wrong; until then the page shows what it has."""
POLL_MS = 500
TOGETHER = 50
"""Records taken before the loop gets its turn: some 3 ms, as an event is read in 20 to 60 µs."""
_FETCH_BYTES = 2**20
_REVISIONS = 3
"""Records that an incident, or an event, has on average at most; the end of each topic is read as far back as that many ask for."""

_BEGINNING_BYTES = 400
"""Of a dead letter, shown."""

Take = Callable[[Record], None]


class PageFeed:
    """Runs from `start` to `stop`, whatever happens to the brokers: the page is no reason for a worker to end."""

    def __init__(self, settings: Settings, event_topics: Mapping[str, str], catalogue: Catalogue) -> None:
        """`event_topics`: by topic of interest."""
        self._settings = settings
        self._catalogue = catalogue
        names = settings.topic_names
        acts: dict[str, tuple[Take, int]] = {names.incidents: (catalogue.take_incident, _REVISIONS * MOST_INCIDENTS)}
        share = math.ceil(MOST_EVENTS / len(event_topics)) if event_topics else 0
        acts |= dict.fromkeys(event_topics.values(), (catalogue.take_event, share))
        letters: dict[str, tuple[Take, int]] = {names.dead: (lambda record: catalogue.take_letter(letter_of(record)), MOST_LETTERS)}
        self._groups = [acts, letters]
        """Each with a consumer of its own: who may not read the dead letters shall see the incidents all the same."""
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to follow."""
        self._tasks = [asyncio.create_task(self._follow(group)) for group in self._groups]

    async def stop(self) -> None:
        """Follow no more."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task

    async def _follow(self, group: Mapping[str, tuple[Take, int]]) -> None:
        said = ""
        while True:
            try:
                await self._read(group)
            except (KafkaError, Fatal, TimeoutError, OSError) as problem:
                reason = str(problem) or type(problem).__name__
                if reason != said:  # brokers may be away for hours
                    get_logger().warning(LogEvent.PAGE_NOT_FED, topics=sorted(group), reason=reason)
                said = reason
            await asyncio.sleep(AGAIN_S)

    async def _read(self, group: Mapping[str, tuple[Take, int]]) -> None:
        partitions = await partitions_of(self._settings, group)
        async with reader(self._settings, max_partition_fetch_bytes=_FETCH_BYTES, fetch_max_bytes=4 * _FETCH_BYTES) as consumer:
            ends = await self._seek(consumer, partitions, group)
            while True:
                batches = await consumer.getmany(timeout_ms=POLL_MS, max_records=TOGETHER)
                for place, found in batches.items():
                    for one in found:
                        self._take(group[place.topic][0], as_record(one))
                if ends:
                    ends = {place: end for place, end in ends.items() if await consumer.position(place) < end}
                    if not ends and self._settings.topic_names.incidents in group:
                        self._catalogue.complete = True
                await asyncio.sleep(0)

    async def _seek(
        self, consumer: AIOKafkaConsumer, partitions: list[TopicPartition], group: Mapping[str, tuple[Take, int]]
    ) -> dict[TopicPartition, int]:
        """Go to where the end of each topic begins that is wanted; returns where the partitions end now."""
        ends = await ends_of(consumer, partitions)
        firsts = await consumer.beginning_offsets(partitions)
        consumer.assign(partitions)
        for place in partitions:
            fellows = sum(other.topic == place.topic for other in partitions)
            consumer.seek(place, max(firsts[place], ends[place] - math.ceil(2 * group[place.topic][1] / fellows)))
        return ends

    def _take(self, take: Take, record: Record) -> None:
        try:
            take(record)
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            get_logger().debug(LogEvent.PAGE_NOT_FED, topics=[record.source.key], reason=f"not of this version: {problem!r}")


def letter_of(record: Record) -> dict[str, Any]:
    """What the page shows of a dead letter."""
    said, value = read(record.headers), record.value or b""
    return {
        "place": record.source.key,
        "input": said.input,
        "written": record.timestamp,
        "reason": said.reason,
        "why": sentence(said.reason),
        "detail": said.detail,
        "stage": said.stage,
        "bytes": len(value),
        "begins": value[:_BEGINNING_BYTES].decode("utf-8", "replace"),
    }
