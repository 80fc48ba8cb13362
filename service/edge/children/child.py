"""A child process of hop 1: takes chunks from its socket, gives them back read, ends when its parent does.

A record may use 20 s of CPU in a stage; then the kernel ends the process, whatever code it is in. That is the last resort behind the
counted limits of the stages, which decide the same on every replay.
"""

import ctypes
import gc
import pickle
import struct
from io import BufferedIOBase
from typing import Any

from service.edge.children import warmup
from service.edge.children.chunk import Assignment, ChunkReader, MachineError, ReadChunk
from service.edge.children.guard import begin_limit, limited
from service.record import Record, Source
from service.telemetry.stage_seconds import TimedTrace

HEADER = struct.Struct("<Q")


def frame(payload: object) -> bytes:
    """A message of the pipe: length, then the pickled payload. Both ends are processes of the same installation."""
    data = pickle.dumps(payload, protocol=pickle.HIGHEST_PROTOCOL)
    return HEADER.pack(len(data)) + data


def receive(pipe: BufferedIOBase) -> Any:
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


def prepared(assignment: Assignment) -> ChunkReader:
    """A reader with all that it needs loaded, for this process and those that it forks. Raises `Fatal`, and `MachineError`."""
    reader = ChunkReader(assignment.context(), assignment.partitions, _LimitedTrace())
    with limited():
        reader.pack(reader.read(warmup.RECORDS))
    gc.collect()
    gc.freeze()  # the compiled topics and gazetteers live as long as the process
    _give_back()
    return reader


def serve(reader: ChunkReader, source: BufferedIOBase, sink: BufferedIOBase) -> None:
    """Answer every chunk until the source ends; with a `MachineError` where the machine failed one."""
    while (records := receive(source)) is not None:
        try:
            with limited():
                answer: ReadChunk | MachineError = reader.pack(reader.read([_record(*fields) for fields in records]))
        except MachineError as failure:
            answer = failure
        sink.write(frame(answer))
        sink.flush()


class _LimitedTrace(TimedTrace):
    """A trace that gives each stage of each record its time, so that what never ends is ended as soon in a chunk as by itself."""

    __slots__ = ()

    def enter(self, stage: str, articles: int = 1) -> None:
        begin_limit()
        super().enter(stage, articles)


def _record(topic: str, partition: int, offset: int, *fields: Any) -> Record:
    return Record(Source(topic, partition, offset), *fields)
