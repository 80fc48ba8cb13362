"""Where partitions end now, and where a time begins in them."""

import asyncio
from collections.abc import Collection

from aiokafka import AIOKafkaConsumer, TopicPartition

from service.edge.kafka.client import admin_client, is_embedded
from service.settings import Settings

ANSWER_WITHIN_S = 30.0
_POLL_MS = 50


async def ends_of(consumer: AIOKafkaConsumer, partitions: Collection[TopicPartition]) -> dict[TopicPartition, int]:
    """The offset that the next record of each partition will get; changes the consumer's assignment.

    Asked twice: the embedded broker answers ListOffsets with the first offset of the last batch, so the high watermark that comes with
    a fetch has the last word. Raises TimeoutError when a leader does not answer.
    """
    if not partitions:
        return {}
    ends: dict[TopicPartition, int] = await consumer.end_offsets(list(partitions))
    consumer.assign(list(partitions))
    for partition, end in ends.items():
        consumer.seek(partition, end)
    async with asyncio.timeout(ANSWER_WITHIN_S):
        while any(consumer.highwater(partition) is None for partition in partitions):
            await consumer.getmany(timeout_ms=_POLL_MS, max_records=1)
    return {partition: max(end, consumer.highwater(partition)) for partition, end in ends.items()}


async def begins_at(
    settings: Settings, consumer: AIOKafkaConsumer, partitions: Collection[TopicPartition], since_ms: int
) -> dict[TopicPartition, int]:
    """The offset of the first record of each partition that was written at `since_ms` or later; its end where there is none.

    Empty where everything is wanted, and on the embedded broker, which does not find offsets by time: reading from the first record is
    always right, and records before the time are the caller's to leave out.
    """
    if not since_ms or not partitions:
        return {}
    async with admin_client(settings) as admin:
        if await is_embedded(admin):
            return {}
    found = await consumer.offsets_for_times(dict.fromkeys(partitions, since_ms))
    late = [partition for partition, at in found.items() if at is None]
    ends = await consumer.end_offsets(late) if late else {}
    return ends | {partition: at.offset for partition, at in found.items() if at is not None}
