"""Single records, and the memory of a lane, read back from Kafka; implements `ports.Log`."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError
from aiokafka.structs import ConsumerRecord

from service.edge.kafka.client import UnreachableError, reader
from service.edge.kafka.connection import CONNECTION
from service.edge.kafka.partition_ends import ends_of
from service.record import Record, Source
from service.settings import Settings

LOADS_AT_ONCE = 4
"""Lanes loaded at the same time: each has its own connection, and one process decodes one after the other anyway."""
FETCH_WITHIN_S = 30.0
TRIES = 5
TRY_AGAIN_S = 1.0
"""As long as no broker answers it is tried on; beside that only so often, so that what is wrong otherwise is not tried for ever."""
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
        """The record at exactly this place; None when it is gone. Raises TimeoutError when it does not come though a broker answers."""
        tries = _Tries()
        while True:
            try:
                return await self._fetch(TopicPartition(topic, partition), offset)
            except (KafkaError, UnreachableError, TimeoutError) as problem:
                await tries.after(problem)

    async def _fetch(self, place: TopicPartition, offset: int) -> Record | None:
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
        tries = _Tries()
        while True:
            try:
                async with aclosing(self._seen(partition, start)) as found:
                    async for offset, value in found:
                        start = offset + 1
                        yield offset, value
            except (KafkaError, UnreachableError) as problem:
                await tries.after(problem)
            else:
                return

    async def _seen(self, partition: int, start: int) -> AsyncGenerator[tuple[int, bytes], None]:
        place = TopicPartition(self._settings.topic_names.seen, partition)
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


class _Tries:
    """How often something may still fail while the brokers answer."""

    def __init__(self) -> None:
        self._left = TRIES

    async def after(self, problem: Exception) -> None:
        """Wait a little before the next try; raises the problem when there is none."""
        if not CONNECTION.lost:
            self._left -= 1
        if not self._left or (isinstance(problem, TimeoutError) and not CONNECTION.lost):
            raise problem
        await asyncio.sleep(TRY_AGAIN_S)


def as_record(found: ConsumerRecord) -> Record:
    """What aiokafka read, as the core sees it."""
    return Record(Source(found.topic, found.partition, found.offset), found.timestamp, found.key, found.value, tuple(found.headers))


async def _bounds(consumer: AIOKafkaConsumer, place: TopicPartition) -> tuple[int, int]:
    """The first offset that is left and the end; assigns the partition to the consumer."""
    first: dict[TopicPartition, int] = await consumer.beginning_offsets([place])
    return first[place], (await ends_of(consumer, [place]))[place]
