"""What `ports.Hop` promises, of both hops: the same tests, on the edge in memory with confirmations that the test gives."""

import asyncio
from typing import Any

import pytest

from service.context import Context
from service.edge.hops.read_hop import IDLE_S
from tests.unit.edge.hops.rig import PROTEST, TEXTS, Rig, rig_of
from tests.unit.edge.virtual_time import settled


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
