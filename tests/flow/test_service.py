"""The whole service, both hops, on the edge in memory."""

import json
from collections import Counter
from typing import Any

import pytest

from service.context import Context
from service.edge.children.chunk import ReadChunk
from service.edge.children.pool import InProcessReaders
from service.edge.hops.broken_release import MOST
from service.edge.hops.in_memory import AbortedError, MemoryBroker, MemoryWorker
from service.errors import Fatal
from service.outcome import DeadReason, ExitCode, Outcome
from service.record import Record

PROTEST = (
    "Estonia's foreign ministry summoned the Russian ambassador on Tuesday to protest over the violation of its airspace. "
    "The ministry in Tallinn handed the ambassador a note of protest, a spokesman said."
)
ORDINARY = (
    "The town council approved a new budget for the repair of the old bridge on Monday. Work will begin in spring and take "
    "two years, the mayor said, and traffic will be led over the northern ring road until it is done."
)
CYRILLIC = "Городской совет утвердил новый бюджет на ремонт старого моста. Работы начнутся весной и продлятся два года, сообщил мэр города."


def article(text: str, **fields: str) -> bytes:
    return json.dumps({"text": text, **fields}).encode()


def mixed() -> list[bytes | None]:
    values: list[bytes | None] = [
        article(PROTEST, id="protest", url="https://one.example/protest", source="one.example"),
        article(ORDINARY, id="bridge", url="https://two.example/bridge"),
        article(CYRILLIC, id="most", url="https://three.example/most"),
        article(PROTEST, id="copy", url="https://four.example/copied", source="four.example"),
        article(ORDINARY, id="bridge-again", url="https://five.example/b"),
        b"\xff\xfe\x00",
        b"{",
        None,
        b"",
        b'{"title": "no text"}',
    ]
    values.extend(
        article(f"{ORDINARY} The {number * 7919} people of quarter {number} had asked for it {number} times.", id=f"own-{number}")
        for number in range(30)
    )
    return values


def ledger(broker: MemoryBroker) -> dict[str, dict[str, object]]:
    return {(key or b"").decode(): json.loads(value or b"") for key, value in broker.last_values("news.ledger").items()}


def everything(broker: MemoryBroker) -> dict[str, dict[bytes | None, bytes | None]]:
    outputs = ("news.ledger", "news.duplicates", "news.incidents", "news.events.diplomatic-protest", "news.events.defection")
    return {topic: broker.last_values(topic) for topic in outputs}


def fill(broker: MemoryBroker, values: list[bytes | None], start: int = 0) -> None:
    """In one partition, so that there is only one right order."""
    for number, value in enumerate(values, start):
        broker.produce("news.raw", value, key=str(number).encode(), partition=0)


async def undisturbed(context: Context) -> MemoryBroker:
    broker = MemoryBroker()
    fill(broker, mixed())
    await MemoryWorker(broker, context).run()
    return broker


async def test_every_input_has_exactly_one_outcome(context: Context) -> None:
    broker = await undisturbed(context)
    assert set(ledger(broker)) == {record.source.key for record in broker.records("news.raw")}
    assert len(broker.records("news.ledger")) == len(mixed())


async def test_the_outcomes_are_those_of_the_articles(context: Context) -> None:
    broker = await undisturbed(context)
    outcomes = Counter(str(entry["outcome"]) for entry in ledger(broker).values())
    assert outcomes[Outcome.DEAD] == 5
    assert outcomes[Outcome.EVENT] == 1
    assert sum(outcomes.values()) == len(mixed())
    copy = next(entry for entry in ledger(broker).values() if entry["article_id"] == "copy")
    assert copy["outcome"] == Outcome.DUPLICATE
    assert copy["duplicate_of"] == "protest"


async def test_a_dead_letter_is_the_input_unchanged_with_the_reason_in_its_headers(context: Context) -> None:
    broker = await undisturbed(context)
    letters = {dict(record.headers)["demarche.reason"]: record for record in broker.records("news.dead")}
    assert letters[b"not_json"].value == b"{"
    assert letters[b"not_json"].key == b"6"
    assert {DeadReason(reason.decode()) for reason in letters} == {
        DeadReason.NOT_UTF8,
        DeadReason.NOT_JSON,
        DeadReason.EMPTY,
        DeadReason.SCHEMA,
    }


