"""What the two hops need of the world: a log to write to and to read single records from. Kafka's and the tests' memory implement it."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import NamedTuple, Protocol

from service.record import Output, Record


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
