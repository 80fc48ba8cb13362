"""The connection to the brokers, over all Kafka clients of the process: when it is lost, and one voice about it in the log."""

import time
from collections.abc import Callable

from service.telemetry import logs, metrics
from service.telemetry.logs import LogEvent, get_logger

FAILING_S = 2.0
"""A refused connection counts as lost when nobody has answered for so long: a member of the group hears a heartbeat every second."""
SILENT_S = 10.0
"""Where connections stay and nothing arrives, silence alone must do; the lag is asked for every 2 s."""
FROZEN_S = 2.0
"""Looks that are so far apart say that the process itself stood still: the silence may be its own."""
REMIND_S = 60.0


class Connection:
    """What the clients have met, from any thread; `look` makes a state of it, in the worker's loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing met yet: that counts as connected, as no worker starts without a broker."""
        self._clock = clock
        self._answered_at = self._silent_from = self._looked_at = clock()
        self._failed_at: float | None = None
        self._lost_at: float | None = None
        self._reminded_at = 0.0

    @property
    def lost(self) -> bool:
        """Whether no broker answers."""
        return self._lost_at is not None

    @property
    def reason(self) -> str:
        """Why the worker is not ready for it; empty while it is connected."""
        return "" if self._lost_at is None else f"no Kafka broker has answered for {self._clock() - self._answered_at:.0f} s"

    def answered(self) -> None:
        """A broker has answered a client."""
        self._answered_at = self._clock()

    def failed(self) -> None:
        """A client has asked all brokers that it knows, and none answered."""
        self._failed_at = self._clock()

    def look(self) -> None:
        """Judge the state; says in the log when it changes, and once a minute while it is lost. Call it several times a second."""
        now = self._clock()
        if now - self._looked_at > FROZEN_S:
            self._silent_from = now
        self._looked_at = now
        if self._lost_at is None:
            self._look_for_loss(now)
        elif self._answered_at > self._lost_at:
            get_logger().warning(LogEvent.BROKERS_BACK, seconds=round(self._answered_at - self._lost_at, 1))
            self._lost_at = None
            self._tell()
        elif now - self._reminded_at >= REMIND_S:
            self._reminded_at = now
            get_logger().warning(LogEvent.BROKERS_AWAY, seconds=round(now - self._lost_at))

    def _look_for_loss(self, now: float) -> None:
        silence = now - max(self._answered_at, self._silent_from)
        failing = self._failed_at is not None and self._failed_at > self._answered_at
        if silence > SILENT_S or (failing and silence > FAILING_S):
            self._lost_at = self._reminded_at = now
            self._tell()
            get_logger().warning(LogEvent.BROKERS_LOST, meaning="nothing is taken or acknowledged; it is waited for in the process")

    def _tell(self) -> None:
        """What the Kafka libraries say of each attempt adds nothing while no broker answers."""
        logs.LIBRARY_GATE.kafka_closed = self.lost
        metrics.KAFKA_CONNECTED.set(not self.lost)


CONNECTION = Connection()
"""The one of this process: the clients are made in many places, some of them by Faust."""
