"""Where a test can make the worker die: named steps of the protocol, armed only by `DEMARCHE_TEST_FAULT`. Off, a step costs one comparison.

`DEMARCHE_TEST_FAULT=after_publish:3` kills the process (SIGKILL, as a power cut would) the third time that it reaches the step.
Only the fault suite sets the variable; it is no setting and is not in the documentation of settings.
"""

import os
import signal
from enum import StrEnum

VARIABLE = "DEMARCHE_TEST_FAULT"


class FaultPoint(StrEnum):
    """The steps, in the order of the protocol."""

    READ_BEFORE_PUBLISH = "read_before_publish"
    """Hop 1 has read the articles; nothing is written."""
    READ_AFTER_PUBLISH = "read_after_publish"
    """The lane record is confirmed; the input is not acknowledged, so the lane will hold it twice."""
    LOADING_SEEN = "loading_seen"
    """Part of a lane's memory is loaded."""
    SETTLE_BEFORE_PUBLISH = "settle_before_publish"
    """Hop 2 has decided and remembers; nothing is written."""
    SETTLE_AFTER_SEEN = "settle_after_seen"
    """The entry is written; the outputs may not be."""
    SETTLE_AFTER_PUBLISH = "settle_after_publish"
    """Everything is confirmed; the window does not know yet."""
    BEFORE_ACK = "before_ack"
    """The window is about to acknowledge."""
    DURING_COMMIT = "during_commit"
    """Acknowledged to Faust, on the way to the group's coordinator."""


class _Armed:
    """The one fault that is armed, and how often its step is still to be passed."""

    def __init__(self, wanted: str) -> None:
        name, _, count = wanted.partition(":")
        self.point = FaultPoint(name)
        self.left = int(count or "1")

    def reach(self, point: FaultPoint) -> None:
        if point is not self.point:
            return
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


_ARMED = _Armed(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None


def reach(point: FaultPoint) -> None:
    """Say that the worker is at `point`; returns unless a test armed exactly this step."""
    if _ARMED is not None:
        _ARMED.reach(point)


def armed(point: FaultPoint) -> bool:
    """Whether a test armed exactly this step: then what is before it must have happened in full when it is reached."""
    return _ARMED is not None and _ARMED.point is point
