"""The oracle of the lanes' log, on the edge in memory: silent about a worker that restores what it knew, loud about one that does not."""

import asyncio
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from aiokafka import ConsumerRecord

from service.context import Context
from service.edge.hops.in_memory import MemoryBroker, MemoryWorker
from service.seen import memory
from service.seen.entry import Entry
from tests.broker.articles import Mix, Sample, corpus
from tests.broker.lane_oracle import lane_problems
from tests.broker.oracle import OUTPUTS

ACTS = Mix(event=250, shared=150, copy=300, poison=20)
ARTICLES = 40
"""Before and after the change of workers."""
CONTEXT = Context.build(topic_prefix="n")


def records(broker: MemoryBroker, suffix: str) -> list[ConsumerRecord[bytes, bytes]]:
    return [
        ConsumerRecord(
            one.source.topic, one.source.partition, one.source.offset, one.timestamp, 1, one.key, one.value, None, 0, 0, one.headers
        )
        for one in broker.records(f"n.{suffix}")
    ]


def problems(broker: MemoryBroker) -> list[str]:
    return lane_problems(CONTEXT, records(broker, "articles"), {suffix: records(broker, suffix) for suffix in OUTPUTS})


@cache
def taken_over() -> MemoryBroker:
    """A worker has settled the first articles and is gone; the others stand in the lanes. To be copied."""

    async def work() -> None:
        await MemoryWorker(broker, CONTEXT).run()
        send(broker, corpus(ARTICLES, mix=ACTS, start=ARTICLES))
        await MemoryWorker(broker, CONTEXT).read_all()

    broker = MemoryBroker()
    send(broker, corpus(ARTICLES, mix=ACTS))
    asyncio.run(work())
    return broker


def send(broker: MemoryBroker, samples: Iterator[Sample]) -> None:
    for one in samples:
        broker.produce("n.raw", one.value, one.key, one.headers, one.family % broker.partitions)


def settled() -> MemoryBroker:
    """Another worker has settled the rest, with what `news.seen` told it."""

    async def work() -> None:
        await MemoryWorker(broker, CONTEXT).run()

    broker = deepcopy(taken_over())
    asyncio.run(work())
    return broker


def test_a_worker_that_takes_over_writes_what_the_log_tells() -> None:
    broker = settled()
    assert problems(broker) == []
    joined = [one for one in records(broker, "incidents") if b'"reports":3' in (one.value or b"")]
    assert len(joined) > 1


def test_a_lane_that_was_settled_twice_has_no_problem() -> None:
    async def again() -> None:
        await MemoryWorker(broker, CONTEXT).run()

    broker = settled()
    written = len(records(broker, "ledger"))
    broker.committed = {place: at for place, at in broker.committed.items() if place[0] == "n.raw"}
    asyncio.run(again())
    assert len(records(broker, "ledger")) > written
    assert problems(broker) == []


def test_a_worker_that_has_forgotten_the_acts_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_acts(row: Any, text: bytes) -> Entry:
        entry = read_back(row, text)
        return replace(entry, events=tuple(replace(event, report=None) for event in entry.events))

    read_back = memory.story_entry
    monkeypatch.setattr(memory, "story_entry", without_acts)
    found = problems(settled())
    assert any(one.startswith("incidents ") and one.endswith(" was written") for one in found), "an act was opened once more"
    assert any(one.startswith("incidents ") and one.endswith(" was not written") for one in found), "its incident did not go on"


def test_a_record_that_the_log_does_not_tell_is_found_out() -> None:
    broker = settled()
    last = broker.records("n.incidents")[-1]
    broker.produce("n.incidents", (last.value or b"").replace(b'"confidence"', b'"Confidence"'), last.key, last.headers)
    assert [one for one in problems(broker) if one.endswith("has another value")] != []
