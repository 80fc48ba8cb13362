"""Faust's Kafka consumer with the parts replaced that could lose a record (see `docs/decisions` on Faust)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Protocol, cast

from aiokafka import AIOKafkaConsumer
from faust.transport.consumer import RecordMap
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread
from faust.transport.drivers.aiokafka import Consumer as FaustConsumer
from faust.transport.drivers.aiokafka import Transport as FaustTransport
from faust.types import TP

from service.edge.fault_point import FaultPoint, reach
from service.edge.kafka import group
from service.edge.kafka.continuity import Continuity, Gap, Partition
from service.telemetry import metrics

MOST_WAITING_BYTES = 32 * 2**20
"""Beyond this, nothing more is fetched until the agents have taken some: seconds of ordinary work, and a bound for large records."""
FULL_PAUSE_S = 0.02
POLL_S = 0.05
"""Faust waits a second for records of the partitions that were not full when it asked; meanwhile the others have long got room."""
_DELIVERY_AND_SUSPENSION = 2
"""What Faust waits for when it delivers a record; it waits for single things by the same method."""
FETCH_WAIT_MS = 100
"""Faust has 1.5 s. A broker answers one fetch of a connection at a time, so that long an article could wait between the hops."""


class Host(Protocol):
    """What the consumer needs of the worker."""

    continuity: Continuity

    async def before_revoke(self, partitions: frozenset[Partition]) -> None:
        """A rebalance begins: finish what is in flight, for a bounded time."""

    def gaps(self, gaps: list[Gap]) -> None:
        """The log does not follow on."""

    def committed(self, offsets: Mapping[Partition, int]) -> None:
        """The group has taken these offsets."""

    def strange(self, offsets: Mapping[Partition, int]) -> None:
        """What the group has committed on partitions that are ours now, and this release did not."""


class Consumer(FaustConsumer):
    """The consumer of one worker."""

    logger = logging.getLogger("faust")
    host: Host

    def _new_consumer_thread(self) -> AIOKafkaConsumerThread:
        return ConsumerThread(self, loop=self.loop, beacon=self.beacon)

    async def _wait_next_records(self, timeout: float) -> tuple[RecordMap | None, set[TP] | None]:  # noqa: ASYNC109 - Faust's signature
        if self.flow_active and not self._get_active_partitions():
            await asyncio.sleep(FULL_PAUSE_S)  # all are full: Faust would sleep for a second
            return {}, set()
        return await super()._wait_next_records(timeout)

    async def _getmany(self, active_partitions: set[TP] | None, timeout: float) -> RecordMap:  # noqa: ASYNC109 - Faust's signature
        if self.host.continuity.waiting_bytes > MOST_WAITING_BYTES:
            await asyncio.sleep(FULL_PAUSE_S)
            return {}
        records = await super()._getmany(active_partitions, min(timeout, POLL_S))
        for tp, found in records.items():
            gaps = self.host.continuity.fetch(_partition(tp), [(record.offset, len(record.value or b"")) for record in found])
            if gaps:
                self._follow(gaps)
        return records

    async def wait_first(self, *work: Any, timeout: Any = None) -> Any:  # noqa: ASYNC109 - Faust's signature
        """Deliver a record to its agent's queue.

        Faust makes four tasks for each record, so that a rebalance can interrupt a delivery that waits. Where nothing can make it wait
        (the flow is on, and there is room in every queue) it is simply done.
        """
        free = self.flow_active and self.app.flow_control.is_active() and not any(channel.queue.full() for channel in self.app.topics)
        if not free or len(work) != _DELIVERY_AND_SUSPENSION:
            return await super().wait_first(*work, timeout=timeout)
        deliver, suspended = work
        try:
            await deliver
        finally:
            suspended.close()
        return None

    def _follow(self, gaps: list[Gap]) -> None:
        for gap in gaps:
            if gap.got < gap.expected:
                # The log is younger than the group's offset (made anew, or the group was set back): Faust would drop it all in silence.
                tp = TP(*gap.partition)
                self._read_offset[tp] = None
                self._committed_offset[tp] = None
        self.host.gaps(gaps)

    async def perform_seek(self) -> None:
        """Seek to the committed offsets, from which on every record must arrive."""
        await super().perform_seek()
        self.host.strange(await cast("ConsumerThread", self._thread).strange_commits())
        for tp in self.assignment():
            committed = self._committed_offset.get(tp)
            self.host.continuity.seek(_partition(tp), committed)
            if committed is not None:
                self.host.committed({_partition(tp): committed})

    def _new_offset(self, tp: TP) -> int | None:
        """The offset to commit: past the last acknowledged record.

        Acks come strictly in order (`OrderedWindow`), so there is no gap to look for; Faust's own search can commit past unfinished
        work and, after a legal gap near offset 0, never commits again.
        """
        acked: list[int] = self._acked[tp]
        if not acked:
            return None
        last = max(acked)
        acked.clear()
        self._acked_index[tp].clear()
        return last + 1

    async def _add_gap(self, tp: TP, offset_from: int, offset_to: int) -> None:
        """Nothing: see `_new_offset`."""

    async def _commit(self, offsets: Mapping[TP, int]) -> bool:
        reach(FaultPoint.DURING_COMMIT)
        taken = await super()._commit(offsets)
        if taken:
            metrics.LAST_COMMIT.set_to_current_time()
            self.host.committed({_partition(tp): offset for tp, offset in offsets.items()})
        return taken

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Commit what is done before Faust forgets it, so that little is replayed."""
        self.stop_flow()
        self.app.flow_control.suspend()
        self.app.flow_control.clear()
        await self.host.before_revoke(frozenset(_partition(tp) for tp in revoked))
        await self.commit()
        await super().on_partitions_revoked(revoked)
        self.host.continuity.forget([_partition(tp) for tp in revoked])

    def verify_event_path(self, now: float, tp: TP) -> None:
        """Nothing: our watchdog looks at progress.

        Faust would compare with the last event of each stream, which it has from the monitor's work for each message (`QuietMonitor`),
        so that a backlog after five quiet minutes looked like an agent that hangs.
        """

    async def wait_empty(self) -> None:
        """Commit only: `before_revoke` and the worker's own drain have waited already, and for a bounded time."""
        await self.commit_and_end_transactions()


