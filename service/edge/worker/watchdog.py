"""The watchdog: a thread that ends a worker which lives and does nothing.

Faust has several known ways to stop consuming without a crash (a recovery step that timed out, a stream that hangs after a broker's
restart); none of them shows in a liveness probe that only asks whether the loop ticks. So progress is watched, and the exit makes
the supervisor start a new worker, which replays.
"""

import threading
import time
from collections.abc import Callable
from typing import Protocol

LOOP_SILENT_S = 30.0
NO_PROGRESS_S = 45.0
"""A standstill is so noticed within 50 s (lag is asked for every 2 s, and looked at every second) and its worker replaced within 60 s or
so, the 10 s included in which the group waits for the dead member. Longer than a rebalance may last (30 s)."""
NOT_JOINED_S = 120.0
"""Twice what a broker may take to come back, and longer than any rebalance may last."""
LOOK_EVERY_S = 1.0


class Watched(Protocol):
    """What the watchdog looks at; all times are of the monotonic clock."""

    def last_tick(self) -> float:
        """When the event loop last ran."""

    def last_progress(self) -> float:
        """When something was last acknowledged or loaded, or was not possible for lack of input or for work in flight."""

    def last_joined(self) -> float:
        """When the worker last was a member of the group outside a rebalance."""


class Watchdog:
    """Looks once a second, from a thread of its own."""

    def __init__(self, watched: Watched, bark: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        """`bark(why)` must end the process; it is called in the watchdog's thread. `clock` is that of what it looks at."""
        self._watched = watched
        self._clock = clock
        self._due = clock()
        """When the next look should come; one that comes much later says that the process stood still."""
        self._bark = bark
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()

    def verdict(self, now: float) -> str | None:
        """Why the worker must end, or None."""
        if now - self._watched.last_tick() > LOOP_SILENT_S:
            return f"the event loop has not run for {LOOP_SILENT_S:.0f} s"
        if now - self._watched.last_progress() > NO_PROGRESS_S:
            return f"for {NO_PROGRESS_S:.0f} s input has waited, nothing was in flight and nothing was acknowledged"
        if now - self._watched.last_joined() > NOT_JOINED_S:
            return f"no membership in the group for {NOT_JOINED_S:.0f} s"
        return None

    def look(self) -> float | None:
        """Look once; returns in how many seconds to look again, or None when it has barked."""
        now = self._clock()
        late = now - self._due
        pause = LOOK_EVERY_S
        if late > LOOP_SILENT_S / 2:  # the whole process was stopped: give the loop its chance to tick
            pause = LOOP_SILENT_S / 2
        elif why := self.verdict(now):
            self._bark(why)
            return None
        self._due = now + pause
        return pause

    def _run(self) -> None:
        self._due = self._clock()
        pause: float | None = LOOK_EVERY_S
        while pause is not None and not self._stop.wait(pause):
            pause = self.look()
