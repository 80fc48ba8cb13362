"""What a hop is, and what the two need of the world: a log to write to and to read single records from.

Kafka's edge and the tests' one in memory implement the latter; `tests/unit/edge/hops/test_hop_contract.py` holds both hops to the former.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import NamedTuple, Protocol, TypeVar

from service.record import Output, Record

Taken_contra = TypeVar("Taken_contra", contravariant=True)


class Place(NamedTuple):
    """Where a record was written."""

    partition: int
    offset: int


class Shipment(NamedTuple):
    """Records that travel together to one partition."""

    confirmation: asyncio.Future[Place]
    """The place of the first; the others follow on."""
    indexes: list[int]
    """Which of the records of a `send` they are."""


class Delivery:
    """Records that are on their way."""

    def __init__(self, shipments: Sequence[Shipment]) -> None:
        """Together the shipments hold each record of one `send` once."""
        self._shipments = shipments

    async def confirmed(self) -> list[Place]:
        """Wait until every record is confirmed, and return their places; raises what went wrong with the first that is not."""
        places: dict[int, Place] = {}
        for confirmation, indexes in self._shipments:
            first = await confirmation
            places.update((index, Place(first.partition, first.offset + number)) for number, index in enumerate(indexes))
        return [places[index] for index in range(len(places))]


class Publisher(Protocol):
    """Writes records."""

    def fits(self, output: Output) -> bool:
        """Whether the record is small enough for its topic; one that is not must never be sent."""

    async def send(self, outputs: Sequence[Output]) -> Delivery:
        """Hand over the records, which keep their order within a partition."""


class Log(Protocol):
    """Reads records that were written."""

    async def fetch(self, topic: str, partition: int, offset: int) -> Record | None:
        """The record at exactly this place; None when it is gone."""

    def seen(self, partition: int, start: int) -> AsyncGenerator[tuple[int, bytes], None]:
        """The records of `news.seen` in this partition, with their offsets, from `start` (or the first left) to the end as it is now."""

    async def end(self, topic: str, partition: int) -> int:
        """The offset that the next record of the partition will get."""


class Hop(Protocol[Taken_contra]):
    """Takes records and writes what they cause; `Taken_contra` is what its `ack` wants to have back for each.

    - Records of one partition are taken in their order, by one caller at a time.
    - They are acknowledged in the order in which they were taken, over all partitions, each once, and none before all that it causes
      is confirmed.
    - When something fails that is not the article's fault (a record is unconfirmed, the machine gives out), the hop calls
      `abort(why, exception)` once, which has to end the process, and acknowledges nothing any more.
    - The same log gives the same keys and the same bytes, so that whatever is taken again writes what it wrote before.
    """

    async def take(self, record: Record, one: Taken_contra) -> None:
        """Begin with a record; waits while too much is in flight.

        Raises `LaneGoneError`, with nothing done, when the record is of a partition that is not ours any more. Whatever else it raises
        (but CancelledError) must end the process: the record is not going to be acknowledged.
        """

    async def drain(self) -> None:
        """Wait until all that was taken is acknowledged. Nothing may be taken meanwhile; it does not return after an `abort`."""

    @property
    def in_flight(self) -> int:
        """How much is taken and not acknowledged; 0 when there is nothing, else in units of the hop's own."""

    @property
    def last_ack(self) -> float:
        """When something was last acknowledged (monotonic clock)."""
