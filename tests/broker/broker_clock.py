"""A wrong clock for one broker: libfaketime (Debian's package of that name) shifts what the JVM takes for the time of day."""

from pathlib import Path


def unavailable() -> str | None:
    """Say why no clock can be shifted here, or None when one can."""
    return None if _library() else "libfaketime is not installed (Debian: apt-get install libfaketime)"


def shifted(seconds: int) -> dict[str, str]:
    """The environment of a process whose clock goes so many seconds ahead (behind, when negative); raises RuntimeError without libfaketime.

    Only the time of day: time limits and pauses of the JVM go by the monotonic clock, which no administrator can set.
    """
    library = _library()
    if library is None:
        raise RuntimeError(unavailable())
    return {"LD_PRELOAD": str(library), "FAKETIME": f"{seconds:+d}s", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def _library() -> Path | None:
    return next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
