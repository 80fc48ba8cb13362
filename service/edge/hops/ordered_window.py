"""The ordered window: several pieces of work at once, acknowledged strictly in the order in which they were taken."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Generic, TypeVar

from service.edge.fault_point import FaultPoint, reach

Taken = TypeVar("Taken")


class OrderedWindow(Generic[Taken]):
    """Work in flight, bounded.

    Acks follow the order of `add`, over all partitions: so they are in offset order within each partition, and Faust's commit can't
    pass unfinished work (it could with acks out of order). Work that ends with an exception is never acknowledged: `abort` is called,
    which must end the process, and the log is replayed.
    """

    def __init__(
        self,
        limit: int,
        ack: Callable[[Taken], None],
        abort: Callable[[str, BaseException], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`limit`: pieces of work in flight; `ack` acknowledges one input; `abort(why, exception)` ends the process."""
        self._limit = limit
        self._ack = ack
        self._abort = abort
        self._clock = clock
        self._work: deque[tuple[Sequence[Taken], asyncio.Task[None]]] = deque()
        self._aborted = False
        self._changed = asyncio.Event()
        self.last_ack = clock()
        """When something was last acknowledged (monotonic clock); the watchdog looks at it."""

    def __len__(self) -> int:
        """How many pieces of work are in flight."""
        return len(self._work)

    @property
    def has_room(self) -> bool:
        """Whether `add` may be called."""
        return len(self._work) < self._limit

    async def room(self) -> None:
        """Wait until `add` may be called."""
        while not self.has_room:
            self._changed.clear()
            await self._changed.wait()

    async def idle(self) -> None:
        """Wait until nothing is in flight."""
        while self._work:
            self._changed.clear()
            await self._changed.wait()

    def add(self, inputs: Sequence[Taken], work: Coroutine[Any, Any, None]) -> None:
        """Start `work`; when it and all before it are done, `inputs` are acknowledged in their order."""
        task = asyncio.ensure_future(work)
        self._work.append((inputs, task))
        task.add_done_callback(self._settle)

    def _settle(self, _done: "asyncio.Task[None]") -> None:
        while self._work and self._work[0][1].done() and not self._aborted:
            inputs, task = self._work[0]
            problem = asyncio.CancelledError() if task.cancelled() else task.exception()
            if problem is not None:
                self._aborted = True  # the process is about to end; until it does, nothing may be acknowledged
                self._abort("work is unconfirmed", problem)
                return
            self._work.popleft()
            reach(FaultPoint.BEFORE_ACK)
            for one in inputs:
                self._ack(one)
            self.last_ack = self._clock()
        self._changed.set()
