"""Hop 1 at work, with readers and a publisher whose pace the test decides."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio

from service.context import Context
from service.edge.children.chunk import LaneRecord, ReadChunk, Refused
from service.edge.hops.in_memory import MemoryBroker, MemoryPublisher
from service.edge.hops.read_hop import CHUNK_BYTES, CHUNK_RECORDS, IDLE_S, ReadHop
from service.edge.ports import Delivery, Place, Shipment
from service.outcome import DeadReason
from service.record import Output, Record, Source
from service.telemetry.status import Status
from tests.unit.edge.virtual_time import settled


class SlowReaders:
    """Each chunk is done when the test says so; its lane record holds the offsets of its records."""

    def __init__(self) -> None:
        """Nothing asked yet."""
        self.gates: list[asyncio.Event] = []
        self.free = True

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def read(self, records: Sequence[Record]) -> ReadChunk:
        gate = asyncio.Event()
        self.gates.append(gate)
        await gate.wait()
        offsets = ",".join(str(record.source.offset) for record in records)
        return ReadChunk((LaneRecord(0, tuple(range(len(records))), offsets.encode()),), (), {})


class HeldPublisher(MemoryPublisher):
    """Writes at once and confirms when the test says so."""

    def __init__(self, broker: MemoryBroker) -> None:
        """Nothing is held yet."""
        super().__init__(broker)
        self.held: list[asyncio.Future[Place]] = []

    async def send(self, outputs: Sequence[Output]) -> Delivery:
        await super().send(outputs)
        future: asyncio.Future[Place] = asyncio.get_running_loop().create_future()
        self.held.append(future)
        return Delivery([Shipment(future, list(range(len(outputs))))])


class Rig:
    """A hop, and what comes out of it."""

    def __init__(self, context: Context) -> None:
        """To be made in a running loop."""
        self.broker = MemoryBroker()
        self.readers = SlowReaders()
        self.publisher = HeldPublisher(self.broker)
        self.acked: list[int] = []
        self.aborted: list[BaseException] = []
        self.hop: ReadHop[int] = ReadHop(
            context=context,
            readers=self.readers,
            publisher=self.publisher,
            status=Status(version="1", rules_version="2", group="g", instance=None),
            chunks_in_flight=3,
            ack=self.acked.append,
            abort=lambda _, problem: self.aborted.append(problem),
        )

    async def take(self, *offsets: int, size: int = 10) -> None:
        for offset in offsets:
            await self.hop.take(Record(Source("news.raw", 0, offset), 1, None, b"x" * size), offset)

    async def chunk_closed(self) -> None:
        await asyncio.sleep(2 * IDLE_S)  # of virtual time

    def written(self) -> list[bytes | None]:
        return [record.value for record in self.broker.records("news.articles")]


@pytest.fixture(scope="module")
def context() -> Context:
    return Context.build()


@pytest_asyncio.fixture
async def rig(context: Context) -> AsyncIterator[Rig]:
    yield Rig(context)


async def test_records_that_come_together_are_read_as_one_chunk(rig: Rig) -> None:
    await rig.take(1, 2, 3)
    await rig.chunk_closed()
    assert len(rig.readers.gates) == 1


async def test_a_chunk_waits_for_more_while_no_reader_is_free(rig: Rig) -> None:
    rig.readers.free = False
    await rig.take(1)
    await rig.chunk_closed()
    await rig.take(2)
    assert not rig.readers.gates
    rig.readers.free = True
    await rig.chunk_closed()
    assert len(rig.readers.gates) == 1


async def test_a_chunk_closes_at_once_when_it_is_full(rig: Rig) -> None:
    await rig.take(*range(CHUNK_RECORDS))
    await settled()
    assert len(rig.readers.gates) == 1


async def test_large_records_close_a_chunk_early(rig: Rig) -> None:
    await rig.take(1, 2, size=CHUNK_BYTES // 2)
    await settled()
    assert len(rig.readers.gates) == 1


async def test_chunks_are_written_in_the_order_in_which_they_were_taken_whichever_is_read_first(rig: Rig) -> None:
    await rig.take(1, 2)
    await rig.chunk_closed()
    await rig.take(3)
    await rig.chunk_closed()
    rig.readers.gates[1].set()
    await settled()
    assert rig.written() == []
    rig.readers.gates[0].set()
    await settled()
    assert rig.written() == [b"1,2", b"3"]


async def test_nothing_is_acknowledged_before_it_is_confirmed(rig: Rig) -> None:
    await rig.take(1, 2)
    await rig.chunk_closed()
    rig.readers.gates[0].set()
    await settled()
    assert rig.written() == [b"1,2"]
    assert rig.acked == []
    rig.publisher.held[0].set_result(Place(0, 0))
    await settled()
    assert rig.acked == [1, 2]


async def test_a_later_chunk_that_is_confirmed_first_waits_for_the_earlier_one(rig: Rig) -> None:
    for offset in (1, 2):
        await rig.take(offset)
        await rig.chunk_closed()
        rig.readers.gates[-1].set()
        await settled()
    rig.publisher.held[1].set_result(Place(0, 1))
    await settled()
    assert rig.acked == []
    rig.publisher.held[0].set_result(Place(0, 0))
    await settled()
    assert rig.acked == [1, 2]


async def test_a_record_that_is_not_confirmed_ends_the_worker_and_nothing_is_acknowledged(rig: Rig) -> None:
    await rig.take(1)
    await rig.chunk_closed()
    rig.readers.gates[0].set()
    await settled()
    rig.publisher.held[0].set_exception(OSError("the broker is gone"))
    await settled()
    assert rig.acked == []
    assert len(rig.aborted) == 1


async def test_articles_that_died_with_their_child_do_not_stop_the_worker_which_as_many_failures_would(rig: Rig) -> None:
    class Mourners(SlowReaders):
        died = True

        async def read(self, records: Sequence[Record]) -> ReadChunk:
            return ReadChunk((), tuple(Refused(at, DeadReason.STAGE_ERROR, "", "", 2, died=self.died) for at in range(len(records))), {})

    mourners = Mourners()
    rig.hop._readers = mourners
    await rig.take(*range(CHUNK_RECORDS))
    await settled()
    assert rig.aborted == []
    mourners.died = False
    await rig.take(*range(CHUNK_RECORDS, 3 * CHUNK_RECORDS))
    await settled()
    for held in rig.publisher.held:
        held.set_result(Place(0, 0))
    await settled()
    assert [str(problem)[:21] for problem in rig.aborted[:1]] == ["128 of the last 192 a"]


async def test_draining_closes_the_open_chunk_and_waits_for_all(rig: Rig) -> None:
    await rig.take(1)
    drained = asyncio.ensure_future(rig.hop.drain())
    await settled()
    rig.readers.gates[0].set()
    await settled()
    assert not drained.done()
    rig.publisher.held[0].set_result(Place(0, 0))
    await asyncio.wait_for(drained, 1)
    assert rig.acked == [1]
    assert rig.hop.in_flight == 0
