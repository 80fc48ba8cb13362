"""How a worker stops when it is asked to: it finishes what is in flight, commits and leaves the group, all in bounded time."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any

from service.edge.app import App
from service.edge.connection import CONNECTION
from service.edge.ending import abort, end_now
from service.outcome import ExitCode
from service.telemetry.logs import LogEvent, get_logger

DRAIN_S = 25.0
"""Below the 30 s that supervisors commonly wait between SIGTERM and SIGKILL."""
STOP_S = 10.0
LAST_COMMIT_S = 5.0
_TICK_S = 0.1


async def drain(app: App, finish: Callable[[], Awaitable[None]], closers: Sequence[Callable[[], Awaitable[None]]]) -> None:
    """Take nothing more, `finish` what is in flight, commit, leave the group and close the other clients.

    While no broker answers nothing can be confirmed or committed, so then the process ends at once, with 0: the log is replayed.
    """
    app.consumer.stop_flow()
    app.flow_control.suspend()
    app.flow_control.clear()
    if not await _done(_await(finish), DRAIN_S) and not CONNECTION.lost:
        get_logger().warning(LogEvent.WORKER_STOPPING, reason=f"not all was finished within {DRAIN_S:.0f} s; it will be replayed")
    if not await _done(_leave(app, closers), STOP_S):
        why = CONNECTION.reason or f"no answer within {STOP_S:.0f} s"
        get_logger().warning(LogEvent.WORKER_STOPPING, reason=f"{why}; what is uncommitted will be replayed")
        end_now(ExitCode.OK)


async def _leave(app: App, closers: Sequence[Callable[[], Awaitable[None]]]) -> None:
    await app.stop()  # commits, and leaves the group
    for close in closers:
        await close()


async def _done(work: Coroutine[Any, Any, None], within_s: float) -> bool:
    """Whether the work ended in time. It is not cancelled when not: Faust takes no notice, and goes on waiting for the broker."""
    task = asyncio.ensure_future(work)
    end = time.monotonic() + within_s
    while not task.done() and not CONNECTION.lost and time.monotonic() < end:
        await asyncio.wait([task], timeout=_TICK_S)
        CONNECTION.look()
    if task.done():
        task.result()
    return task.done()


async def _await(finish: Callable[[], Awaitable[None]]) -> None:
    await finish()


async def commit_and_end(app: App, why: str, problem: BaseException) -> None:
    """Commit what is acknowledged, where that can be had soon, and end the process."""
    with suppress(Exception):
        async with asyncio.timeout(LAST_COMMIT_S):
            app.consumer.stop_flow()
            await app.consumer.commit()
    abort(why, problem)
