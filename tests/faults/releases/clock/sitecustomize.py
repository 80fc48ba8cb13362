"""A machine whose clock jumps: `time.time` is off by the seconds that the file `TEST_CLOCK` holds at the moment."""

import os
import time
from pathlib import Path

_FILE = Path(os.environ["TEST_CLOCK"])
_TIME, _TIME_NS = time.time, time.time_ns
_known = (0.0, 0)
"""When the file was last read (monotonic), and what it held."""


def _offset() -> int:
    global _known  # noqa: PLW0603 - one clock a process
    now = time.monotonic()
    if now - _known[0] > 0.2:
        _known = (now, int(_FILE.read_text(encoding="ascii")))
    return _known[1]


time.time = lambda: _TIME() + _offset()
time.time_ns = lambda: _TIME_NS() + _offset() * 1_000_000_000
