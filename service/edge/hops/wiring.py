"""How the hops are put together: once, for the worker on Kafka and for the one in memory."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from service.context import Context
from service.edge.children.pool import Readers
from service.edge.hops.lane_memories import Lanes
from service.edge.hops.read_hop import ReadHop
from service.edge.hops.settle_hop import SettleHop
from service.edge.ports import Log, Publisher
from service.telemetry.status import Status

Taken = TypeVar("Taken")


@dataclass(frozen=True, slots=True)
class World:
    """What the hops work with."""

    context: Context
    readers: Readers
    log: Log
    publisher: Publisher
    status: Status


@dataclass(frozen=True, slots=True)
class Hops(Generic[Taken]):
    """Both hops, and the memory of the lanes that the second one uses."""

    lanes: Lanes
    read: ReadHop[Taken]
    settle: SettleHop[Taken]

    async def finish(self) -> None:
        """Finish what is in flight, in both; what waits for a lane is dropped without an acknowledgement."""
        self.lanes.revoked()
        await self.read.drain()
        await self.settle.drain()

    @property
    def in_flight(self) -> int:
        """What is taken and not acknowledged."""
        return self.read.in_flight + self.settle.in_flight

    @property
    def last_progress(self) -> float:
        """When something was last acknowledged or loaded (monotonic clock)."""
        return max(self.read.last_ack, self.settle.last_ack, self.lanes.last_progress)


def build_hops(
    world: World,
    *,
    chunks_in_flight: int,
    lane_records_in_flight: int,
    ack: Callable[[Taken], None],
    abort: Callable[[str, BaseException], None],
) -> Hops[Taken]:
    """Both hops on one world; `ack` acknowledges an input, `abort(why, exception)` ends the process. Needs no running loop."""
    names, status = world.context.topic_names, world.status
    lanes = Lanes(world.log, names.articles, world.context.window_ms, status, abort)
    read = ReadHop(
        context=world.context,
        readers=world.readers,
        publisher=world.publisher,
        status=status,
        chunks_in_flight=chunks_in_flight,
        ack=ack,
        abort=abort,
    )
    settle = SettleHop(
        context=world.context,
        lanes=lanes,
        log=world.log,
        publisher=world.publisher,
        status=status,
        in_flight=lane_records_in_flight,
        ack=ack,
        abort=abort,
    )
    return Hops(lanes, read, settle)
