"""How the worker's process ends when it can't go on: at once, so that nothing is acknowledged any more; the log is replayed."""

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

from service.errors import Fatal
from service.outcome import ExitCode
from service.telemetry.logs import LogEvent, get_logger


def end_now(code: ExitCode) -> NoReturn:
    """Not `sys.exit`: nothing may run on the way out, not even Faust's own commit."""
    logging.shutdown()
    sys.stdout.flush()
    os._exit(code)


def abort(why: str, problem: BaseException) -> NoReturn:
    """End the process, with the exit code of a `Fatal`, else with the one that asks for a restart."""
    if isinstance(problem, Fatal):
        code = ExitCode(problem.exit_code)
        get_logger().critical(LogEvent.WORKER_ABORTED, reason=str(problem), exit_code=int(code))
    else:
        code = ExitCode.REPLAY
        reason = f"{why}: {type(problem).__name__}: {problem}"
        get_logger().critical(LogEvent.WORKER_ABORTED, reason=reason, exit_code=int(code), exc_info=problem)
    end_now(code)


def abort_if_failed(why: str) -> "Callable[[asyncio.Future[None]], None]":
    """A callback for work without which the process can't go on."""

    def done(work: "asyncio.Future[None]") -> None:
        problem = None if work.cancelled() else work.exception()
        if problem is not None:
            abort(why, problem)

    return done


def bark(why: str) -> NoReturn:
    """End the process because the watchdog says so."""
    get_logger().critical(LogEvent.WATCHDOG, reason=why, exit_code=int(ExitCode.REPLAY))
    end_now(ExitCode.REPLAY)


def end_by(seconds: float) -> None:
    """See to it that the process ends with 0 within so many seconds from now, whatever the event loop is doing."""

    def end() -> None:
        get_logger().warning(LogEvent.WORKER_STOPPING, reason=f"not ended after {seconds:.0f} s; what is uncommitted will be replayed")
        end_now(ExitCode.OK)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
