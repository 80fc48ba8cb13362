"""Hop 2 at work: what it writes, in which order, and what it refuses to go on with."""

import asyncio
import json

import pytest

from service.context import Context
from service.edge.hops.lane_memories import LaneGoneError
from service.errors import Fatal
from service.outcome import ExitCode
from service.record import Record, Source
from service.seen.memory import Seen
from tests.unit.edge.hops.rig import PROTEST, TEXTS, Rig, rig_of
from tests.unit.edge.virtual_time import settled

EVENTS = "news.events.diplomatic-protest"


@pytest.fixture(scope="module")
def context() -> Context:
    return Context.build()


def counts(rig: Rig) -> dict[str, int]:
    return {topic: len(rig.broker.records(topic)) for topic in (EVENTS, "news.seen", "news.ledger")}


async def test_an_event_is_confirmed_before_what_names_its_place_is_written(context: Context) -> None:
    rig = await rig_of("settle", context, [PROTEST])
    taking = asyncio.ensure_future(rig.take(1))
    await settled()
    assert counts(rig) == {EVENTS: 1, "news.seen": 0, "news.ledger": 0}
    rig.publisher.confirm()
    await settled()
    assert counts(rig) == {EVENTS: 1, "news.seen": 1, "news.ledger": 1}
    rig.publisher.open()
    await taking


async def test_a_copy_of_another_publisher_revises_the_event_with_its_own_body(context: Context) -> None:
    rig = await rig_of("settle", context, [PROTEST, PROTEST + " It was the third case this year, an official said."])
    rig.publisher.is_open = True
    await rig.take(2)
    bodies = [json.loads(record.value or b"") for record in rig.broker.records(EVENTS)]
    assert [body["revision"] for body in bodies] == [1, 2]
    assert bodies[0]["event_id"] == bodies[1]["event_id"]
    assert bodies[0]["article"] == bodies[1]["article"]


async def test_a_record_that_is_settled_already_causes_nothing(context: Context) -> None:
    rig = await rig_of("settle", context)
    (first, *_) = rig.waiting
    rig.publisher.is_open = True
    await rig.take(1)
    before = counts(rig)
    again = Record(Source("news.articles", 0, len(TEXTS)), first.timestamp, first.key, first.value)
    await rig.hop.take(again, len(TEXTS))
    await rig.hop.drain()
    assert counts(rig) == before
    assert rig.acked == [0, len(TEXTS)]


async def test_a_record_of_a_lane_that_is_gone_is_left_to_its_new_owner(context: Context) -> None:
    rig = await rig_of("settle", context)
    rig.hops.lanes.revoked()
    with pytest.raises(LaneGoneError):
        await rig.take(1)
    assert counts(rig) == {EVENTS: 0, "news.seen": 0, "news.ledger": 0}
    assert rig.hop.in_flight == 0


@pytest.mark.parametrize("value", [None, b"", b"{", b"[1]", b'[{"owner": 1}]'])
async def test_a_lane_record_of_another_release_is_not_guessed_at(value: bytes | None, context: Context) -> None:
    rig = await rig_of("settle", context, [])
    with pytest.raises(Fatal, match="was not written by this release") as refused:
        await rig.hop.take(Record(Source("news.articles", 0, 5), 1, None, value), 5)
    assert refused.value.exit_code == ExitCode.BROKEN_RELEASE
    assert rig.acked == []


async def test_what_fails_when_all_are_looked_up_together_is_still_settled_one_by_one(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(Seen, "expect", refuse)
    rig = await rig_of("settle", context)
    rig.publisher.is_open = True
    await rig.take(len(TEXTS))
    assert counts(rig)["news.ledger"] == len(TEXTS)
