"""How the worker's process ends when it can't go on: at once, so that nothing is acknowledged any more; the log is replayed."""

import asyncio
import faulthandler
import logging
import os
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

from service.edge.deadline import Deadline
from service.edge.kafka.refusal import missing_right
from service.errors import Fatal
from service.outcome import ExitCode
from service.telemetry.logs import LogEvent, get_logger

_FRAMES = 20
"""Of each task, from the innermost on."""
_GRACE_S = 1.0


def end_now(code: ExitCode) -> NoReturn:
    """Not `sys.exit`: nothing may run on the way out, not even Faust's own commit."""
    logging.shutdown()
    sys.stdout.flush()
    os._exit(code)


def abort(why: str, problem: BaseException) -> NoReturn:
    """End the process, with the exit code of a `Fatal`, else with the one that asks for a restart, and with all stacks printed.

    A `Fatal` is understood and has its sentence, which stacks would hide; so has a right on Kafka that we lack.
    """
    if denied := missing_right(problem):
        problem = Fatal(f"The Kafka broker {denied}.", ExitCode.FAILED)
    if isinstance(problem, Fatal):
        code = ExitCode(problem.exit_code)
        get_logger().critical(LogEvent.WORKER_ABORTED, reason=str(problem), exit_code=int(code))
    else:
        code = ExitCode.REPLAY
        reason = f"{why}: {type(problem).__name__}: {problem}"
        get_logger().critical(LogEvent.WORKER_ABORTED, reason=reason, exit_code=int(code), exc_info=problem)
        print_stacks(asyncio._get_running_loop())  # noqa: SLF001 - None in a thread without one, where the public function raises
    end_now(code)


def abort_if_failed(why: str) -> "Callable[[asyncio.Future[None]], None]":
    """A callback for work without which the process can't go on."""

    def done(work: "asyncio.Future[None]") -> None:
        problem = None if work.cancelled() else work.exception()
        if problem is not None:
            abort(why, problem)

    return done


def barking_for(loop: asyncio.AbstractEventLoop) -> Callable[[str], None]:
    """What a watchdog of this loop calls, in its own thread: ends the process, with all stacks printed."""

    def bark(why: str) -> NoReturn:
        get_logger().critical(LogEvent.WATCHDOG, reason=why, exit_code=int(ExitCode.REPLAY))
        print_stacks(loop)
        end_now(ExitCode.REPLAY)

    return bark


def print_stacks(loop: asyncio.AbstractEventLoop | None) -> None:
    """Print the stacks of all threads, and of all tasks of the loop, to standard error: what hangs can't be asked afterwards.

    May be called from any thread.
    """
    sys.stderr.flush()
    faulthandler.dump_traceback(file=sys.__stderr__ or 2, all_threads=True)
    for task in asyncio.all_tasks(loop) if loop else ():
        task.print_stack(limit=_FRAMES, file=sys.stderr)
    sys.stderr.flush()


def end_by(deadline: Deadline) -> None:
    """See to it that the process ends with 0 soon after the deadline, whatever the event loop is doing."""

    def end() -> None:
        get_logger().warning(LogEvent.WORKER_STOPPING, reason="not ended in time; what is uncommitted will be replayed")
        end_now(ExitCode.OK)

    timer = threading.Timer(deadline.left() + _GRACE_S, end)
    timer.daemon = True
    timer.start()
