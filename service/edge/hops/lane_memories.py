"""The memory of the lanes that this worker owns: loaded from `news.seen` when a lane arrives, kept when it leaves.

A lane is loaded in a task of its own, never inside a rebalance callback: there aiokafka sends no heartbeats, so that a load longer
than the session would be evicted for ever. The load starts when the lane is assigned, its first record waits for it, and it gives
up as soon as the next rebalance begins. What was loaded stays, and is read on from where it ended, when the lane comes back.
"""

import asyncio
import struct
import time
from collections.abc import Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass, field

from service.edge.fault_point import FaultPoint, reach
from service.edge.ports import Log, Place
from service.errors import Fatal
from service.outcome import ExitCode
from service.seen.memory import Seen
from service.telemetry.logs import LogEvent, get_logger
from service.telemetry.status import Status

BREATH_S = 0.01
"""A load lets the event loop run at least so often."""


class LaneGoneError(Exception):
    """The lane is not ours any more: what waits for it must be dropped without an acknowledgement."""


@dataclass(slots=True)
class _Memory:
    """What is known of one lane; `next` is the offset on `news.seen` from which nothing is known yet."""

    seen: Seen
    next: int = 0
    loading: "asyncio.Task[None] | None" = field(default=None, repr=False)


class Lanes:
    """The memories, by partition of `news.articles` (which is that of `news.seen` too)."""

    def __init__(
        self,
        log: Log,
        articles_topic: str,
        window_ms: int,
        status: Status,
        abort: Callable[[str, BaseException], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`articles_topic`: whose partitions the lanes are; `abort(why, exception)` ends the process."""
        self._log = log
        self._articles_topic = articles_topic
        self._window_ms = window_ms
        self._status = status
        self._abort = abort
        self._clock = clock
        self._memories: dict[int, _Memory] = {}
        self._owned: frozenset[int] = frozenset()
        self.last_progress = self._clock()
        """When a load last got on (monotonic clock); the watchdog looks at it."""

    @property
    def loading(self) -> int:
        """How many owned lanes are not loaded yet."""
        return sum(not self._is_loaded(lane) for lane in self._owned)

    def assigned(self, lanes: Iterable[int]) -> None:
        """These lanes are ours now: begin to load them."""
        self._owned = frozenset(lanes)
        for lane in sorted(self._owned):
            memory = self._memories.setdefault(lane, _Memory(Seen(self._window_ms)))
            if memory.loading is None:
                memory.loading = asyncio.ensure_future(self._load(lane, memory))
                memory.loading.add_done_callback(self._loaded)

    def revoked(self) -> None:
        """A rebalance begins: no lane is ours, and loads give up."""
        self._owned = frozenset()
        for memory in self._memories.values():
            loading, memory.loading = memory.loading, None
            if loading is not None and not loading.done():
                loading.cancel()

    async def ready(self, lane: int) -> Seen:
        """The lane's memory, once it is loaded. Raises LaneGoneError when the lane is or becomes somebody else's."""
        memory = self._memories.get(lane)
        if lane not in self._owned or memory is None or memory.loading is None:
            raise LaneGoneError(lane)
        if not memory.loading.done():
            await asyncio.wait([memory.loading])
        if memory.loading is None or memory.loading.cancelled():
            raise LaneGoneError(lane)
        memory.loading.result()
        return memory.seen

    def written(self, place: Place) -> None:
        """An entry of ours was confirmed there. When it follows on what is known, it need not be read back."""
        memory = self._memories[place.partition]
        if place.offset == memory.next:
            memory.next += 1
        self._status.seen_entries(sum(len(one.seen) for one in self._memories.values()))

    def _is_loaded(self, lane: int) -> bool:
        loading = self._memories[lane].loading
        return loading is not None and loading.done() and not loading.cancelled()

    def _loaded(self, loading: "asyncio.Task[None]") -> None:
        problem = None if loading.cancelled() else loading.exception()
        if isinstance(problem, ValueError | LookupError | struct.error):
            problem = Fatal(
                f"The seen topic holds a record that this release can't read ({problem}): run the release that wrote it, or start with an "
                "empty seen topic, which forgets what dedupe knew.",
                ExitCode.BROKEN_RELEASE,
            )
        if problem is not None:
            self._abort("the memory of a lane could not be loaded", problem)

    async def _load(self, lane: int, memory: _Memory) -> None:
        began, records, breath = self._clock(), 0, self._clock()
        async with aclosing(self._log.seen(lane, memory.next)) as values:
            async for offset, value in values:
                memory.seen.load(value)
                memory.next = offset + 1
                records += 1
                now = self._clock()
                if now - breath > BREATH_S:
                    self.last_progress = now
                    await asyncio.sleep(0)
                    breath = self._clock()
                reach(FaultPoint.LOADING_SEEN)
        await self._check_belongs(lane, memory.seen)
        self.last_progress = self._clock()
        self._status.seen_entries(sum(len(one.seen) for one in self._memories.values()))
        get_logger().info(
            LogEvent.LANE_LOADED, lane=lane, records=records, entries=len(memory.seen), seconds=round(self._clock() - began, 3)
        )

    async def _check_belongs(self, lane: int, seen: Seen) -> None:
        """What is remembered beyond the lane's end is of another log: nothing of it would be found, and duplicates would pass."""
        latest = seen.latest
        if latest is not None and latest.offset >= await self._log.end(self._articles_topic, lane):
            raise Fatal(
                f"The memory of dedupe knows offset {latest.offset} of {self._articles_topic}-{lane}, which is not there: that topic was "
                "made anew. Delete the seen topic too and run `demarche topics create`; dedupe then starts without memory.",
                ExitCode.BROKEN_RELEASE,
            )
