"""Between Faust and the hops: an event becomes a record that a hop takes, and is acknowledged by its generation."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from service.edge.hops.lane_memories import LaneGoneError
from service.edge.kafka.continuity import Partition
from service.edge.ports import Hop
from service.record import Record, Source


class EventIntake:
    """What the agents do with events."""

    def __init__(self, generation: Callable[[], int], abort: Callable[[str, BaseException], None]) -> None:
        """`generation`: that of the assignment in force; `abort(why, exception)` ends the process."""
        self._generation = generation
        self._abort = abort

    def handler(self, hop: Hop[Any], admit: Callable[[Partition, int], bool]) -> Callable[[Any], Awaitable[None]]:
        """What an agent does with an event, where `admit(partition, offset)` says that it follows on.

        It never raises: Faust would acknowledge the event.
        """

        async def handle(event: Any) -> None:
            message = event.message
            try:
                if not admit(Partition(message.topic, message.partition), message.offset):
                    return
                source = Source(message.topic, message.partition, message.offset)
                timestamp_ms = round(message.timestamp * 1000)
                await hop.take(Record(source, timestamp_ms, message.key, message.value, tuple(message.headers or ())), event)
            except LaneGoneError:
                return
            except asyncio.CancelledError:
                raise
            except Exception as problem:  # noqa: BLE001 - whatever it is, going on could lose the event
                self._abort("an event was not processed", problem)
                await asyncio.Future()  # nothing may be taken until the process has ended

        return handle

    def ack(self, event: Any) -> None:
        """Acknowledge, unless the event is of an earlier assignment: then it will be, or has been, read again."""
        if event.message.generation_id == self._generation():
            event.ack()
