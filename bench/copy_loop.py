"""The bare loop to compare with: aiokafka reads a topic and writes it to another, confirmed and committed, nothing else."""

import asyncio
import sys

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

BATCH = 500


async def copy(bootstrap: str, source: str, target: str, count: int) -> None:
    """Copy `count` records from `source` to `target` and return when the last is confirmed."""
    consumer = AIOKafkaConsumer(
        source, bootstrap_servers=bootstrap, group_id=f"{target}-copy", auto_offset_reset="earliest", enable_auto_commit=False
    )
    producer = AIOKafkaProducer(
        bootstrap_servers=bootstrap, acks="all", enable_idempotence=True, linger_ms=5, max_batch_size=256 * 1024, compression_type="lz4"
    )
    await consumer.start()
    await producer.start()
    print("ready", flush=True)
    copied = 0
    try:
        while copied < count:
            batches = await consumer.getmany(timeout_ms=500, max_records=BATCH)
            sent = [await producer.send(target, key=one.key, value=one.value) for records in batches.values() for one in records]
            await asyncio.gather(*sent)
            await consumer.commit()
            copied += len(sent)
    finally:
        await consumer.stop()
        await producer.stop()


if __name__ == "__main__":
    asyncio.run(copy(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
