"""One of the hops on the edge in memory, with records that wait for it and confirmations that the test gives."""

import asyncio
import json
from collections.abc import Sequence

from service.context import Context
from service.edge.children.pool import InProcessReaders
from service.edge.hops.in_memory import MemoryBroker, MemoryLog, MemoryPublisher, MemoryWorker
from service.edge.hops.read_hop import IDLE_S
from service.edge.hops.wiring import Hops, World, build_hops
from service.edge.ports import Delivery, Hop, Place, Shipment
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
    """`read`: the texts wait on the input; `settle`: each in a lane record of its own."""
    broker = MemoryBroker(partitions=1)
    worker = MemoryWorker(broker, context)
    for number, text in enumerate(texts):
        broker.produce("news.raw", json.dumps({"text": text, "id": str(number)}).encode(), partition=0)
        if name == "settle":
            await worker.read_all()
    return Rig(name, context, broker)
