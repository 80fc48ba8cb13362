"""Single records, and the memory of a lane, read back from Kafka; implements `ports.Log`."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.structs import ConsumerRecord

from service.edge.client import reader
from service.edge.ends import ends_of
from service.record import Record, Source
from service.settings import Settings

LOADS_AT_ONCE = 4
"""Lanes loaded at the same time: each has its own connection, and one process decodes one after the other anyway."""
FETCH_WITHIN_S = 30.0
POLL_MS = 500
QUICK_MS = 10
"""How long a broker may hold back a fetch that finds nothing: short, because what is read here is there already."""
SEEN_FETCH_BYTES = 2 * 2**20
"""Of `news.seen` in one fetch. What was fetched and is not decoded yet is memory on top of the entries: with 12 MB a fetch a lane of a
million entries stood at 219 bytes of RSS an entry. A larger record still comes, alone (KIP-74)."""


class KafkaLog:
    """Reads with consumers that belong to no group."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is connected before the first call."""
        self._settings = settings
        self._loads = asyncio.Semaphore(LOADS_AT_ONCE)
        self._stack = AsyncExitStack()
        self._fetcher: AIOKafkaConsumer | None = None
        self._fetching = asyncio.Lock()

    async def stop(self) -> None:
        """Disconnect."""
        await self._stack.aclose()

    async def fetch(self, topic: str, partition: int, offset: int) -> Record | None:
        """The record at exactly this place; None when it is gone. Raises TimeoutError when the broker does not answer."""
        place = TopicPartition(topic, partition)
        async with self._fetching:
            if not self._fetcher:
                self._fetcher = await self._stack.enter_async_context(reader(self._settings, fetch_max_wait_ms=QUICK_MS))
            consumer: AIOKafkaConsumer = self._fetcher
            consumer.assign([place])
            consumer.seek(place, offset)
            async with asyncio.timeout(FETCH_WITHIN_S):
                while True:
                    for found in (await consumer.getmany(place, timeout_ms=POLL_MS, max_records=1)).get(place, ()):
                        return as_record(found) if found.offset == offset else None  # gone: the client went on to what is left
                    first, end = await _bounds(consumer, place)
                    if not first <= offset < end:
                        return None
                    consumer.seek(place, offset)

    async def seen(self, partition: int, start: int) -> AsyncGenerator[tuple[int, bytes], None]:
        """The records of `news.seen` in this partition, with their offsets, from `start` (or the first left) to the end as it is now."""
        place = TopicPartition(self._settings.seen_topic, partition)
        sizes = {"max_partition_fetch_bytes": SEEN_FETCH_BYTES, "fetch_max_bytes": SEEN_FETCH_BYTES}
        async with self._loads, reader(self._settings, fetch_max_wait_ms=QUICK_MS, **sizes) as consumer:
            first, end = await _bounds(consumer, place)
            consumer.seek(place, max(first, start))
            while await consumer.position(place) < end:
                for found in (await consumer.getmany(place, timeout_ms=POLL_MS)).get(place, ()):
                    if found.offset < end and found.value is not None:
                        yield found.offset, found.value

    async def end(self, topic: str, partition: int) -> int:
        """The offset that the next record of the partition will get."""
        place = TopicPartition(topic, partition)
        async with reader(self._settings) as consumer:
            return (await ends_of(consumer, [place]))[place]


def as_record(found: ConsumerRecord) -> Record:
    """What aiokafka read, as the core sees it."""
    return Record(Source(found.topic, found.partition, found.offset), found.timestamp, found.key, found.value, tuple(found.headers))


async def _bounds(consumer: AIOKafkaConsumer, place: TopicPartition) -> tuple[int, int]:
    """The first offset that is left and the end; assigns the partition to the consumer."""
    first: dict[TopicPartition, int] = await consumer.beginning_offsets([place])
    return first[place], (await ends_of(consumer, [place]))[place]