class ConsumerThread(AIOKafkaConsumerThread):
    """The thread with the Kafka client."""

    logger = logging.getLogger("faust")

    def _create_worker_consumer(self, transport: FaustTransport) -> AIOKafkaConsumer:
        consumer = super()._create_worker_consumer(transport)
        consumer._fetch_max_wait_ms = FETCH_WAIT_MS  # noqa: SLF001 - Faust has it in the code, not in a setting
        group.keep(consumer)
        return consumer

    async def on_start(self) -> None:
        """Connect; Faust subscribes, and so joins the group, later."""
        await super().on_start()
        group.refuse_loudly(self._ensure_consumer(), self.app.conf.id)

    async def strange_commits(self) -> dict[Partition, int]:
        """The commits, of the partitions that are ours, that this release did not make."""
        consumer = self._ensure_consumer()
        return cast("dict[Partition, int]", await self.call_thread(group.strange_now, consumer, consumer.assignment()))


class Transport(FaustTransport):
    """Makes consumers of our kind for one host."""

    Consumer = Consumer
    host: Host

    def create_consumer(self, callback: Callable[[Any], Awaitable[Any]], **kwargs: Any) -> FaustConsumer:
        """A consumer that reports to the host."""
        consumer = cast("Consumer", super().create_consumer(callback, **kwargs))
        consumer.host = self.host
        return consumer


def _partition(tp: Iterable[Any]) -> Partition:
    return Partition(*tp)
