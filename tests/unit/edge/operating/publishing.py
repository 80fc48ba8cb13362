"""Records of an installation, written as the worker writes them."""

import orjson

from service.dead_letter import written
from service.edge.kafka import topics
from service.edge.kafka.publisher import KafkaPublisher
from service.edge.ports import Place
from service.outcome import DeadReason, Outcome
from service.reading import Refusal
from service.record import Output, Record, Source
from service.settings import Settings
from tests.unit.builders import context


async def publish(settings: Settings, *outputs: Output) -> list[Place]:
    largest = await topics.largest_records(settings, context().rules)
    publisher = KafkaPublisher(settings, idempotent=False, largest=largest)
    await publisher.start()
    try:
        return await (await publisher.send(outputs)).confirmed()
    finally:
        await publisher.stop()


def letter(settings: Settings, offset: int, reason: DeadReason = DeadReason.NOT_JSON, detail: str = "no") -> Output:
    record = Record(Source(settings.topic_names.raw, 0, offset), 1, b"k", b"{", (("own", b"x"),))
    refusal = Refusal(record, reason, detail, "decode", 1)
    dead = settings.topic_names.dead
    return Output(dead, record.key, record.value, record.headers + written(refusal, dead, "0.1.0"), partition=0)


def entry(settings: Settings, partition: int, offset: int, outcome: Outcome = Outcome.NO_TOPIC) -> Output:
    key = f"{settings.topic_names.raw}-{partition}-{offset}".encode()
    return Output(settings.topic_names.ledger, key, orjson.dumps({"outcome": outcome.value}))
