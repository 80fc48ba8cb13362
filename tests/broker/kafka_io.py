"""Writing articles to a broker and reading its topics, blocking, for tests. Uses aiokafka itself, nothing of the service."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from service.outcome import DeadReason
from tests.broker.articles import Kind, Sample

MAX_RECORD_BYTES = 12 * 2**20
_SEND_WITHIN_S = 300.0
"""How long the tests' own producer goes on through an outage: longer than any that a scenario makes."""
_IN_FLIGHT = 500


@dataclass(frozen=True, slots=True)
class Sent:
    """A sample that the broker has acknowledged. `timestamp`: of the broker, ms."""

    number: int
    kind: Kind
    id: str | None
    family: int
    reason: DeadReason | None
    topic: str
    partition: int
    offset: int
    timestamp: int

    @property
    def ledger_key(self) -> bytes:
        """The key of its ledger entry."""
        return f"{self.topic}-{self.partition}-{self.offset}".encode()


def producer(bootstrap: str, *, idempotent: bool = True, **settings: Any) -> AIOKafkaProducer:
    """A producer that waits for all replicas and repeats through an outage; the embedded broker takes no idempotent one."""
    return AIOKafkaProducer(
        bootstrap_servers=bootstrap,
        acks="all",
        enable_idempotence=idempotent,
        linger_ms=5,
        max_request_size=MAX_RECORD_BYTES,
        compression_type="lz4",
        request_timeout_ms=int(_SEND_WITHIN_S * 1000),
        **settings,
    )


async def send_samples(
    sender: AIOKafkaProducer, topic: str, samples: Iterable[Sample], partitions: int, *, spread: bool = False
) -> list[Sent]:
    """Send and return what was acknowledged, in the order of the samples; copies go to the partition of their original, unless `spread`."""
    found: list[Sent] = []
    remaining = iter(samples)
    while chunk := list(islice(remaining, _IN_FLIGHT)):
        futures = []
        for sample in chunk:
            partition = (sample.number if spread else sample.family) % partitions
            headers = list(sample.headers)
            futures.append(await sender.send(topic, sample.value, sample.key, partition=partition, headers=headers))
        for sample, acknowledged in zip(chunk, await asyncio.gather(*futures), strict=True):
            place = (acknowledged.topic, acknowledged.partition, acknowledged.offset, acknowledged.timestamp)
            found.append(Sent(sample.number, sample.kind, sample.id, sample.family, sample.reason, *place))
    return found


def send(
    bootstrap: str, topic: str, samples: Iterable[Sample], partitions: int, *, spread: bool = False, idempotent: bool = True
) -> list[Sent]:
    """Send everything and wait; see `send_samples`."""

    async def run() -> list[Sent]:
        async with producer(bootstrap, idempotent=idempotent) as sender:
            return await send_samples(sender, topic, samples, partitions, spread=spread)

    return asyncio.run(run())


async def _read_from(bootstrap: str, topics: Sequence[str], start: dict[TopicPartition, int]) -> list[ConsumerRecord[bytes, bytes]]:
    consumer: AIOKafkaConsumer = AIOKafkaConsumer(
        bootstrap_servers=bootstrap,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=MAX_RECORD_BYTES + 2**20,
        fetch_max_wait_ms=100,
        request_timeout_ms=20_000,
    )
    await consumer.start()
    try:
        parts = []
        for topic in topics:
            numbers = await _partitions(bootstrap, topic)
            parts += [TopicPartition(topic, number) for number in sorted(numbers)]
        consumer.assign(parts)
        ends = await consumer.end_offsets(parts)
        begins = await consumer.beginning_offsets(parts)
        position = {}
        for part in parts:
            position[part] = max(start.get(part, 0), begins[part])
            consumer.seek(part, position[part])
        found: list[ConsumerRecord[bytes, bytes]] = []
        while any(position[part] < ends[part] for part in parts):
            fetched = await consumer.getmany(timeout_ms=1000)
            for part, records in fetched.items():
                found += [record for record in records if record.offset < ends[part]]
            for part in parts:
                position[part] = await consumer.position(part)
        return found
    finally:
        await consumer.stop()


async def _partitions(bootstrap: str, topic: str) -> list[int]:
    client = AIOKafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=20_000)
    await client.start()
    try:
        described = await client.describe_topics([topic])
        return [part["partition"] for part in described[0]["partitions"]]
    finally:
        await client.close()


def read(bootstrap: str, *topics: str, start: dict[TopicPartition, int] | None = None) -> list[ConsumerRecord[bytes, bytes]]:
    """All records of the topics from `start` (else the beginning) to their end of now, in the order of each partition."""
    return asyncio.run(_read_from(bootstrap, topics, start or {}))


def end_offsets(bootstrap: str, topic: str) -> dict[TopicPartition, int]:
    """Where each partition of the topic ends now."""

    async def run() -> dict[TopicPartition, int]:
        consumer: AIOKafkaConsumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, request_timeout_ms=20_000)
        await consumer.start()
        try:
            return dict(await consumer.end_offsets([TopicPartition(topic, number) for number in await _partitions(bootstrap, topic)]))
        finally:
            await consumer.stop()

    return asyncio.run(run())


def committed(bootstrap: str, group: str) -> dict[TopicPartition, int]:
    """What the group has committed."""

    async def run() -> dict[TopicPartition, int]:
        client = AIOKafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=20_000)
        await client.start()
        try:
            return {part: place.offset for part, place in (await client.list_consumer_group_offsets(group)).items()}
        finally:
            await client.close()

    return asyncio.run(run())
