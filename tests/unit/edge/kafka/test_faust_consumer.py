"""The parts of Faust's consumer that are replaced."""

import asyncio
from collections import defaultdict
from collections.abc import Coroutine, Mapping
from typing import Any

import pytest
from faust.types import TP

from service.edge.kafka.continuity import Continuity, Gap, Partition
from service.edge.kafka.faust_consumer import Consumer

RAW = TP("news.raw", 0)


class FakeHost:
    """Remembers what it is told."""

    def __init__(self) -> None:
        """Nothing told yet."""
        self.continuity = Continuity()
        self.told: list[Gap] = []

    async def before_revoke(self, partitions: frozenset[Partition]) -> None: ...

    def gaps(self, gaps: list[Gap]) -> None:
        self.told += gaps

    def committed(self, offsets: Mapping[Partition, int]) -> None: ...


class FakeQueue:
    def __init__(self) -> None:
        """With room."""
        self.is_full = False

    def full(self) -> bool:
        return self.is_full


class FakeApp:
    """An app whose flow is on and whose one queue has room, until the test says otherwise."""

    def __init__(self) -> None:
        """One topic."""
        self.flow_control = self
        self.queue = FakeQueue()
        self.topics = [self]
        self.active = True

    def is_active(self) -> bool:
        return self.active


@pytest.fixture
def consumer() -> Consumer:
    one = Consumer.__new__(Consumer)
    one.host = FakeHost()
    one.app = FakeApp()  # type: ignore[assignment]
    one.flow_active = True
    one._acked = defaultdict(list)
    one._acked_index = defaultdict(set)
    one._read_offset = {RAW: 500}
    one._committed_offset = {RAW: 500}
    return one


def test_the_offset_to_commit_is_past_the_last_acknowledged_record_whatever_gaps_the_log_has(consumer: Consumer) -> None:
    consumer._acked[RAW] = [0, 1, 5, 90]
    assert consumer._new_offset(RAW) == 91


def test_without_a_new_acknowledgement_there_is_nothing_to_commit(consumer: Consumer) -> None:
    consumer._acked[RAW] = [7]
    consumer._new_offset(RAW)
    assert consumer._new_offset(RAW) is None


def test_a_log_that_began_anew_is_read_from_its_start_and_told(consumer: Consumer) -> None:
    consumer._follow([Gap(Partition("news.raw", 0), 500, 0)])
    assert consumer._read_offset[RAW] is None
    assert consumer._committed_offset[RAW] is None
    assert consumer.host.told == [Gap(Partition("news.raw", 0), 500, 0)]  # type: ignore[attr-defined]


def test_a_gap_forwards_changes_nothing_but_is_told(consumer: Consumer) -> None:
    consumer._follow([Gap(Partition("news.raw", 0), 500, 510)])
    assert consumer._read_offset[RAW] == 500


async def test_a_delivery_that_nothing_can_hold_up_is_simply_done(consumer: Consumer) -> None:
    delivered: list[int] = []

    async def deliver() -> None:
        delivered.append(1)

    tasks = len(asyncio.all_tasks())
    await consumer.wait_first(deliver(), asyncio.sleep(60))
    assert delivered == [1]
    assert len(asyncio.all_tasks()) == tasks


@pytest.mark.parametrize("why", ["flow off", "flow control", "queue full"])
async def test_a_delivery_that_may_have_to_wait_is_left_to_faust(consumer: Consumer, monkeypatch: pytest.MonkeyPatch, why: str) -> None:
    left: list[int] = []

    async def of_faust(_self: object, *work: Coroutine[Any, Any, None], timeout: object) -> None:  # noqa: ASYNC109
        del timeout
        left.append(len(work))
        for one in work:
            one.close()

    monkeypatch.setattr("mode.services.Service.wait_first", of_faust)
    app: Any = consumer.app
    consumer.flow_active = why != "flow off"
    app.active = why != "flow control"
    app.queue.is_full = why == "queue full"
    await consumer.wait_first(asyncio.sleep(0), asyncio.sleep(60))
    assert left == [2]
