"""Writing articles to a broker and reading its topics, blocking, for tests. Uses aiokafka itself, nothing of the service."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor

from service.outcome import DeadReason
from tests.broker.articles import Kind, Sample

MAX_RECORD_BYTES = 12 * 2**20
_SEND_WITHIN_S = 300.0
"""How long the tests' own producer goes on through an outage: longer than any that a scenario makes."""
_IN_FLIGHT = 500
_JOINED_WITHIN_S = 30.0


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


class _OfWorkers(RoundRobinPartitionAssignor):  # type: ignore[misc]  # aiokafka has no types
    name = "demarche"


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
    parts = [TopicPartition(topic, number) for topic in topics for number in await _partitions(bootstrap, topic)]
    consumer = _consumer(bootstrap)
    await consumer.start()
    try:
        consumer.assign(parts)
        begins = await consumer.beginning_offsets(parts)
        for part in parts:
            consumer.seek(part, max(start.get(part, 0), begins[part]))
        found: list[ConsumerRecord[bytes, bytes]] = []
        ends: dict[TopicPartition, int] = {}
        while True:
            for part, records in (await consumer.getmany(timeout_ms=100)).items():
                found += [record for record in records if part not in ends or record.offset < ends[part]]
            # Not from `end_offsets`: after a batch of several records the embedded broker answers that with one past the batch's first.
            ends |= {part: end for part in parts if part not in ends and (end := consumer.highwater(part)) is not None}
            if len(ends) == len(parts) and all([await consumer.position(part) >= ends[part] for part in parts]):
                return found
    finally:
        await consumer.stop()


def _consumer(bootstrap: str, **settings: Any) -> AIOKafkaConsumer:
    return AIOKafkaConsumer(
        bootstrap_servers=bootstrap,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=MAX_RECORD_BYTES + 2**20,
        fetch_max_wait_ms=50,
        request_timeout_ms=20_000,
        **settings,
    )


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


def committed(bootstrap: str, group: str, *topics: str) -> dict[TopicPartition, int]:
    """What the group has committed on the topics; partitions without a commit are left out."""

    async def run() -> dict[TopicPartition, int]:
        consumer = _consumer(bootstrap, group_id=group)
        await consumer.start()
        try:
            parts = [TopicPartition(topic, number) for topic in topics for number in await _partitions(bootstrap, topic)]
            consumer.assign(parts)
            places = [(part, await consumer.committed(part)) for part in parts]
            return {part: place for part, place in places if place is not None}
        finally:
            await consumer.stop()

    return asyncio.run(run())


def reset_group(bootstrap: str, group: str, offsets: Mapping[TopicPartition, int], *, as_worker: bool = False) -> None:
    """Commit `offsets` for a group that has no members, as an operator would with kafka-consumer-groups.sh.

    `as_worker`: under the protocol name of the workers, which the embedded broker asks for even when none is left.
    """
    protocol = _OfWorkers if as_worker else RoundRobinPartitionAssignor

    async def run() -> None:
        consumer = _consumer(bootstrap, group_id=group, session_timeout_ms=6_000, partition_assignment_strategy=[protocol])
        await consumer.start()
        try:
            # As a member: the embedded broker takes commits of members only.
            consumer.subscribe(sorted({part.topic for part in offsets}))
            async with asyncio.timeout(_JOINED_WITHIN_S):
                while not consumer.assignment():
                    await consumer.getmany(timeout_ms=100, max_records=1)
            await consumer.commit(dict(offsets))
        finally:
            await consumer.stop()

    asyncio.run(run())
