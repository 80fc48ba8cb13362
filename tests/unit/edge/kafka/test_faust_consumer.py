"""The parts of Faust's consumer that are replaced, in an app as the worker builds it; no broker is asked for anything."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from typing import Any, cast

import pytest
import pytest_asyncio
from faust.types import TP
from faust.types.tuples import ConsumerMessage

from service.edge.kafka.continuity import Continuity, Gap, Partition
from service.edge.kafka.faust_app import App, build_app
from service.edge.kafka.faust_consumer import Consumer, ConsumerThread
from service.settings import Settings

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

    def strange(self, offsets: Mapping[Partition, int]) -> None: ...


@pytest_asyncio.fixture
async def app() -> AsyncIterator[App]:
    """With one topic, and its flow on."""
    made = build_app(Settings(kafka_bootstrap_servers="localhost:9"), FakeHost(), embedded=False)
    made.topics.add(made.topic(RAW.topic, acks=True))
    await made.topics._update_indices()  # which subscribing would do
    made.flow_control.resume()
    yield made
    await made.producer.stop()


@pytest.fixture
def consumer(app: App) -> Iterator[Consumer]:
    made = cast("Consumer", app.consumer)
    made.resume_flow()
    yield made
    cast("ConsumerThread", made._thread).thread_loop.close()  # made at once, closed only by a thread that ran


def acknowledge(consumer: Consumer, *offsets: int) -> None:
    for offset in offsets:
        consumer.ack(message(offset))


def message(offset: int) -> ConsumerMessage:
    more: dict[str, Any] = {"timestamp_type": 0, "headers": [], "key": None, "value": b"", "checksum": None}
    return ConsumerMessage(RAW.topic, RAW.partition, offset, 0.0, tp=RAW, **more)


def test_the_offset_to_commit_is_past_the_last_acknowledged_record_whatever_gaps_the_log_has(consumer: Consumer) -> None:
    acknowledge(consumer, 0, 1, 5, 90)
    assert consumer._new_offset(RAW) == 91


def test_without_a_new_acknowledgement_there_is_nothing_to_commit(consumer: Consumer) -> None:
    acknowledge(consumer, 7)
    consumer._new_offset(RAW)
    assert consumer._new_offset(RAW) is None


def test_a_log_that_began_anew_is_read_from_its_start_and_told(consumer: Consumer) -> None:
    consumer._read_offset[RAW] = consumer._committed_offset[RAW] = 500
    consumer._follow([Gap(Partition("news.raw", 0), 500, 0)])
    assert consumer._read_offset[RAW] is None
    assert consumer._committed_offset[RAW] is None
    assert cast("FakeHost", consumer.host).told == [Gap(Partition("news.raw", 0), 500, 0)]


def test_a_gap_forwards_changes_nothing_but_is_told(consumer: Consumer) -> None:
    consumer._read_offset[RAW] = 500
    consumer._follow([Gap(Partition("news.raw", 0), 500, 510)])
    assert consumer._read_offset[RAW] == 500
    assert cast("FakeHost", consumer.host).told == [Gap(Partition("news.raw", 0), 500, 510)]


async def test_a_delivery_that_nothing_can_hold_up_is_simply_done(consumer: Consumer) -> None:
    delivered: list[int] = []

    async def deliver() -> None:
        delivered.append(1)

    tasks = len(asyncio.all_tasks())
    await consumer.wait_first(deliver(), asyncio.sleep(60))
    assert delivered == [1]
    assert len(asyncio.all_tasks()) == tasks


@pytest.mark.parametrize("why", ["flow off", "flow control", "queue full"])
async def test_a_delivery_that_may_have_to_wait_is_left_to_faust(
    app: App, consumer: Consumer, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    left: list[int] = []

    async def of_faust(_self: object, *work: Coroutine[Any, Any, None], timeout: object) -> None:  # noqa: ASYNC109
        del timeout
        left.append(len(work))
        for one in work:
            one.close()

    monkeypatch.setattr("mode.services.Service.wait_first", of_faust)
    if why == "flow off":
        consumer.stop_flow()
    elif why == "flow control":
        app.flow_control.suspend()
    else:
        (channel,) = app.topics
        while not channel.queue.full():
            channel.queue.put_nowait(None)
    await consumer.wait_first(asyncio.sleep(0), asyncio.sleep(60))
    assert left == [2]
