"""Whatever stands on the input topic, and wherever a worker dies: each input has exactly one outcome, and always the same one."""

import asyncio
import json
from collections import defaultdict
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quality.scoring import spans_of
from service.context import Context
from service.edge.hops.in_memory import AbortedError, MemoryBroker, MemoryWorker
from service.edge.ports import Place
from service.model import Event
from service.record import Headers

Input = tuple[bytes | None, Headers, int]
"""Value, headers and partition."""
EVENT_TOPICS = ("news.events.diplomatic-protest", "news.events.defection")
PARTITIONS = 3
SENTENCES = (
    "Norway's foreign ministry summoned the Brazilian ambassador on Tuesday to protest against the seizure of a fishing boat.",
    "A Kenyan diplomat posted to Chile has defected and asked for political asylum there, officials said on Thursday.",
    "The harbour authority will repair the quay before the autumn term, the port operator told reporters on Sunday.",
    "Городской совет утвердил новый бюджет на ремонт старого моста, сообщил мэр города во вторник.",
    "No ambassador was summoned, the ministry said; it may do so next week if the boat is not given back.",
)


@cache
def the_context() -> Context:
    """Not a fixture: Hypothesis would print it with every example."""
    return Context.build()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
prose = st.lists(st.sampled_from(SENTENCES) | st.text(max_size=40), min_size=1, max_size=6).map(" ".join)
articles = st.fixed_dictionaries(
    {"text": prose},
    optional={
        "id": st.sampled_from(["a", "b"]) | json_values,
        "url": st.sampled_from(["https://one.example/a", "https://two.example/b?x=1"]) | json_values,
        "title": st.sampled_from(SENTENCES) | json_values,
        "source": json_values,
        "published_at": st.just("2026-03-01T08:00:00Z") | json_values,
        "language": json_values,
        "metadata": json_values,
    },
)
pages = prose.map(lambda text: f"<html><body><article><p>{text}</p></article></body></html>")
headers = st.lists(
    st.tuples(st.sampled_from(["id", "url", "title", "content-type", "content-encoding", "x"]), st.binary(max_size=20)), max_size=2
).map(tuple)
plain: st.SearchStrategy[Headers] = st.just((("content-type", b"text/plain"),))
inputs = st.tuples(
    st.one_of(
        articles.map(lambda value: json.dumps(value).encode()),
        pages.map(lambda page: json.dumps({"html": page}).encode()),
        json_values.map(lambda value: json.dumps(value).encode()),
        st.binary(max_size=60),
        st.none(),
    ),
    st.just(()) | headers | plain,
    st.integers(0, PARTITIONS - 1),
)


class MortalBroker(MemoryBroker):
    """Fails once, at the given write of the service, before or after the record is in the log."""

    def __init__(self) -> None:
        """No death is planned."""
        super().__init__(PARTITIONS)
        self.left: int | None = None
        self.lost_before = False

    def produce(
        self, topic: str, value: bytes | None, key: bytes | None = None, headers: Headers = (), partition: int | None = None
    ) -> Place:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.left = None
                if not self.lost_before:
                    super().produce(topic, value, key, headers, partition)
                raise ConnectionError("the power went")
        return super().produce(topic, value, key, headers, partition)


def fill(broker: MemoryBroker, records: list[Input]) -> None:
    for value, head, partition in records:
        broker.produce("news.raw", value, headers=head, partition=partition)


def check(broker: MemoryBroker) -> None:
    """One outcome for each input and one value for each key; every span is in its text; every event has its ledger entry."""
    values: dict[tuple[str, bytes | None, int], set[bytes | None]] = defaultdict(set)
    for topic in ("news.ledger", "news.duplicates", "news.incidents", *EVENT_TOPICS):
        for record in broker.records(topic):
            revision = json.loads(record.value or b"")["revision"] if topic in ("news.incidents", *EVENT_TOPICS) else 0
            values[topic, record.key, revision].add(record.value)
    assert [place for place, found in values.items() if len(found) != 1] == []
    ledger = {(key or b"").decode(): json.loads(value or b"") for key, value in broker.last_values("news.ledger").items()}
    assert set(ledger) == {record.source.key for record in broker.records("news.raw")}
    events = [json.loads(record.value or b"") for topic in EVENT_TOPICS for record in broker.records(topic)]
    assert {event["event_id"] for event in events} == {one for entry in ledger.values() for one in entry["event_ids"]}
    incidents = [json.loads(value or b"") for value in broker.last_values("news.incidents").values()]
    homes = {report["event_id"]: incident["incident_id"] for incident in incidents for report in incident["reports"]}
    assert all(homes[event["event_id"]] == event["incident_id"] for event in events)
    for event in events:
        for span in spans_of(Event.model_validate(event)):
            assert event["article"][span.part][span.start : span.end] == span.text


def last_values(broker: MemoryBroker) -> dict[str, Any]:
    return {topic: broker.last_values(topic) for topic in ("news.ledger", "news.duplicates", "news.incidents", *EVENT_TOPICS)}


async def run(broker: MemoryBroker) -> None:
    """Workers until all is done: a new one for each that dies."""
    for _ in range(20):
        try:
            await MemoryWorker(broker, the_context()).run()
        except (AbortedError, ConnectionError):
            continue
        return
    raise AssertionError("no worker gets through")


@settings(max_examples=60)
@given(records=st.lists(inputs, max_size=12))
def test_any_records_have_exactly_one_outcome_each(records: list[Input]) -> None:
    broker = MemoryBroker(PARTITIONS)
    fill(broker, records)
    asyncio.run(run(broker))
    check(broker)


@settings(max_examples=60)
@given(records=st.lists(inputs, min_size=1, max_size=8), deaths=st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=3))
def test_workers_that_die_at_any_write_change_nothing(records: list[Input], deaths: list[tuple[int, bool]]) -> None:
    calm, stormy = MemoryBroker(PARTITIONS), MortalBroker()
    one_partition = [(value, head, 0) for value, head, _ in records]
    for broker in (calm, stormy):
        fill(broker, one_partition)
    asyncio.run(run(calm))
    for writes, lost_before in deaths:
        stormy.left, stormy.lost_before = writes, lost_before
        asyncio.run(run(stormy))
    stormy.left = None
    asyncio.run(run(stormy))
    check(stormy)
    assert last_values(stormy) == last_values(calm)
