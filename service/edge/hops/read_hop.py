"""Hop 1 at work: gathers raw records into chunks, has them read, writes the readings to their lanes and the refused to the dead letters.

The protocol, for each chunk:

1. run the pure hop (`readers`)
2. wait for the turn: chunks are written in the order in which they were taken, so that a lane holds the records of one input
   partition in their order
3. publish the lane records, dead letters and ledger entries
4. wait for every confirmation
5. hand the inputs to the window, which acknowledges in order

A failure at 3 or 4 ends the process; the log is replayed, and hop 2 recognises what it has settled already.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from service.context import Context
from service.edge.children.chunk import ReadChunk
from service.edge.children.pool import Readers
from service.edge.fault_point import FaultPoint, reach
from service.edge.hops.broken_release import StageErrorCeiling
from service.edge.hops.fitting import STAGE, fit_letter
from service.edge.hops.ordered_window import OrderedWindow
from service.edge.ports import Publisher
from service.lane_record import decode_lane_record, encode_lane_record
from service.outcome import DeadReason
from service.reading import Refusal
from service.record import Output, Record
from service.telemetry.logs import LogEvent, get_logger
from service.telemetry.status import Status

CHUNK_RECORDS = 64
"""Some 30 ms of a child's work: the pipes cost little beside it, and little is lost when a child dies."""
CHUNK_BYTES = 2_000_000
IDLE_S = 0.005
"""How long an unfilled chunk waits for more; shorter than a round trip to the broker takes.

While every reader is busy it waits on, as nobody would read it: chunks twice as full cost the worker less CPU an article
(1.33 ms before, 1.1 to 1.2 ms after, end to end, together with the sketch in base64)."""

Taken = TypeVar("Taken")


class ReadHop(Generic[Taken]):
    """Takes inputs one by one; `Taken` is what the caller's `ack` wants to have back."""

    def __init__(
        self,
        *,
        context: Context,
        readers: Readers,
        publisher: Publisher,
        status: Status,
        chunks_in_flight: int,
        ack: Callable[[Taken], None],
        abort: Callable[[str, BaseException], None],
    ) -> None:
        """`chunks_in_flight` bounds what is read but not confirmed."""
        self._articles_topic = context.topic_names.articles
        self._context = context
        self._readers = readers
        self._publisher = publisher
        self._status = status
        self._ceiling = StageErrorCeiling()
        self.window: OrderedWindow[Taken] = OrderedWindow(chunks_in_flight, ack, abort)
        self._records: list[Record] = []
        self._inputs: list[Taken] = []
        self._bytes = 0
        self._timer: asyncio.TimerHandle | None = None
        self._turn: asyncio.Future[None] | None = None

    @property
    def in_flight(self) -> int:
        """Inputs gathered, plus chunks that are not acknowledged."""
        return len(self._records) + len(self.window)

    @property
    def last_ack(self) -> float:
        """When something was last acknowledged (monotonic clock)."""
        return self.window.last_ack

    async def take(self, record: Record, one: Taken) -> None:
        """Add a record; waits while too much is in flight."""
        self._records.append(record)
        self._inputs.append(one)
        self._bytes += len(record.value or b"")
        if len(self._records) >= CHUNK_RECORDS or self._bytes >= CHUNK_BYTES:
            await self.window.room()
            self._close()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(IDLE_S, self._idle)

    async def drain(self) -> None:
        """Finish what was taken."""
        while self._records or len(self.window):
            await self.window.room()
            self._close()
            await self.window.idle()

    def _idle(self) -> None:
        self._timer = None
        if self.window.has_room and self._readers.free:
            self._close()
        elif self._records:
            self._timer = asyncio.get_running_loop().call_later(IDLE_S, self._idle)

    def _close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self._records:
            return
        records, inputs = self._records, self._inputs
        self._records, self._inputs, self._bytes = [], [], 0
        before, self._turn = self._turn, asyncio.get_running_loop().create_future()
        self.window.add(inputs, self._process(records, before, self._turn))

    async def _process(self, records: Sequence[Record], before: "asyncio.Future[None] | None", mine: "asyncio.Future[None]") -> None:
        chunk = await self._readers.read(records)
        self._status.stage_times(chunk.stage_times)
        reach(FaultPoint.READ_BEFORE_PUBLISH)
        if before is not None:
            await before
        outputs, refusals = self._outputs(records, chunk)
        died = sum(one.died for one in chunk.refused)
        failed = sum(one.reason is DeadReason.STAGE_ERROR for one in refusals) - died
        self._ceiling.count(failed=failed, died=died, of=len(records))
        delivery = await self._publisher.send(outputs)
        mine.set_result(None)
        await delivery.confirmed()
        reach(FaultPoint.READ_AFTER_PUBLISH)
        now = time.time()
        for refusal in refusals:
            self._status.dead(refusal.reason, now - refusal.record.timestamp / 1000)

    def _outputs(self, records: Sequence[Record], chunk: ReadChunk) -> tuple[list[Output], list[Refusal]]:
        refusals = [Refusal(records[one.index], one.reason, one.detail, one.stage, one.attempts) for one in chunk.refused]
        outputs = []
        for lane in chunk.lane_records:
            output = Output(self._articles_topic, None, lane.value, partition=lane.partition)
            if self._publisher.fits(output):
                outputs.append(output)
            else:
                small, given_up = self._split(output, [records[index] for index in lane.indexes])
                outputs += small
                refusals += given_up
        for refusal in refusals:
            if refusal.reason is DeadReason.STAGE_ERROR:
                get_logger().error(LogEvent.STAGE_ERROR, input=refusal.record.source.key, stage=refusal.stage, detail=refusal.detail)
            outputs += fit_letter(refusal, self._context, self._publisher)
        return outputs, refusals

    def _split(self, large: Output, records: Sequence[Record]) -> tuple[list[Output], list[Refusal]]:
        """One lane record for each reading; a reading that is too large even so is refused."""
        outputs, refusals = [], []
        for record, reading in zip(records, decode_lane_record(large.value or b"[]"), strict=True):
            output = replace(large, value=encode_lane_record([reading]))
            if self._publisher.fits(output):
                outputs.append(output)
            else:
                detail = f"the article becomes {len(output.value or b'')} bytes for {large.topic}"
                refusals.append(Refusal(record, DeadReason.OUTPUT_TOO_LARGE, detail, STAGE))
        return outputs, refusals
