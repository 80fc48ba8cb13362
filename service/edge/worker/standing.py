"""How a worker stands: whether it is ready, what got on and when, and whether it may go on at all."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from service.edge.hops.wiring import Hops
from service.edge.kafka.connection import CONNECTION, FROZEN_S
from service.edge.kafka.faust_app import App
from service.edge.kafka.publisher import KafkaPublisher
from service.edge.process_end import abort
from service.edge.worker.membership import Membership
from service.edge.worker.topic_watch import TopicWatch
from service.telemetry.status import Status


class Standing:
    """Looks at the parts of a worker, many times a second; the watchdog looks at this (`watchdog.Watched`)."""

    def __init__(
        self,
        *,
        app: App,
        hops: Hops[Any],
        membership: Membership,
        publisher: KafkaPublisher,
        topics: TopicWatch,
        readers_starting: "asyncio.Future[None]",
        status: Status,
        abort: Callable[[str, BaseException], None],
    ) -> None:
        """`abort(why, exception)` ends the process, where a part says that the worker may not go on."""
        self._app = app
        self._hops = hops
        self._membership = membership
        self._publisher = publisher
        self._topics = topics
        self._readers_starting = readers_starting
        self._status = status
        self._abort = abort
        self._tick_at = self._joined_at = self._progress_at = time.monotonic()

    def look(self, now: float) -> None:
        """Find out whether the worker is ready, and note for the watchdog what got on."""
        if now - self._tick_at > FROZEN_S:  # the process stood still: confirmations may be waiting to be read
            self._publisher.excuse()
        self._tick_at = now
        if self._app.crashed:
            abort("Faust has crashed", self._app.crash_reason or RuntimeError("no reason given"))
        CONNECTION.look()
        if CONNECTION.lost:  # it is waited for here: a new process would find no broker either
            self._publisher.excuse()
            self._joined_at = self._progress_at = now
            self._status.now(CONNECTION.reason)
            return
        self._topics.look()
        if self._topics.problem:
            self._abort("the topics can't be looked at", self._topics.problem)
        if overdue := self._publisher.overdue():
            abort("records are unconfirmed", TimeoutError(overdue))
        self._tell(now)
        if self._hops.in_flight or not self._status.total_lag():
            self._progress_at = now

    def _tell(self, now: float) -> None:
        """Tell the status what is still to be done before the worker is ready."""
        if self._app.rebalancing or not self._membership.joined:
            self._status.now("joining the group")
            return
        self._joined_at = now
        loading = self._hops.lanes.loading
        starting = "" if self._readers_starting.done() else "starting the child processes"
        self._status.now(f"loading the memory of {loading} lanes" if loading else starting)

    def last_tick(self) -> float:
        """When the event loop last ran."""
        return self._tick_at

    def last_progress(self) -> float:
        """When something was last acknowledged or loaded, or nothing could be."""
        return max(self._progress_at, self._hops.last_progress)

    def last_joined(self) -> float:
        """When the worker last was a member of the group outside a rebalance."""
        return self._joined_at
