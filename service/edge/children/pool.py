"""Who reads the chunks of hop 1: child processes, or (in tests and with `DEMARCHE_PROCESSES=0`) the worker itself."""

import asyncio
import os
import pickle
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from service.context import Context
from service.edge.children.child import HEADER, READY, frame
from service.edge.children.chunk import Assignment, ChunkReader, LaneRecord, MachineError, ReadChunk, Refused
from service.errors import Fatal
from service.outcome import DeadReason
from service.record import Record
from service.settings import Settings
from service.telemetry import metrics
from service.telemetry.logs import LogEvent, get_logger

START_WITHIN_S = 180.0
"""Two seconds by itself; on two cores that twenty other processes wanted it took over a minute."""
ANSWER_WITHIN_S = 300.0
"""A child that is silent for so long is stuck where its CPU limit does not see it (a full chunk takes 0.1 s)."""
PIPE_BUFFER = 4 * 2**20

_NOT_FOR_CHILDREN = ("DEMARCHE_KAFKA_", "DEMARCHE_HTTP_", "OTEL_")
"""A child parses what strangers wrote and speaks to nobody, so it is given no password and no token, not even under a misspelt name."""


class Readers(Protocol):
    """Reads chunks, several at once."""

    @property
    def free(self) -> bool:
        """Whether a chunk would be read at once."""

    async def start(self) -> None:
        """Get ready."""

    async def read(self, records: Sequence[Record]) -> ReadChunk:
        """A chunk through hop 1; never raises for what the records hold, but `MachineError` for what the machine lacks."""

    async def stop(self) -> None:
        """Let go of everything."""


class InProcessReaders:
    """Reads in the event loop's own thread, record by record."""

    def __init__(self, context: Context, partitions: int) -> None:
        """`partitions`: of `news.articles`."""
        self._reader = ChunkReader(context, partitions)

    @property
    def free(self) -> bool:
        """Always: no other process is waited for."""
        return True

    async def start(self) -> None:
        """Nothing to do."""

    async def read(self, records: Sequence[Record]) -> ReadChunk:
        """A chunk through hop 1; lets the loop breathe between records."""
        results = []
        for index, record in enumerate(records):
            results.append(self._reader.read_one(record, index))
            await asyncio.sleep(0)
        return self._reader.pack(results)

    async def stop(self) -> None:
        """Nothing to do."""


def readers_of(settings: Settings, assignment: Assignment, context: Context) -> Readers:
    """The readers that the settings ask for; nothing is started."""
    if settings.processes:
        return ChildReaders(assignment, settings.processes, log_format=settings.log_format, log_level=settings.log_level)
    return InProcessReaders(context, settings.partitions)


class ChildDiedError(Exception):
    """A child ended, or had to be ended, while it held a chunk."""


class ChildReaders:
    """A fixed number of child processes; one that dies is replaced, and what it held is read again, one record at a time."""

    def __init__(self, assignment: Assignment, processes: int, *, log_format: str = "auto", log_level: str = "info") -> None:
        """Nothing runs before `start`. The children log in the worker's format, to its standard error."""
        self._assignment = assignment
        self._logging = (log_format, log_level)
        self._processes = processes
        self._idle: asyncio.Queue[_Child] = asyncio.Queue()
        self._children: set[_Child] = set()

    @property
    def free(self) -> bool:
        """Whether a child has nothing to do."""
        return not self._idle.empty()

    async def start(self) -> None:
        """Start all children at once and wait until they are ready; raises `Fatal` when one can't start."""
        for child in await asyncio.gather(*(self._new() for _ in range(self._processes))):
            self._idle.put_nowait(child)

    async def stop(self) -> None:
        """End all children."""
        await asyncio.gather(*(child.end() for child in self._children))
        self._children.clear()

    async def read(self, records: Sequence[Record]) -> ReadChunk:
        """A chunk through hop 1. A record that ends its child once in the chunk and once alone is refused as `stage_error`."""
        try:
            return await self._ask(records)
        except ChildDiedError as death:
            get_logger().warning(LogEvent.CHILD_DIED, reason=str(death), records=len(records))
        parts = [await self._ask_alone(record) for record in records]
        lane_records, refused, times = [], [], parts[0].stage_times if parts else {}
        for index, part in enumerate(parts):
            lane_records += [LaneRecord(one.partition, (index,), one.value) for one in part.lane_records]
            refused += [replace(one, index=index) for one in part.refused]
        return ReadChunk(tuple(lane_records), tuple(refused), times)

    async def _ask_alone(self, record: Record) -> ReadChunk:
        try:
            return await self._ask([record])
        except ChildDiedError as death:
            get_logger().error(LogEvent.RECORD_KILLS, input=record.source.key, reason=str(death))
            return ReadChunk((), (Refused(0, DeadReason.STAGE_ERROR, str(death), "", 2, died=True),), {})

    async def _ask(self, records: Sequence[Record]) -> ReadChunk:
        child = await self._idle.get()
        try:
            result: ReadChunk | MachineError = await child.ask([_plain(record) for record in records])
        except ChildDiedError:
            self._children.discard(child)
            metrics.CHILD_RESTARTS.inc()
            self._idle.put_nowait(await self._new())
            raise
        self._idle.put_nowait(child)
        if isinstance(result, MachineError):
            raise result
        return result

    async def _new(self) -> "_Child":
        child = await _Child.start(self._assignment, *self._logging)
        self._children.add(child)
        return child


class _Child:
    """One child process and its pipe."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, assignment: Assignment, log_format: str, log_level: str) -> "_Child":
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "service.edge.children.child",
            str(os.getpid()),
            log_format,
            log_level,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=PIPE_BUFFER,
            env={name: value for name, value in os.environ.items() if not name.startswith(_NOT_FOR_CHILDREN)},
        )
        child = cls(process)
        try:
            answer = await child.ask(assignment, START_WITHIN_S)
        except ChildDiedError as death:
            raise Fatal(f"A child process for reading articles could not start ({death}); what it said is above.") from death
        if answer != READY:
            raise Fatal("A child process for reading articles did not report for work.")
        return child

    async def ask(self, payload: object, within: float = ANSWER_WITHIN_S) -> Any:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the child has no pipes")
        try:
            async with asyncio.timeout(within):
                stdin.write(frame(payload))
                await stdin.drain()
                header = await stdout.readexactly(HEADER.size)
                return pickle.loads(await stdout.readexactly(HEADER.unpack(header)[0]))  # noqa: S301 - written by our child
        except TimeoutError:
            await self.end()
            raise ChildDiedError(f"no answer within {within:.0f} s") from None
        except (asyncio.IncompleteReadError, ConnectionError, BrokenPipeError):
            status = await self._process.wait()
            raise ChildDiedError(f"the process ended with status {status}") from None

    async def end(self) -> None:
        """End it by force: it holds nothing that is not read again."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()


def _plain(record: Record) -> tuple[object, ...]:
    """Tuples and bytes cross the pipe in a third of the time that nested values take."""
    source = record.source
    return (source.topic, source.partition, source.offset, record.timestamp, record.key, record.value, record.headers)
