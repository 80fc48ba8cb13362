"""A child process of hop 1: takes chunks on standard input, gives them back read on standard output, ends when its parent does.

A record may use 20 s of CPU in a stage; then the kernel ends the process, whatever code it is in. That is the last resort behind the
counted limits of the stages, which decide the same on every replay.
"""

import ctypes
import gc
import logging
import os
import pickle
import signal
import struct
import sys
from io import BufferedReader, BufferedWriter
from typing import Any, cast

from service.edge.children import warmup
from service.edge.children.chunk import Assignment, ChunkReader, MachineError, ReadChunk
from service.edge.children.guard import RECORD_CPU_S
from service.edge.parentage import die_first, die_with_parent
from service.errors import Fatal
from service.record import Record, Source
from service.telemetry import logs
from service.telemetry.stage_seconds import TimedTrace

HEADER = struct.Struct("<Q")
READY = b"ready"


def frame(payload: object) -> bytes:
    """A message of the pipe: length, then the pickled payload. Both ends are processes of the same installation."""
    data = pickle.dumps(payload, protocol=pickle.HIGHEST_PROTOCOL)
    return HEADER.pack(len(data)) + data


def _receive(pipe: BufferedReader) -> Any:
    """The next message, or None when the parent has closed the pipe."""
    header = pipe.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    return pickle.loads(pipe.read(HEADER.unpack(header)[0]))  # noqa: S301 - written by our parent


def _give_back() -> None:
    """Give the memory that loading took and left free back to the system, 17 MB; only the GNU C library has to be asked."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def serve(source: BufferedReader, sink: BufferedWriter, assignment: Assignment) -> None:
    """Answer every chunk until the pipe ends; with a `MachineError` where the machine failed one."""
    reader = ChunkReader(assignment.context(), assignment.partitions, _LimitedTrace())
    reader.pack(reader.read(warmup.RECORDS))
    _no_limit()
    gc.collect()
    gc.freeze()  # the compiled topics and gazetteers live as long as the process
    _give_back()
    sink.write(frame(READY))
    sink.flush()
    while (records := _receive(source)) is not None:
        try:
            answer: ReadChunk | MachineError = reader.pack(reader.read([_record(*fields) for fields in records]))
        except MachineError as failure:
            answer = failure
        _no_limit()
        sink.write(frame(answer))
        sink.flush()


class _LimitedTrace(TimedTrace):
    """A trace that gives each stage of each record its time, so that what never ends is ended as soon in a chunk as by itself."""

    __slots__ = ()

    def enter(self, stage: str) -> None:
        signal.setitimer(signal.ITIMER_PROF, RECORD_CPU_S)  # its signal is not caught: it ends the process
        super().enter(stage)


def _no_limit() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)


def _record(topic: str, partition: int, offset: int, *fields: Any) -> Record:
    return Record(Source(topic, partition, offset), *fields)


def main() -> None:
    """Set the process up and serve."""
    parent, log_format, log_level = sys.argv[1:]
    die_with_parent(int(parent))
    logs.configure(cast("Any", log_format), log_level)
    logging.getLogger("htmldate").setLevel(logging.ERROR)  # it warns of what is wrong with a page; the ledger says that
    # The worker decides when to end: Ctrl-C and a supervisor's SIGTERM to the whole group must not take the chunk that is being read.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    die_first()
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the messages
    source = sys.stdin.buffer
    try:
        serve(source, sink, _receive(source))  # type: ignore[arg-type]
    except BrokenPipeError:
        return
    except Fatal as problem:
        sys.exit(problem.exit_code)  # the worker meets the same and says it
    except MachineError as failure:  # of the warm-up: later ones are answered
        sys.exit(f"A process for reading articles can't work on this machine: {failure}.")


if __name__ == "__main__":
    main()
