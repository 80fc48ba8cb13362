"""Reads one article at a time in a process of its own, so that one that never ends, or takes the process with it, ends nothing else.

The same guard as a worker's, light enough for one article: the process is a fork, so that the compiled topics need not be made again.
"""

import multiprocessing
import os
import pickle
import signal
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from service.coding.judged import get_ready
from service.context import Context
from service.edge.children import warmup
from service.edge.parentage import die_first
from service.pipeline import read
from service.reading import Reading, Refusal
from service.record import Record
from service.trace import Trace

RECORD_CPU_S = 20.0
"""Twenty times what the counted limits let a record use."""
_ANSWER_WITHIN_S = 300.0
"""One that is silent for so long is stuck where its CPU limit does not see it."""
_GRACE_S = 1.0
"""In which the kernel has buried a process whose pipe has ended."""


def begin_limit() -> None:
    """Give this process `RECORD_CPU_S` from now on; the signal at their end is not caught: it ends the process, whatever code it is in."""
    signal.setitimer(signal.ITIMER_PROF, RECORD_CPU_S)


@contextmanager
def limited() -> Iterator[None]:
    """What is done within may use `RECORD_CPU_S`; a limit that outlived it, also where it raises, would end whoever goes on."""
    begin_limit()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


class ReadingDiedError(Exception):
    """An article ended the process that read it."""


class GuardedReader:
    """Hop 1 behind a guard; its process starts with the first article, and again after one that ended it."""

    def __init__(self, context: Context) -> None:
        """Nothing runs yet."""
        self._context = context
        self._process: BaseProcess | None = None
        self._pipe: Connection

    def __call__(self, record: Record, trace: Trace) -> Reading | Refusal:
        """What `service.pipeline.read` gives; raises what it raises, and ReadingDiedError."""
        if self._process is None:
            self._start()
        try:
            self._pipe.send(record)
            answer = self._pipe.recv() if self._pipe.poll(_ANSWER_WITHIN_S) else None
        except (EOFError, ConnectionError):
            answer = None
        if answer is None:
            raise ReadingDiedError(self._post_mortem())
        stage, result = answer
        trace.enter(stage)
        if isinstance(result, Exception):
            raise result
        return result  # type: ignore[no-any-return] # written by our child

    def close(self) -> None:
        """End the process, whatever it is at."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()
            self._pipe.close()

    def _start(self) -> None:
        self._pipe, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("fork").Process(target=_serve, args=(theirs, self._pipe, self._context), daemon=True)
        with warnings.catch_warnings():
            # Python warns of threads that a fork would leave behind; those of a command hold nothing that reading needs.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        theirs.close()

    def _post_mortem(self) -> str:
        """How the process ended; it has been ended by force when it had not."""
        status = None
        if self._process is not None:
            self._process.join(_GRACE_S)
            status = self._process.exitcode
        self.close()
        if status is None:
            return f"reading it gave no answer within {_ANSWER_WITHIN_S:.0f} s"
        if status == -signal.SIGPROF:
            return f"reading it took more than {RECORD_CPU_S:g} s of CPU"
        return f"reading it ended its process with status {status}"


def _portable(problem: Exception) -> Exception:
    """`problem`, or where it can't cross to the parent another one that says the same."""
    try:
        pickle.loads(pickle.dumps(problem))  # noqa: S301 - written here
    except Exception:  # noqa: BLE001 - whatever its class does when it is made again
        return RuntimeError(f"{type(problem).__name__}: {problem}")
    return problem


def _serve(pipe: Connection, parents: Connection, context: Context) -> None:
    """Answer each record until the pipe ends."""
    parents.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to end, and says so once
    os.dup2(2, 1)  # what a library prints must not get between the results
    die_first()
    if context.rules.judged:
        get_ready()
    with suppress(Exception):  # what is loaded and compiled once is not the first article's; what is wrong with it, that will tell
        read(warmup.RECORD, context, Trace())
    trace = Trace()
    while True:
        try:
            record = pipe.recv()
        except EOFError:
            return
        with limited():
            try:
                result: object = read(record, context, trace)
            except Exception as problem:  # noqa: BLE001 - told to the parent, which decides
                result = _portable(problem)
        try:
            pipe.send((trace.stage, result))
        except BrokenPipeError:
            return
