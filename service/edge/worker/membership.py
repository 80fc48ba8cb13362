"""The worker as a member of the group: what is assigned to it, how far it has committed, and whether the log follows on."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from typing import Any

from aiokafka.errors import KafkaError

from service.edge.hops.lane_memories import Lanes
from service.edge.kafka.continuity import Continuity, Gap, Partition
from service.edge.kafka.group import StrangerError
from service.edge.process_end import abort
from service.edge.worker.log_meter import LogMeter
from service.telemetry import metrics
from service.telemetry.logs import LogEvent, get_logger
from service.telemetry.status import Status


class Membership:
    """What the consumer tells of the group (`faust_consumer.Host`)."""

    def __init__(
        self,
        *,
        articles_topic: str,
        lanes: Lanes,
        meter: LogMeter,
        status: Status,
        finish: Callable[[], Awaitable[None]],
        revoke_within_s: float,
        adopted: Mapping[Partition, int] | None,
    ) -> None:
        """`finish` ends what is in flight, for which a rebalance waits `revoke_within_s` seconds at most.

        `adopted`: commits of others that have done no harm; None where commits carry no marks.
        """
        self._articles_topic = articles_topic
        self._lanes = lanes
        self._meter = meter
        self._status = status
        self._finish = finish
        self._revoke_within_s = revoke_within_s
        self._adopted = adopted
        self.continuity = Continuity()
        self.joined = False
        """Whether an assignment (of no partition, perhaps) is in force."""
        self._assigned: frozenset[Partition] = frozenset()
        self._committed: dict[Partition, int] = {}
        self._asking: set[asyncio.Future[None]] = set()
        self._measuring = False

    def assigned(self, partitions: Iterable[Partition]) -> None:
        """A rebalance ends: these are ours now. Called within the rebalance, so it only begins things."""
        self.joined = True
        metrics.REBALANCES.inc()
        self._assigned = frozenset(partitions)
        get_logger().info(LogEvent.PARTITIONS_ASSIGNED, partitions=sorted(f"{one.topic}-{one.partition}" for one in self._assigned))
        self._lanes.assigned(one.partition for one in self._assigned if one.topic == self._articles_topic)

    async def before_revoke(self, partitions: frozenset[Partition]) -> None:
        """A rebalance begins: finish what is in flight, for a bounded time, because no heartbeats are sent meanwhile."""
        get_logger().info(LogEvent.PARTITIONS_REVOKED, count=len(partitions))
        self.joined = False
        self._assigned = frozenset()
        try:
            async with asyncio.timeout(self._revoke_within_s):
                await self._finish()
        except TimeoutError:
            get_logger().warning(LogEvent.PARTITIONS_REVOKED, reason="not all was finished; it will be replayed")
        for partition in partitions:
            self._committed.pop(partition, None)

    def committed(self, offsets: Mapping[Partition, int]) -> None:
        """The group has taken these offsets."""
        self._committed.update(offsets)

    def strange(self, offsets: Mapping[Partition, int]) -> None:
        """Commits of others: whether they have passed over something is found out by a new worker, before it joins."""
        if self._adopted is None:
            return
        for partition, offset in offsets.items():
            if self._adopted.get(partition) != offset:
                where = f"{partition.topic}-{partition.partition}: {offset}"
                abort("the group's commits are not ours", StrangerError(f"another program has committed for the group ({where})"))

    def gaps(self, gaps: list[Gap]) -> None:
        """The log does not follow on: find out whether retention has overtaken the group, or the log is another one."""
        for gap in gaps:
            if gap.got < gap.expected:
                get_logger().error(
                    LogEvent.LOG_WENT_BACK,
                    partition=f"{gap.partition.topic}-{gap.partition.partition}",
                    expected=gap.expected,
                    got=gap.got,
                    meaning="the topic was made anew, or the group was set back; all of it is read",
                )
            else:
                self._ask(self._count_lost(gap))

    def measure(self) -> None:
        """Ask how far the group is behind, unless the last answer is still awaited; the status knows soon."""
        if not self._measuring:
            self._measuring = True
            self._ask(self._measure())

    async def _measure(self) -> None:
        try:
            assigned = sorted(self._assigned)
            self._status.commits({(one.topic, one.partition): self._committed.get(one, 0) for one in assigned})
            self._status.lags(await self._meter.lag(assigned, self._committed))
        finally:
            self._measuring = False

    async def _count_lost(self, gap: Gap) -> None:
        lost = await self._meter.lost(gap)
        if lost:
            self._status.lost(lost)
            get_logger().error(
                LogEvent.INPUT_LOST,
                partition=f"{gap.partition.topic}-{gap.partition.partition}",
                count=lost,
                first=gap.expected,
                meaning="retention deleted these records before the group had read them",
            )

    def _ask(self, question: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(question)
        self._asking.add(task)
        task.add_done_callback(self._answered)

    def _answered(self, task: "asyncio.Future[None]") -> None:
        self._asking.discard(task)
        problem = None if task.cancelled() else task.exception()
        if problem is not None and not isinstance(problem, KafkaError):  # brokers may be away for a while: the watchdog decides
            abort("a question about the log failed", problem)
