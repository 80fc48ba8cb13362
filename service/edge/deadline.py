"""One end for all steps of a drain, so that what each may take adds up to what was promised."""

import time
from collections.abc import Callable


class Deadline:
    """A point in time; begins to run when it is made."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """It is reached `seconds` from now."""
        self._clock = clock
        self._end = clock() + seconds

    def left(self, keeping: float = 0.0) -> float:
        """Seconds until then, less what is kept for the steps that follow; 0 when there are none."""
        return max(0.0, self._end - keeping - self._clock())
