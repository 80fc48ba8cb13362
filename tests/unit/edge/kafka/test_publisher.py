"""The publisher's patience with confirmations; what it writes is tested on brokers."""

import asyncio
from typing import Any

import pytest
from aiokafka.errors import KafkaTimeoutError

from service.edge.kafka.publisher import CONFIRMED_WITHIN_S, KafkaPublisher
from service.edge.kafka.topic_reader import read_all
from service.edge.ports import Place
from service.record import Output
from service.settings import Settings
from tests.unit.edge.virtual_time import settled


class FakeProducer:
    """Takes batches and confirms none; the first `busy` are refused, as when the one before them does not leave."""

    def __init__(self, busy: int = 0) -> None:
        """Nothing taken."""
        self.busy = busy
        self.taken: list[asyncio.Future[Any]] = []

    def create_batch(self) -> "FakeProducer":
        return self

    def append(self, **_named: object) -> bool:
        return True

    def close(self) -> None: ...

    async def send_batch(self, _batch: object, _topic: str, *, partition: int) -> asyncio.Future[Any]:
        del partition
        if self.busy:
            self.busy -= 1
            raise KafkaTimeoutError
        self.taken.append(asyncio.get_running_loop().create_future())
        return self.taken[-1]


@pytest.fixture
def clock() -> list[float]:
    return [1_000.0]


def made(producer: FakeProducer, clock: list[float] | None = None) -> KafkaPublisher:
    now = clock or [1_000.0]
    one = KafkaPublisher(Settings(), idempotent=True, largest={"t": 1_000}, clock=lambda: now[0])
    one._producer = producer  # type: ignore[assignment]
    return one


RECORD = Output("t", b"k", b"v", partition=0)


async def test_a_record_that_is_not_confirmed_in_time_is_overdue_until_it_is(clock: list[float]) -> None:
    producer = FakeProducer()
    one = made(producer, clock)
    await one.send([RECORD])
    assert one.overdue() == ""
    clock[0] += CONFIRMED_WITHIN_S + 1
    assert one.overdue() == "a record has not been confirmed for 46 s, though a broker answers"
    producer.taken[0].set_result(None)
    await settled()
    assert one.overdue() == ""


async def test_the_oldest_counts_whatever_is_confirmed_after_it(clock: list[float]) -> None:
    producer = FakeProducer()
    one = made(producer, clock)
    await one.send([RECORD])
    clock[0] += CONFIRMED_WITHIN_S - 1
    await one.send([RECORD])
    producer.taken[1].set_result(None)
    await settled()
    clock[0] += 2
    assert one.overdue()


async def test_time_in_which_no_broker_answered_does_not_count(clock: list[float]) -> None:
    one = made(FakeProducer(), clock)
    await one.send([RECORD])
    clock[0] += 3_600
    one.excuse()
    clock[0] += CONFIRMED_WITHIN_S - 1
    assert one.overdue() == ""
    clock[0] += 2
    assert one.overdue()


async def test_a_batch_that_has_to_wait_for_the_one_before_it_is_handed_over_in_the_end() -> None:
    producer = FakeProducer(busy=3)
    await made(producer).send([RECORD])
    assert len(producer.taken) == 1


async def test_what_is_confirmed_stands_at_the_places_that_are_told(installation: Settings) -> None:
    topic = installation.topic_names.ledger
    one = KafkaPublisher(installation, idempotent=False, largest={topic: 1_000})
    await one.start()
    try:
        outputs = [Output(topic, None, str(number).encode(), partition=number % 2) for number in range(6)]
        places = await (await one.send(outputs)).confirmed()
    finally:
        await one.stop()
    assert places == [Place(number % 2, number // 2) for number in range(6)]
    found = {Place(record.partition, record.offset): record.value async for record in read_all(installation, [topic])}
    assert found == {place: output.value for place, output in zip(places, outputs, strict=True)}


async def test_a_record_beyond_the_limit_of_its_topic_does_not_fit_whatever_makes_it_large() -> None:
    one = made(FakeProducer())
    assert one.fits(Output("t", b"k", b"v" * 800))
    assert not one.fits(Output("t", b"k", b"v" * 1_000))
    assert not one.fits(Output("t", b"k" * 1_000, b"v"))
    assert not one.fits(Output("t", b"k", b"v", (("name", b"x" * 1_000),)))
