"""The latest events that the topics hold, for the page of a worker that has only just been started."""

import asyncio
import heapq
import math
from collections.abc import Sequence
from contextlib import aclosing

from aiokafka.errors import KafkaError

from service.edge.kafka.client import reader
from service.edge.kafka.partition_ends import ends_of
from service.edge.kafka.topic_reader import partitions_of, read_between
from service.errors import Fatal
from service.settings import Settings
from service.telemetry.logs import LogEvent, get_logger

WITHIN_S = 5.0
"""A page without the events of before is better than a worker that starts late."""
MOST_BYTES = 32_000_000
"""Read at most: an event carries its article, which may have 10 MB."""
_FETCH_BYTES = 2**20


async def recall(settings: Settings, topics: Sequence[str], most: int) -> list[tuple[int, bytes]]:
    """About the `most` latest events and revisions in these Kafka topics, oldest first: when each was published (ms), and its JSON.

    Fewer when they can't be had in time. As keys spread evenly, twice a partition's share of the end of each is read, not `most` of each.
    """
    found: list[tuple[int, int, bytes]] = []
    try:
        async with asyncio.timeout(WITHIN_S):
            await _read(settings, topics, most, found)
    except (TimeoutError, KafkaError, Fatal) as problem:
        get_logger().warning(LogEvent.EVENTS_NOT_RECALLED, reason=str(problem) or type(problem).__name__, found=len(found))
    return [(written, value) for written, _, value in sorted(found)]


async def _read(settings: Settings, topics: Sequence[str], most: int, found: list[tuple[int, int, bytes]]) -> None:
    partitions = await partitions_of(settings, topics)
    share = math.ceil(2 * most / len(partitions))
    size = number = 0
    async with reader(settings, max_partition_fetch_bytes=_FETCH_BYTES, fetch_max_bytes=4 * _FETCH_BYTES) as consumer:
        ends = await ends_of(consumer, partitions)
        starts = {partition: end - share for partition, end in ends.items()}
        async with aclosing(read_between(settings, consumer, ends, starts)) as records:
            async for record in records:
                if record.value is None:
                    continue
                size, number = size + len(record.value), number + 1
                heapq.heappush(found, (record.timestamp, number, record.value))
                if len(found) > most:
                    heapq.heappop(found)
                if size > MOST_BYTES:
                    return
