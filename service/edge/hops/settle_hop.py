"""Hop 2 at work: settles the readings of a lane in log order and writes what that causes.

The protocol, for each lane record:

1. run the pure hop, reading after reading
2. an event is published, and its place waited for, before the next reading is settled: the entry carries the place, and a later
   revision fetches its body there; then the entry is remembered in memory
3. publish the entries (one record of `news.seen` for the whole lane record), then ledger entries, duplicates,
   incidents and revisions
4. wait for every confirmation
5. hand the input to the window, which acknowledges in order

A failure at 2 to 4 ends the process; the log is replayed, and the same log gives the same decisions and bytes.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import orjson

from service import pipeline
from service.context import Context
from service.edge.children.chunk import ATTEMPTS, failing_stage, last_line
from service.edge.fault_point import FaultPoint, armed, reach
from service.edge.hops.broken_release import StageErrorCeiling
from service.edge.hops.fitting import STAGE, fit_ledger, fit_letter
from service.edge.hops.lane_memories import Lanes
from service.edge.hops.ordered_window import OrderedWindow
from service.edge.ports import Delivery, Log, Publisher
from service.errors import Fatal
from service.lane_record import decode_lane_record
from service.model import Event
from service.outcome import DeadReason, ExitCode, Outcome
from service.reading import Reading, Refusal
from service.record import Output, Record
from service.seen.codec import encode_entries
from service.seen.entry import Entry, EventPlace, Position
from service.seen.memory import Seen
from service.settlement import Revision, Settlement
from service.stages.compose import event_output, incident_outputs, revise
from service.stages.dedupe import look_ahead
from service.telemetry.logs import LogEvent, get_logger
from service.telemetry.stage_seconds import TimedTrace
from service.telemetry.status import Status

BREATH_READINGS = 16
"""Readings settled in one go (at most some 3 ms) before the loop may do something else."""

Taken = TypeVar("Taken")


@dataclass(slots=True)
class _Written:
    """What a lane record causes, gathered until it is written and confirmed."""

    outputs: list[Output] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    settled: dict[Outcome, list[int]] = field(default_factory=dict)
    """Outcome -> the record times of the inputs that have it."""
    dead: list[tuple[DeadReason, int]] = field(default_factory=list)
    published: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Topic of interest, kind and JSON of each event and revision."""


