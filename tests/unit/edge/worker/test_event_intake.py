"""Between Faust's events and a hop."""

import asyncio
from types import SimpleNamespace
from typing import Any

from service.edge.hops.lane_memories import LaneGoneError
from service.edge.worker.event_intake import EventIntake
from service.record import Record
from tests.unit.edge.virtual_time import settled


class FakeHop:
    """Takes, or raises."""

    def __init__(self, problem: BaseException | None = None) -> None:
        """Nothing taken."""
        self.problem = problem
        self.taken: list[tuple[Record, Any]] = []

    async def take(self, record: Record, one: Any) -> None:
        if self.problem:
            raise self.problem
        self.taken.append((record, one))


def event(offset: int = 7, generation: int = 3) -> Any:
    acked: list[int] = []
    fields = {"topic": "news.raw", "partition": 1, "offset": offset, "timestamp": 1_700_000_000.1234, "key": b"k", "value": b"v"}
    message = SimpleNamespace(**fields, headers=[("own", b"x")], generation_id=generation)
    return SimpleNamespace(message=message, acked=acked, ack=lambda: acked.append(offset))


def intake(aborted: list[str] | None = None) -> EventIntake:
    return EventIntake(lambda: 3, lambda why, _: (aborted if aborted is not None else []).append(why))


def handler(hop: FakeHop, aborted: list[str] | None = None, *, admits: bool = True) -> Any:
    real: Any = hop
    return intake(aborted).handler(real, lambda _partition, _offset: admits)


async def test_an_event_becomes_the_record_that_it_is() -> None:
    hop, one = FakeHop(), event()
    await handler(hop)(one)
    ((record, taken),) = hop.taken
    assert taken is one
    assert record.source.key == "news.raw-1-7"
    assert (record.timestamp, record.key, record.value, record.headers) == (1_700_000_000_123, b"k", b"v", (("own", b"x"),))


async def test_a_record_that_does_not_follow_on_is_not_taken() -> None:
    hop = FakeHop()
    await handler(hop, admits=False)(event())
    assert hop.taken == []


async def test_an_event_of_a_lane_that_is_gone_is_dropped_without_an_acknowledgement() -> None:
    one, aborted = event(), list[str]()
    await handler(FakeHop(LaneGoneError(1)), aborted)(one)
    assert one.acked == []
    assert aborted == []


async def test_whatever_else_a_hop_raises_ends_the_worker_and_never_comes_back_to_faust() -> None:
    one, aborted = event(), list[str]()
    handling = asyncio.ensure_future(handler(FakeHop(OSError("no disk")), aborted)(one))
    await settled()
    assert aborted == ["an event was not processed"]
    assert not handling.done()
    assert one.acked == []
    handling.cancel()


async def test_only_an_event_of_the_assignment_in_force_is_acknowledged() -> None:
    mine, earlier = event(7, generation=3), event(8, generation=2)
    for one in (mine, earlier):
        intake().ack(one)
    assert (mine.acked, earlier.acked) == ([7], [])
