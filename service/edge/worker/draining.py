"""How a worker stops when it is asked to: it finishes what is in flight, commits and leaves the group, all by one deadline."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any

from service.edge.deadline import Deadline
from service.edge.kafka.connection import CONNECTION
from service.edge.kafka.faust_app import App
from service.edge.process_end import abort, end_now
from service.errors import Fatal
from service.outcome import ExitCode
from service.telemetry.logs import LogEvent, get_logger

DRAIN_S = 28.0
"""All of it; below the 30 s that supervisors commonly wait between SIGTERM and SIGKILL."""
LEAVING_S = 5.0
"""Of these, kept for the last commit and for leaving the group, which take well under a second while a broker answers."""
LAST_COMMIT_S = 5.0
_TICK_S = 0.1


async def drain(
    app: App, finish: Callable[[], Awaitable[None]], closers: Sequence[Callable[[], Awaitable[None]]], deadline: Deadline
) -> None:
    """Take nothing more, `finish` what is in flight, commit, leave the group and close the other clients.

    While no broker answers nothing can be confirmed or committed, so then the process ends at once, with 0: the log is replayed.
    """
    app.consumer.stop_flow()
    app.flow_control.suspend()
    app.flow_control.clear()
    if not await _done(_await(finish), deadline, keeping=LEAVING_S) and not CONNECTION.lost:
        get_logger().warning(LogEvent.WORKER_STOPPING, reason="not all was finished in time; it will be replayed")
    if not await _done(_leave(app, closers), deadline):
        why = CONNECTION.reason or "the group could not be left in time"
        get_logger().warning(LogEvent.WORKER_STOPPING, reason=f"{why}; what is uncommitted will be replayed")
        end_now(ExitCode.OK)


async def _leave(app: App, closers: Sequence[Callable[[], Awaitable[None]]]) -> None:
    await app.stop()  # commits, and leaves the group
    for close in closers:
        await close()


async def _done(work: Coroutine[Any, Any, None], deadline: Deadline, keeping: float = 0.0) -> bool:
    """Whether the work ended in time. It is not cancelled when not: Faust takes no notice, and goes on waiting for the broker."""
    task = asyncio.ensure_future(work)
    while not task.done() and not CONNECTION.lost and deadline.left(keeping):
        await asyncio.wait([task], timeout=_TICK_S)
        CONNECTION.look()
    if task.done():
        task.result()
    return task.done()


async def _await(finish: Callable[[], Awaitable[None]]) -> None:
    await finish()


class Abort:
    """Ends the process when it can't go on: `abort(why, exception)`, as the hops and lanes want it."""

    def __init__(self, app: Callable[[], App]) -> None:
        """`app` is asked for only when a release is broken."""
        self._app = app
        self._last_commit: asyncio.Future[None] | None = None

    def __call__(self, why: str, problem: BaseException) -> None:
        """End it at once; a release that is broken first commits what it has acknowledged.

        That is confirmed and has its outcome, and the release that comes next would give it another one.
        """
        if not (isinstance(problem, Fatal) and problem.exit_code == ExitCode.BROKEN_RELEASE):
            abort(why, problem)
        if self._last_commit is None:
            self._last_commit = asyncio.ensure_future(_commit_and_end(self._app(), why, problem))


async def _commit_and_end(app: App, why: str, problem: BaseException) -> None:
    with suppress(Exception):
        async with asyncio.timeout(LAST_COMMIT_S):
            app.consumer.stop_flow()
            await app.consumer.commit()
    abort(why, problem)