async def test_records_taken_one_by_one_and_all_at_once_end_in_the_same_bytes(context: Context) -> None:
    broker = MemoryBroker()
    worker = MemoryWorker(broker, context)
    for number, value in enumerate(mixed()):
        fill(broker, [value], number)
        await worker.run()
    assert everything(broker) == everything(await undisturbed(context))


async def test_a_death_before_the_acknowledgement_replays_to_the_same_bytes(context: Context) -> None:
    broker = await undisturbed(context)
    before = everything(broker)
    broker.committed.clear()
    await MemoryWorker(broker, context).run()
    assert everything(broker) == before


async def test_readings_that_are_in_the_lane_twice_are_settled_once(context: Context) -> None:
    broker = MemoryBroker()
    fill(broker, mixed())
    worker = MemoryWorker(broker, context)
    await worker.read_all()
    broker.committed = {place: offset for place, offset in broker.committed.items() if place[0] != "news.raw"}
    await MemoryWorker(broker, context).run()
    assert len(broker.records("news.ledger")) == len(mixed()) + 5  # the five dead letters of hop 1 are written again, the same
    assert everything(broker) == everything(await undisturbed(context))


async def test_another_worker_settles_as_the_first_one_would_have(context: Context) -> None:
    broker = MemoryBroker()
    values = mixed()
    fill(broker, values[:10])
    await MemoryWorker(broker, context).run()
    fill(broker, values[10:], 10)
    await MemoryWorker(broker, context).run()
    assert everything(broker) == everything(await undisturbed(context))


async def test_an_event_that_its_topic_does_not_take_becomes_a_dead_letter_and_the_stream_goes_on(context: Context) -> None:
    broker = MemoryBroker(largest={"news.events.diplomatic-protest": 100})
    fill(broker, mixed())
    await MemoryWorker(broker, context).run()
    assert len(ledger(broker)) == len(mixed())
    letter = next(record for record in broker.records("news.dead") if dict(record.headers)["demarche.reason"] == b"output_too_large")
    assert letter.value == mixed()[0]
    assert not broker.records("news.events.diplomatic-protest")
    assert not broker.records("news.incidents"), "an incident tells of an event that nobody can read"


async def test_a_reading_that_the_lane_does_not_take_becomes_a_dead_letter_and_its_neighbours_go_on(context: Context) -> None:
    broker = MemoryBroker(largest={"news.articles": 2_500})
    long = article(PROTEST + f" {ORDINARY}" * 20, id="long")
    fill(broker, [article(ORDINARY, id="short"), long, article(CYRILLIC, id="most")])
    await MemoryWorker(broker, context).run()
    outcomes = {str(entry["article_id"]): entry["outcome"] for entry in ledger(broker).values()}
    assert outcomes == {"short": Outcome.NO_TOPIC, "None": Outcome.DEAD, "most": outcomes["most"]}
    assert [record.value for record in broker.records("news.dead")] == [long]


class BrokenReaders(InProcessReaders):
    """A release whose every stage raises."""

    async def read(self, records: list[Record]) -> ReadChunk:  # type: ignore[override]
        wrong: Any = (("content-type", "no bytes"),)
        return await super().read([Record(record.source, record.timestamp, record.key, record.value, wrong) for record in records])


async def test_a_broken_release_stops_without_having_drained_the_input(context: Context) -> None:
    broker = MemoryBroker()
    fill(broker, [article(f"{ORDINARY} {number}") for number in range(1_000)])
    with pytest.raises(AbortedError) as stopped:
        await MemoryWorker(broker, context, BrokenReaders(context, broker.partitions)).run()
    assert isinstance(stopped.value.__cause__, Fatal)
    assert stopped.value.__cause__.exit_code == ExitCode.BROKEN_RELEASE
    assert len(broker.records("news.dead")) <= MOST
    assert len(broker.waiting("news.raw")) >= 1_000 - MOST


async def test_fewer_stage_errors_than_the_ceiling_are_dead_letters_and_the_stream_goes_on(context: Context) -> None:
    broker = MemoryBroker()
    fill(broker, [article(f"{ORDINARY} {number}") for number in range(20)])
    await MemoryWorker(broker, context, BrokenReaders(context, broker.partitions)).run()
    assert {dict(record.headers)["demarche.reason"] for record in broker.records("news.dead")} == {b"stage_error"}
    assert len(ledger(broker)) == 20