class SettleHop(Generic[Taken]):
    """Takes lane records one by one; `Taken` is what the caller's `ack` wants to have back."""

    def __init__(
        self,
        *,
        context: Context,
        lanes: Lanes,
        log: Log,
        publisher: Publisher,
        status: Status,
        in_flight: int,
        ack: Callable[[Taken], None],
        abort: Callable[[str, BaseException], None],
    ) -> None:
        """`in_flight`: lane records that are written but not confirmed."""
        self._seen_topic = context.topic_names.seen
        self._context = context
        self._lanes = lanes
        self._log = log
        self._publisher = publisher
        self._status = status
        self._trace = TimedTrace()
        self._ceiling = StageErrorCeiling()
        self._free = asyncio.Event()
        self._free.set()
        self.window: OrderedWindow[Taken] = OrderedWindow(in_flight, ack, abort)

    async def take(self, record: Record, one: Taken) -> None:
        """Settle a lane record and start to write what it causes; waits while too much is in flight.

        Raises LaneGoneError, with nothing done, when the lane is not ours any more.
        """
        self._free.clear()
        try:
            await self._take(record, one)
        finally:
            self._free.set()

    async def drain(self) -> None:
        """Finish what was taken."""
        await self._free.wait()
        await self.window.idle()

    @property
    def in_flight(self) -> int:
        """Lane records that are being settled or not acknowledged."""
        return len(self.window) + (not self._free.is_set())

    @property
    def last_ack(self) -> float:
        """When something was last acknowledged (monotonic clock)."""
        return self.window.last_ack

    async def _take(self, record: Record, one: Taken) -> None:
        lane = record.source.partition
        seen = await self._lanes.ready(lane)
        await self.window.room()
        readings = self._decode(record)
        written = _Written()
        self._expect(readings, record.source.offset, seen)
        for index, reading in enumerate(readings):
            if index % BREATH_READINGS == BREATH_READINGS - 1:
                await asyncio.sleep(0)
            await self._settle(reading, Position(record.source.offset, index), seen, written)
        self._status.stage_times(self._trace.take())
        self._ceiling.count(failed=sum(reason is DeadReason.STAGE_ERROR for reason, _ in written.dead), of=len(readings))
        reach(FaultPoint.SETTLE_BEFORE_PUBLISH)
        self.window.add([one], await self._send(lane, record.source.offset, written))

    def _expect(self, readings: list[Reading], offset: int, seen: Seen) -> None:
        """Have the memory look all readings of a lane record up at once; it is time of *dedupe*, of no reading in particular."""
        self._trace.enter("dedupe", 0)
        try:
            look_ahead(readings, Position(offset, 0), seen)
        except (OSError, MemoryError, Fatal):
            raise
        except Exception:  # noqa: BLE001 - then each is looked up alone, and the bad one becomes a dead letter
            return
        finally:
            self._trace.leave()

    def _decode(self, record: Record) -> list[Reading]:
        try:
            return decode_lane_record(record.value or b"")
        except (ValueError, KeyError, TypeError) as problem:
            raise Fatal(
                f"The record {record.source.key} was not written by this release ({last_line(problem)}): run the release that wrote it, "
                "or a newer one that reads it; the topic is internal, nobody else may write to it.",
                ExitCode.BROKEN_RELEASE,
            ) from problem

    async def _settle(self, reading: Reading, position: Position, seen: Seen, written: _Written) -> None:
        try:
            settlement = self._decide(reading, position, seen)
        except (OSError, MemoryError):  # the machine's, not the article's: the worker ends, and the log is replayed
            raise
        except Exception as problem:  # noqa: BLE001 - one bad article must not stop a lane
            await self._give_up(reading, DeadReason.STAGE_ERROR, last_line(problem), failing_stage(problem), written)
            return
        if settlement.entry is None:
            return
        outputs = [fit_ledger(output, self._publisher) for output in settlement.outputs]
        events = [(event, event_output(event, reading.timestamp, self._context)) for event in settlement.events]
        fitting = [(event, output) for event, output in events if self._publisher.fits(output)]
        too_large = len(outputs) != len([one for one in outputs if one]) or len(fitting) != len(events)
        places = await self._publish(fitting, written)
        entry = settlement.entry.placed(places)
        incidents = incident_outputs(entry, seen, self._context) if len(fitting) < len(events) else settlement.incidents
        seen.remember(entry)
        written.entries.append(entry)
        if too_large:
            detail = f"what the article becomes is too large for its topic ({len(events) - len(fitting)} of {len(events)} events)"
            await self._give_up(reading, DeadReason.OUTPUT_TOO_LARGE, detail, STAGE, written)
        else:
            written.outputs += [output for output in outputs if output]
            written.settled.setdefault(settlement.outcome, []).append(reading.timestamp)
        for revision in settlement.revisions:
            await self._revise(revision, written)
        written.outputs += [output for output in incidents if self._publisher.fits(output)]

    def _decide(self, reading: Reading, position: Position, seen: Seen) -> Settlement:
        for attempt in range(ATTEMPTS):
            try:
                return pipeline.settle(reading, position, seen, self._context, self._trace)
            except Exception:
                if attempt == ATTEMPTS - 1:
                    raise
        raise AssertionError

    async def _publish(self, events: Sequence[tuple[Event, Output]], written: _Written) -> dict[str, EventPlace]:
        """Write events in full and return their places by event id."""
        if not events:
            return {}
        delivery = await self._publisher.send([output for _, output in events])
        places = await delivery.confirmed()
        written.published += [(event.topic, event.kind, output.value or b"") for event, output in events]
        return {event.event_id: EventPlace(place.partition, place.offset) for (event, _), place in zip(events, places, strict=True)}

    async def _revise(self, revision: Revision, written: _Written) -> None:
        """Fetch the body of an earlier revision and write it with the new counts."""
        body = await self._log.fetch(revision.kafka_topic, revision.body_at.partition, revision.body_at.offset)
        if body is None or body.value is None:  # retention has taken the body: nobody can read the event any more either
            return
        output = revise(body.value, revision)
        if self._publisher.fits(output):
            written.outputs.append(output)
            fields = orjson.loads(output.value or b"{}")
            written.published.append((fields["topic"], fields["kind"], output.value or b""))

    async def _give_up(self, reading: Reading, reason: DeadReason, detail: str, stage: str, written: _Written) -> None:
        """A dead letter for a reading: its input is fetched, so that the letter carries the original bytes."""
        owner = reading.owner
        get_logger().error(LogEvent.STAGE_ERROR, input=owner.key, reason=reason.value, stage=stage, detail=detail)
        original = await self._log.fetch(owner.topic, owner.partition, owner.offset)
        refusal = Refusal(original or Record(owner, reading.timestamp, None, None), reason, detail, stage, ATTEMPTS)
        written.outputs += fit_letter(refusal, self._context, self._publisher)
        written.dead.append((reason, reading.timestamp))

    async def _send(self, lane: int, offset: int, written: _Written) -> Coroutine[None, None, None]:
        """Hand everything to the publisher; what is returned waits for the confirmations."""
        entries = Delivery([])
        if written.entries:
            remembered = Output(self._seen_topic, str(offset).encode(), encode_entries(written.entries), partition=lane)
            entries = await self._publisher.send([remembered])
            if armed(FaultPoint.SETTLE_AFTER_SEEN):
                await entries.confirmed()
                reach(FaultPoint.SETTLE_AFTER_SEEN)
        return self._confirm(entries, await self._publisher.send(written.outputs), written)

    async def _confirm(self, entries: Delivery, outputs: Delivery, written: _Written) -> None:
        for place in await entries.confirmed():
            self._lanes.written(place)
        await outputs.confirmed()
        reach(FaultPoint.SETTLE_AFTER_PUBLISH)
        now = time.time()
        if written.settled:
            self._status.settled({outcome: [now - time_ms / 1000 for time_ms in times] for outcome, times in written.settled.items()})
        for reason, timestamp in written.dead:
            self._status.dead(reason, now - timestamp / 1000)
        for topic, kind, value in written.published:
            self._status.published(topic, kind, value)
