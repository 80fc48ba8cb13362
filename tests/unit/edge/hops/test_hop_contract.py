"""What `ports.Hop` promises, of both hops: the same tests, on the edge in memory with confirmations that the test gives."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest

from service.context import Context
from service.edge.children.pool import InProcessReaders
from service.edge.hops.in_memory import MemoryBroker, MemoryLog, MemoryPublisher, MemoryWorker
from service.edge.hops.ports import Delivery, Hop, Place, Shipment
from service.edge.hops.read_hop import IDLE_S
from service.edge.hops.wiring import Hops, World, build_hops
from service.record import Output, Record
from service.telemetry.status import Status
from tests.unit.edge.virtual_time import settled

TEXTS = [f"The council approved budget number {number * 7919} for bridge {number * 31} on Monday, the mayor said." for number in range(4)]
PROTEST = "Estonia's foreign ministry summoned the Russian ambassador on Tuesday to protest over the violation of its airspace."


class HeldPublisher(MemoryPublisher):
    """Writes at once; `confirm` or `fail` answers what was sent since, and `open` what will be, too."""

    def __init__(self, broker: MemoryBroker) -> None:
        """Nothing is held yet."""
        super().__init__(broker)
        self.held: list[tuple[asyncio.Future[Place], Place]] = []
        self.is_open = False

    async def send(self, outputs: Sequence[Output]) -> Delivery:
        delivery = await super().send(outputs)
        shipments = []
        for index, place in enumerate(await delivery.confirmed()):
            future: asyncio.Future[Place] = asyncio.get_running_loop().create_future()
            self.held.append((future, place))
            shipments.append(Shipment(future, [index]))
        if self.is_open:
            self.confirm()
        return Delivery(shipments)

    def confirm(self, *, newest_first: bool = False) -> None:
        held, self.held = self.held, []
        for future, place in reversed(held) if newest_first else held:
            future.set_result(place)

    def open(self) -> None:
        self.is_open = True
        self.confirm()

    def fail(self) -> None:
        held, self.held = self.held, []
        for future, _ in held:
            future.set_exception(OSError("the broker is gone"))


class Rig:
    """One of the hops with records that wait for it in one partition."""

    def __init__(self, name: str, context: Context, broker: MemoryBroker) -> None:
        """To be made in a running loop."""
        self.broker = broker
        self.publisher = HeldPublisher(broker)
        self.acked: list[int] = []
        self.aborted: list[BaseException] = []
        names = context.topic_names
        world = World(
            context=context,
            readers=InProcessReaders(context, broker.partitions),
            log=MemoryLog(broker, names.seen),
            publisher=self.publisher,
            status=Status(version="1", rules_version="2", group="g", instance=None),
        )
        self.hops: Hops[int] = build_hops(
            world,
            chunks_in_flight=3,
            lane_records_in_flight=3,
            ack=self.acked.append,
            abort=lambda _, problem: self.aborted.append(problem),
        )
        self.hops.lanes.assigned(range(broker.partitions))
        self.hop: Hop[int] = self.hops.read if name == "read" else self.hops.settle
        self.waiting: list[Record] = broker.records(names.raw if name == "read" else names.articles)

    async def take(self, count: int) -> None:
        """Take the next records, each as a chunk of its own."""
        for record in self.waiting[:count]:
            await self.hop.take(record, record.source.offset)
            await asyncio.sleep(2 * IDLE_S)  # of virtual time
            await settled()
        del self.waiting[:count]


async def rig_of(name: str, context: Context, texts: Sequence[str] = TEXTS) -> Rig:
    broker = MemoryBroker(partitions=1)
    worker = MemoryWorker(broker, context)
    for number, text in enumerate(texts):
        broker.produce("news.raw", json.dumps({"text": text, "id": str(number)}).encode(), partition=0)
        if name == "settle":
            await worker.read_all()  # one lane record each
    return Rig(name, context, broker)


@pytest.fixture(scope="module")
def context() -> Context:
    return Context.build()


pytestmark = pytest.mark.parametrize("name", ["read", "settle"])


async def test_nothing_is_acknowledged_before_all_that_it_causes_is_confirmed(name: str, context: Context) -> None:
    rig = await rig_of(name, context)
    await rig.take(1)
    assert rig.publisher.held
    assert rig.acked == []
    rig.publisher.open()
    await settled()
    assert rig.acked == [0]


async def test_what_is_confirmed_out_of_order_is_acknowledged_in_order(name: str, context: Context) -> None:
    rig = await rig_of(name, context)
    await rig.take(3)
    assert rig.hop.in_flight
    rig.publisher.confirm(newest_first=True)
    await settled()
    assert rig.acked == [0, 1, 2]
    assert rig.hop.in_flight == 0


async def test_one_that_waits_holds_back_the_acknowledgement_of_those_after_it(name: str, context: Context) -> None:
    rig = await rig_of(name, context)
    await rig.take(1)
    first, rig.publisher.held = rig.publisher.held, []
    await rig.take(1)
    rig.publisher.confirm()
    await settled()
    assert rig.acked == []
    rig.publisher.held = first
    rig.publisher.confirm()
    await settled()
    assert rig.acked == [0, 1]


async def test_a_record_that_is_not_confirmed_aborts_once_and_nothing_is_acknowledged_any_more(name: str, context: Context) -> None:
    rig = await rig_of(name, context)
    await rig.take(1)
    rig.publisher.fail()
    await settled()
    await rig.take(1)
    rig.publisher.open()
    await settled()
    assert [type(problem) for problem in rig.aborted] == [OSError]
    assert rig.acked == []
    drained = asyncio.ensure_future(rig.hop.drain())
    await settled()
    assert not drained.done()
    drained.cancel()


async def test_no_more_is_written_while_as_much_is_in_flight_as_may_be(name: str, context: Context) -> None:
    rig = await rig_of(name, context)
    await rig.take(3)
    written = len(rig.publisher.held)
    fourth = asyncio.ensure_future(rig.take(1))
    await asyncio.sleep(100 * IDLE_S)  # of virtual time
    assert len(rig.publisher.held) == written
    rig.publisher.open()
    await fourth
    await rig.hop.drain()
    assert rig.acked == [0, 1, 2, 3]


async def test_a_drain_ends_when_all_that_was_taken_is_acknowledged(name: str, context: Context) -> None:
    rig = await rig_of(name, context)
    taken = list(rig.waiting)
    rig.publisher.is_open = True
    for record in taken:
        await rig.hop.take(record, record.source.offset)
    await rig.hop.drain()
    assert rig.acked == [0, 1, 2, 3]
    assert rig.hop.in_flight == 0


async def test_a_drain_without_anything_taken_ends_at_once(name: str, context: Context) -> None:
    rig = await rig_of(name, context)
    await asyncio.wait_for(rig.hop.drain(), 1)


async def test_the_time_of_the_last_acknowledgement_is_told(name: str, context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    rig = await rig_of(name, context)
    now = rig.hop.last_ack + 1_000
    monkeypatch.setattr(rig.hop.window, "_clock", lambda: now)  # type: ignore[attr-defined]
    rig.publisher.is_open = True
    await rig.take(1)
    await rig.hop.drain()
    assert rig.hop.last_ack == now


async def test_what_is_taken_again_by_another_worker_writes_the_same_keys_and_bytes(name: str, context: Context) -> None:
    written: list[dict[str, Any]] = []
    rig = await rig_of(name, context, [*TEXTS, PROTEST])
    broker = rig.broker
    for _ in range(2):
        again = Rig(name, context, broker)
        again.publisher.is_open = True
        for record in again.waiting:
            await again.hop.take(record, record.source.offset)
            await asyncio.sleep(2 * IDLE_S)  # of virtual time
        await again.hop.drain()
        topics = ("news.articles", "news.ledger", "news.events.diplomatic-protest")
        written.append({topic: {(one.key, one.value) for one in broker.records(topic)} for topic in topics})
    assert written[0] == written[1]
    assert written[0]["news.articles" if name == "read" else "news.ledger"]
