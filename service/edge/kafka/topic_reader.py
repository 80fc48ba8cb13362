"""Reads topics from the outside, as any reader may: follows them, or reads what they hold now."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import aclosing

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError
from aiokafka.structs import ConsumerRecord

from service.edge.kafka.client import admin_client, reader, unreachable
from service.edge.kafka.partition_ends import begins_at, ends_of
from service.errors import Fatal
from service.settings import Settings

POLL_MS = 300
QUICK_MS = 10
"""How long a broker may hold back a fetch that finds nothing, where what is read is there already."""
LOOK_EVERY_S = 2.0
"""How often a reader that gets nothing asks whether there is still a broker."""
ANSWER_S = 5.0
SILENT_S = 60.0
"""A partition that is read to its end and gives nothing for so long is behind a broker that does not answer."""


async def follow(
    settings: Settings,
    topics: Iterable[str],
    *,
    from_beginning: bool = False,
    since_ms: int = 0,
    connected: Callable[[bool], None] | None = None,
) -> AsyncGenerator[ConsumerRecord, None]:
    """The records of the topics as they come, for ever; first those that are there, with `from_beginning` or from `since_ms` on.

    `connected(False)` is called when no broker answers any more, `connected(True)` when one does again.
    Raises `Fatal` for a topic that does not exist. Close the generator (`contextlib.aclosing`) to disconnect.
    """
    partitions = await partitions_of(settings, topics)
    async with reader(settings) as consumer:
        if since_ms:
            starts = await begins_at(settings, consumer, partitions, since_ms)
        else:
            starts = {} if from_beginning else await ends_of(consumer, partitions)
        consumer.assign(partitions)
        for partition, start in starts.items():
            consumer.seek(partition, start)
        there, looked = True, asyncio.get_running_loop().time()
        while True:
            batches = await consumer.getmany(timeout_ms=POLL_MS)
            for found in batches.values():
                for record in found:
                    if record.timestamp >= since_ms:
                        yield record
            now = asyncio.get_running_loop().time()
            if connected and not batches and now - looked >= LOOK_EVERY_S:
                looked = now
                if (answers := await _answers(consumer)) != there:
                    there = answers
                    connected(there)


async def _answers(consumer: AIOKafkaConsumer) -> bool:
    """Whether a broker answers; the client itself would go on asking in silence."""
    try:
        await asyncio.wait_for(consumer.topics(), ANSWER_S)
    except (KafkaError, TimeoutError, OSError):
        return False
    return True


async def read_all(settings: Settings, topics: Iterable[str], since_ms: int = 0) -> AsyncGenerator[ConsumerRecord, None]:
    """The records that the topics hold at the moment of the call, written at `since_ms` or later, in order within each partition.

    Raises `Fatal` for a topic that does not exist, or when a broker stops answering.
    """
    partitions = await partitions_of(settings, topics)
    async with reader(settings, fetch_max_wait_ms=QUICK_MS) as consumer:
        ends = await ends_of(consumer, partitions)
        starts = await begins_at(settings, consumer, partitions, since_ms)
        async with aclosing(read_between(settings, consumer, ends, starts)) as records:
            async for record in records:
                if record.timestamp >= since_ms:
                    yield record


async def read_between(
    settings: Settings, consumer: AIOKafkaConsumer, ends: dict[TopicPartition, int], starts: dict[TopicPartition, int] | None = None
) -> AsyncGenerator[ConsumerRecord, None]:
    """The records of these partitions from `starts` (or the first that is left) to before `ends`.

    The consumer's position decides when a partition is done, not the last record's offset: transaction markers and compaction leave
    offsets that no record has.
    """
    firsts = await consumer.beginning_offsets(list(ends))
    begin = {partition: max(first, (starts or {}).get(partition, 0)) for partition, first in firsts.items()}
    open_partitions = [partition for partition, end in ends.items() if begin[partition] < end]
    if not open_partitions:
        return
    consumer.assign(open_partitions)
    for partition in open_partitions:
        consumer.seek(partition, begin[partition])
    loop = asyncio.get_running_loop()
    heard = loop.time()
    while open_partitions:
        for partition, found in (await consumer.getmany(*open_partitions, timeout_ms=POLL_MS)).items():
            heard = loop.time()
            for record in found:
                if record.offset < ends[partition]:
                    yield record
        open_partitions = [partition for partition in open_partitions if await consumer.position(partition) < ends[partition]]
        if loop.time() - heard > SILENT_S:
            raise unreachable(settings, TimeoutError(f"no answer within {SILENT_S:.0f} s"))


async def partitions_of(settings: Settings, topics: Iterable[str]) -> list[TopicPartition]:
    """All partitions of the topics; raises `Fatal` for one that does not exist."""
    async with admin_client(settings) as admin:
        wanted = list(topics)
        existing = set(await admin.list_topics())
        for name in wanted:
            if name not in existing:
                raise Fatal(f"The topic {name} does not exist, or we may not see it; create the topics with `demarche topics create`.")
        try:
            described = await admin.describe_topics(wanted)
        except KafkaError as problem:
            raise unreachable(settings, problem) from problem
    return sorted(TopicPartition(topic["topic"], part["partition"]) for topic in described for part in topic["partitions"])
