"""Where partitions end now."""

import asyncio
from collections.abc import Collection

from aiokafka import AIOKafkaConsumer, TopicPartition

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
