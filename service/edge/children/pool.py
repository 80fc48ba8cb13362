"""Who reads the chunks of hop 1: child processes, or (in tests and with `DEMARCHE_PROCESSES=0`) the worker itself."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from service.context import Context
from service.edge.children.chunk import Assignment, ChunkReader, LaneRecord, MachineError, ReadChunk, Refused
from service.edge.children.family import Child, ChildDiedError, Nursery
from service.outcome import DeadReason
from service.record import Record
from service.settings import Settings
from service.telemetry import metrics
from service.telemetry.logs import LogEvent, get_logger
from service.telemetry.stage_seconds import TimedTrace


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
        self._reader = ChunkReader(context, partitions, TimedTrace())

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


class ChildReaders:
    """A fixed number of child processes; one that dies is replaced, and what it held is read again, one record at a time."""

    def __init__(self, assignment: Assignment, processes: int, *, log_format: str = "auto", log_level: str = "info") -> None:
        """Nothing runs before `start`. The children log in the worker's format, to its standard error."""
        self._nursery = Nursery(assignment, log_format, log_level)
        self._processes = processes
        self._idle: asyncio.Queue[Child] = asyncio.Queue()
        self._children: set[Child] = set()

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
        for child in self._children:
            child.kill()
        self._children.clear()
        await self._nursery.end()

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

    async def _new(self) -> Child:
        child = await self._nursery.child()
        self._children.add(child)
        return child


def _plain(record: Record) -> tuple[object, ...]:
    """Tuples and bytes cross the pipe in a third of the time that nested values take."""
    source = record.source
    return (source.topic, source.partition, source.offset, record.timestamp, record.key, record.value, record.headers)
