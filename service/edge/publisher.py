"""The one way by which the worker writes to Kafka: an idempotent producer of our own, and no record counts before it is confirmed.

Faust's own ways are not used: `topic.send` does not wait for delivery, `send_soon` may still be queued when the offset is committed,
and the flush before a commit drops delivery errors.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, cast

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from service.edge.client import client_kwargs, unreachable
from service.edge.ports import Delivery, Place
from service.record import Output
from service.settings import Settings

REQUEST_TIMEOUT_MS = 45_000
"""After this an unconfirmed record ends the worker, and the log is replayed. Above the 30 s that a broker may take to fail over."""
MAX_BATCH_BYTES = 256 * 1024
MAX_REQUEST_BYTES = 16 * 2**20
RECORD_OVERHEAD = 128
"""Bytes of batch header and record framing, rounded up."""


class KafkaPublisher:
    """An idempotent producer with the size limits of the topics; implements `ports.Publisher`."""

    def __init__(self, settings: Settings, *, idempotent: bool, largest: Mapping[str, int]) -> None:
        """`largest`: topic -> largest record in bytes. `idempotent` is off on the embedded broker only, which can't do it.

        A record beyond its topic's limit must not be sent at all: after the broker has refused one, an idempotent aiokafka producer
        is out of sequence on that partition for good.
        """
        self._settings = settings
        self._idempotent = idempotent
        self._largest = dict(largest)
        self._producer: AIOKafkaProducer | None = None

    async def start(self) -> None:
        """Connect; raises `Fatal` when no broker answers."""
        producer = AIOKafkaProducer(
            **client_kwargs(self._settings),
            acks="all",
            enable_idempotence=self._idempotent,
            compression_type="lz4",
            linger_ms=0,  # records of one call travel together anyway, and the places of events are waited for
            max_batch_size=MAX_BATCH_BYTES,
            max_request_size=MAX_REQUEST_BYTES,
            request_timeout_ms=REQUEST_TIMEOUT_MS,
        )
        try:
            await producer.start()
        except KafkaError as problem:
            await producer.stop()
            raise unreachable(self._settings, problem) from problem
        self._producer = producer

    async def stop(self) -> None:
        """Send what is left and disconnect."""
        producer, self._producer = self._producer, None
        if producer:
            await producer.stop()

    @property
    def connected(self) -> bool:
        """Whether `start` has succeeded."""
        return self._producer is not None

    def fits(self, output: Output) -> bool:
        """Whether the topic takes a record of this size, before compression."""
        size = RECORD_OVERHEAD + len(output.key or b"") + len(output.value or b"")
        if output.headers:
            size += sum(len(name.encode("utf-8", "surrogatepass")) + len(value or b"") + 10 for name, value in output.headers)
        return size <= self._largest[output.topic]

    async def send(self, outputs: Sequence[Output]) -> Delivery:
        """Hand the records to the producer; they keep their order within a partition.

        Raises KafkaError when a full buffer does not drain in time.
        """
        producer = self._producer
        if producer is None:
            raise RuntimeError("the publisher is not started")
        confirmations = [
            await producer.send(
                output.topic,
                value=output.value,
                key=output.key,
                partition=output.partition,
                headers=list(output.headers),
            )
            if output.value is not None or output.key is not None
            else await self._send_bare(producer, output)
            for output in outputs
        ]
        return Delivery(cast("list[asyncio.Future[Place]]", confirmations))  # RecordMetadata has partition and offset

    @staticmethod
    async def _send_bare(producer: AIOKafkaProducer, output: Output) -> Any:
        """A record with neither key nor value, such as the dead letter of one: legal in Kafka, refused by `AIOKafkaProducer.send`."""
        batch = producer.create_batch()
        batch.append(timestamp=None, key=None, value=None, headers=list(output.headers))
        batch.close()
        return await producer.send_batch(batch, output.topic, partition=output.partition or 0)
