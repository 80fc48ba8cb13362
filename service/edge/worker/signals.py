"""What the worker does when it is asked to end: a first signal lets it drain, a second one ends it at once."""

import asyncio
import signal
from collections.abc import Callable

from service.edge.deadline import Deadline
from service.edge.process_end import end_by, end_now
from service.edge.worker.draining import DRAIN_S
from service.outcome import ExitCode


class Signals:
    """SIGTERM and SIGINT of this process."""

    def __init__(self, begun: Callable[[], bool]) -> None:
        """`begun`: whether the worker may have taken something already."""
        self._begun = begun
        self.asked = asyncio.Event()
        """Set with the first signal."""
        self.deadline: Deadline
        """By when the process has to have ended; there is one as soon as `asked` is set."""

    def listen(self) -> None:
        """Begin; needs a running loop in the main thread."""
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, self.received)

    def received(self) -> None:
        """A signal has come."""
        if self.asked.is_set():
            end_now(ExitCode.REPLAY)
        if not self._begun():
            end_now(ExitCode.OK)
        self.deadline = Deadline(DRAIN_S)
        end_by(self.deadline)
        self.asked.set()
