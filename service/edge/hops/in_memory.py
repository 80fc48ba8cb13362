"""The edge without Kafka: a log in memory and a worker on it, so that tests run the whole service in milliseconds.

The worker is made of the same hops, window, lanes and publishing rules as the real one; only the log, the delivery and the group are
replaced. It can die at any moment (`MemoryWorker` is dropped); the log and what the group has committed stay.
"""

import asyncio
import zlib
from collections.abc import AsyncGenerator, Coroutine, Mapping, Sequence
from typing import Any

from service.context import Context
from service.edge.children.pool import InProcessReaders, Readers
from service.edge.hops.wiring import Hops, World, build_hops
from service.edge.ports import Delivery, Hop, Place, Shipment
from service.record import Headers, Output, Record, Source
from service.telemetry.status import Status

START_MS = 1_790_000_000_000
"""Record time begins here, and each record is a millisecond younger than the one before."""


class MemoryBroker:
    """Topics of a fixed number of partitions, made when they are first written to, and the offsets that the group has committed."""

    def __init__(self, partitions: int = 4, largest: Mapping[str, int] | None = None) -> None:
        """`largest`: topic -> most bytes of a value; others take anything."""
        self.partitions = partitions
        self.largest = largest or {}
        self.committed: dict[tuple[str, int], int] = {}
        self._topics: dict[str, list[list[Record]]] = {}
        self._now_ms = START_MS

    def produce(
        self, topic: str, value: bytes | None, key: bytes | None = None, headers: Headers = (), partition: int | None = None
    ) -> Place:
        """Append a record; without a partition its key decides (0 without a key)."""
        place = zlib.crc32(key or b"") % self.partitions if partition is None else partition
        log = self._topics.setdefault(topic, [[] for _ in range(self.partitions)])[place]
        self._now_ms += 1
        log.append(Record(Source(topic, place, len(log)), self._now_ms, key, value, headers))
        return Place(place, len(log) - 1)

    def records(self, topic: str, partition: int | None = None) -> list[Record]:
        """What a topic, or one of its partitions, holds."""
        logs = self._topics.get(topic, [])
        return [record for number, log in enumerate(logs) if partition in {None, number} for record in log]

    def last_values(self, topic: str) -> dict[bytes | None, bytes | None]:
        """The last value of each key, as a reader of the topic keeps it."""
        return {record.key: record.value for record in self.records(topic)}

    def waiting(self, topic: str) -> list[Record]:
        """The records beyond what the group has committed."""
        return [record for record in self.records(topic) if record.source.offset >= self.committed.get((topic, record.source.partition), 0)]


class MemoryPublisher:
    """Writes at once; implements `ports.Publisher`."""

    def __init__(self, broker: MemoryBroker) -> None:
        """`broker` keeps the records."""
        self._broker = broker

    def fits(self, output: Output) -> bool:
        """Whether the value is within the topic's limit."""
        limit = self._broker.largest.get(output.topic)
        return limit is None or len(output.value or b"") <= limit

    async def send(self, outputs: Sequence[Output]) -> Delivery:
        """Append the records; they are confirmed already."""
        shipments = []
        for index, output in enumerate(outputs):
            confirmation = asyncio.get_running_loop().create_future()
            confirmation.set_result(self._broker.produce(output.topic, output.value, output.key, output.headers, output.partition))
            shipments.append(Shipment(confirmation, [index]))
        return Delivery(shipments)


class MemoryLog:
    """Reads records back; implements `ports.Log`."""

    def __init__(self, broker: MemoryBroker, seen_topic: str) -> None:
        """`broker` keeps the records."""
        self._broker = broker
        self._seen_topic = seen_topic

    async def fetch(self, topic: str, partition: int, offset: int) -> Record | None:
        """The record at exactly this place."""
        log = self._broker.records(topic, partition)
        return log[offset] if offset < len(log) else None

    async def seen(self, partition: int, start: int) -> AsyncGenerator[tuple[int, bytes], None]:
        """The records of the seen topic from `start` on."""
        for record in self._broker.records(self._seen_topic, partition)[start:]:
            yield record.source.offset, record.value or b""

    async def end(self, topic: str, partition: int) -> int:
        """The offset that the next record will get."""
        return len(self._broker.records(topic, partition))


class AbortedError(Exception):
    """The worker would have ended its process; the cause says why."""


class MemoryWorker:
    """One worker that owns every partition. To be made in a running event loop."""

    def __init__(self, broker: MemoryBroker, context: Context, readers: Readers | None = None) -> None:
        """`readers` replaces the usual ones."""
        self._broker = broker
        self._names = context.topic_names
        self._aborted: asyncio.Future[BaseException] = asyncio.get_running_loop().create_future()
        world = World(
            context=context,
            readers=readers or InProcessReaders(context, broker.partitions),
            log=MemoryLog(broker, self._names.seen),
            publisher=MemoryPublisher(broker),
            status=Status(version="test", rules_version="test", group="test", instance=None),
        )
        self._hops: Hops[Source] = build_hops(world, chunks_in_flight=4, lane_records_in_flight=4, ack=self._ack, abort=self._abort)

    async def run(self) -> None:
        """Work until nothing waits; raises AbortedError where the real worker would end its process."""
        self._hops.lanes.assigned(range(self._broker.partitions))
        while self._broker.waiting(self._names.raw) or self._broker.waiting(self._names.articles):
            await self.read_all()
            await self.settle_all()

    async def read_all(self) -> None:
        """Hop 1 for everything that waits on the input."""
        await self._take_all(self._hops.read, self._names.raw)

    async def settle_all(self) -> None:
        """Hop 2 for everything that waits in the lanes."""
        await self._take_all(self._hops.settle, self._names.articles)

    async def _take_all(self, hop: Hop[Source], topic: str) -> None:
        for record in self._broker.waiting(topic):
            await self._unless_aborted(hop.take(record, record.source))
        await self._unless_aborted(hop.drain())

    async def _unless_aborted(self, work: Coroutine[Any, Any, None]) -> None:
        """Do the work; where the real process would have ended, raise instead."""
        task = asyncio.ensure_future(work)
        either: list[asyncio.Future[Any]] = [task, self._aborted]
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if self._aborted.done():
            task.cancel()
            raise AbortedError from self._aborted.result()
        await task

    def _ack(self, source: Source) -> None:
        place = (source.topic, source.partition)
        if source.offset != self._broker.committed.get(place, 0):
            raise AssertionError(f"{source.key} was acknowledged out of order")
        self._broker.committed[place] = source.offset + 1

    def _abort(self, _why: str, problem: BaseException) -> None:
        if not self._aborted.done():
            self._aborted.set_result(problem)
