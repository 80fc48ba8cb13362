"""The one way by which the worker writes to Kafka: an idempotent producer of our own, and no record counts before it is confirmed.

Faust's own ways are not used: `topic.send` does not wait for delivery, `send_soon` may still be queued when the offset is committed,
and the flush before a commit drops delivery errors.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, KafkaTimeoutError
from aiokafka.partitioner import murmur2
from aiokafka.producer.message_accumulator import BatchBuilder

from service.edge.kafka.client import client_kwargs, unreachable
from service.edge.ports import Delivery, Place, Shipment
from service.record import Output
from service.settings import Settings

REQUEST_TIMEOUT_MS = 30_000
"""After this an unanswered request is sent again, over a new connection."""
CONFIRMED_WITHIN_S = 45.0
"""After this an unconfirmed record ends the worker, and the log is replayed. Above the 30 s that a broker may take to fail over.
aiokafka itself tries for ever: a batch of an idempotent producer never expires. Time in which no broker answers does not count."""
MAX_BATCH_BYTES = 256 * 1024
MAX_REQUEST_BYTES = 16 * 2**20
RECORD_OVERHEAD = 128
"""Bytes of batch header and record framing, rounded up."""


class KafkaPublisher:
    """An idempotent producer with the size limits of the topics; implements `ports.Publisher`."""

    def __init__(
        self, settings: Settings, *, idempotent: bool, largest: Mapping[str, int], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`largest`: topic -> largest record in bytes. `idempotent` is off on the embedded broker only, which can't do it.

        A record beyond its topic's limit must not be sent at all: after the broker has refused one, an idempotent aiokafka producer
        is out of sequence on that partition for good.
        """
        self._settings = settings
        self._clock = clock
        self._idempotent = idempotent
        self._largest = dict(largest)
        self._producer: AIOKafkaProducer | None = None
        self._partitions: dict[str, int] = {}
        self._unconfirmed: dict[asyncio.Future[Place], float] = {}
        self._excused_until = 0.0

    async def start(self) -> None:
        """Connect; raises `Fatal` when no broker answers."""
        producer = AIOKafkaProducer(
            **client_kwargs(self._settings),
            acks="all",
            enable_idempotence=self._idempotent,
            compression_type="lz4",
            linger_ms=0,
            max_batch_size=MAX_BATCH_BYTES,
            max_request_size=MAX_REQUEST_BYTES,
            request_timeout_ms=REQUEST_TIMEOUT_MS,
        )
        try:
            await producer.start()
        except KafkaError as problem:
            await producer.stop()
            raise unreachable(self._settings, problem) from problem
        await producer.client.set_topics(list(self._largest))
        for topic in self._largest:  # now, as there may be no broker to ask when the first record comes
            self._partitions[topic] = len(await producer.partitions_for(topic))
        self._producer = producer

    async def stop(self) -> None:
        """Send what is left and disconnect."""
        producer, self._producer = self._producer, None
        if producer:
            await producer.stop()

    def excuse(self) -> None:
        """Until now no confirmation could come: the time for each begins anew."""
        self._excused_until = self._clock()

    def overdue(self) -> str:
        """What has not been confirmed in time, in words; empty when all is well."""
        if not self._unconfirmed:
            return ""
        age = self._clock() - max(self._excused_until, next(iter(self._unconfirmed.values())))
        return f"a record has not been confirmed for {age:.0f} s, though a broker answers" if age > CONFIRMED_WITHIN_S else ""

    def fits(self, output: Output) -> bool:
        """Whether the topic takes a record of this size, before compression."""
        size = RECORD_OVERHEAD + len(output.key or b"") + len(output.value or b"")
        if output.headers:
            size += sum(len(name.encode("utf-8", "surrogatepass")) + len(value or b"") + 10 for name, value in output.headers)
        return size <= self._largest[output.topic]

    async def send(self, outputs: Sequence[Output]) -> Delivery:
        """Hand the records to the producer, packed by partition; they keep their order within each.

        One batch takes a tenth of the time of as many single records, and goes out at once.
        """
        producer = self._producer
        if producer is None:
            raise RuntimeError("the publisher is not started")
        batches: list[_Batch] = []
        filling: dict[tuple[str, int], _Batch] = {}
        for index, output in enumerate(outputs):
            place = (output.topic, self._partition(output, index))
            batch = filling.get(place)
            if batch is None or not batch.take(output, index):
                batch = filling[place] = _Batch(producer.create_batch(), *place)
                batch.take(output, index)  # an empty batch takes a record of any size
                batches.append(batch)
        return Delivery([await self._ship(producer, batch) for batch in batches])

    async def _ship(self, producer: AIOKafkaProducer, batch: "_Batch") -> Shipment:
        while True:
            try:
                shipment = await batch.send(producer)
            except KafkaTimeoutError:  # the batch before it has not left yet; `overdue` says when that is too long
                continue
            self._unconfirmed[shipment.confirmation] = self._clock()
            shipment.confirmation.add_done_callback(self._unconfirmed.pop)
            return shipment

    def _partition(self, output: Output, index: int) -> int:
        """As every Kafka client would choose it by the key; records without a key take turns."""
        if output.partition is not None:
            return output.partition
        count = self._partitions[output.topic]
        return index % count if output.key is None else (murmur2(output.key) & 0x7FFFFFFF) % count


class _Batch:
    """A batch of records for one partition, and which of the outputs they are."""

    def __init__(self, builder: BatchBuilder, topic: str, partition: int) -> None:
        self._builder = builder
        self._topic = topic
        self._partition = partition
        self._indexes: list[int] = []

    def take(self, output: Output, index: int) -> bool:
        """Add a record; False when the batch is full."""
        if self._builder.append(timestamp=None, key=output.key, value=output.value, headers=list(output.headers)) is None:
            return False
        self._indexes.append(index)
        return True

    async def send(self, producer: AIOKafkaProducer) -> Shipment:
        """Close the batch and hand it over; raises KafkaTimeoutError when the one before it does not leave in time."""
        self._builder.close()
        confirmation = await producer.send_batch(self._builder, self._topic, partition=self._partition)
        return Shipment(cast("asyncio.Future[Place]", confirmation), self._indexes)  # RecordMetadata has partition and offset
