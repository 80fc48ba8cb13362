"""Passing over an input at which the worker itself dies each time: its partition stands, and no release is there yet that reads it.

The input is not fetched, as that may be what kills. So its dead letter is without key, value and headers: `dead replay` can't send it
back, and the article must be sent again by whoever has it. What ends up in the log is what any refused input leaves: the letter and the
one outcome in the ledger, confirmed before the group's offset moves.

The group's offset may lie before what a worker had done when it died. An input that the ledger has, or a lane on its way there, keeps
that outcome: it is passed over without a letter.
"""

import time
from collections.abc import Iterable
from contextlib import aclosing
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, TopicPartition

from service.context import Context
from service.dead_letter import without_value
from service.edge.kafka import group, topics
from service.edge.kafka.client import admin_client, is_embedded, reader
from service.edge.kafka.partition_ends import ends_of
from service.edge.kafka.publisher import KafkaPublisher
from service.edge.kafka.topic_reader import QUICK_MS, partitions_of, read_between
from service.edge.operating.reconcile import CLOCKS_DIFFER_MS, committed_offsets, on_the_way
from service.errors import Fatal
from service.outcome import DeadReason, ExitCode
from service.reading import Refusal
from service.record import Output, Record, Source
from service.settings import Settings
from service.stages.compose import dead_letter

STAGE = "skip"
DETAIL = "skipped by an operator"
_OMITTED = f"{DETAIL}, unread"
_MOST_DIGITS = 18
"""What Kafka has room for: 64 bits."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was passed over, or would be."""

    refused: tuple[Source, ...]
    """The inputs that got a dead letter and its ledger entry."""
    kept: tuple[Source, ...]
    """Those that had been read before, and keep what became of them."""
    resumes_at: int
    """Where the group goes on."""


async def skip(settings: Settings, name: str, *, to: int | None = None, dry_run: bool = False) -> Skipped:
    """Pass over the input `<topic>-<partition>-<offset>`, and all behind it up to the offset `to`; with `dry_run` nothing is written.

    An offset that holds no record (a transaction's marker, or what was compacted away) is passed over like one that does.
    Raises `Fatal` when the name is none of an input, a worker runs, or it is not exactly the next one that the group would read.
    """
    first = _source(settings, name)
    last = first.offset if to is None else to
    if last < first.offset:
        raise Fatal(f"--to {last} is before {name}; give the last offset that is to be skipped.", ExitCode.USAGE)
    place = TopicPartition(first.topic, first.partition)
    if place not in await partitions_of(settings, [first.topic]):
        raise Fatal(f"{first.topic} has no partition {first.partition}; look where the group stands with kafka-consumer-groups.sh.")
    async with admin_client(settings) as admin:
        embedded = await is_embedded(admin)
    async with reader(settings, fetch_max_wait_ms=QUICK_MS) as consumer:
        await _require_next(settings, consumer, first, last, marks=not embedded)
        known = await _known(settings, consumer, place, range(first.offset, last + 1), by_time=not embedded)
    every = [Source(first.topic, first.partition, offset) for offset in range(first.offset, last + 1)]
    refused = tuple(source for source in every if source.offset not in known)
    if not dry_run:
        await _refuse(settings, refused, idempotent=not embedded)
        await group.commit(settings, place, last + 1)
    return Skipped(refused, tuple(source for source in every if source.offset in known), last + 1)


def _source(settings: Settings, name: str) -> Source:
    raw = settings.topic_names.raw
    numbers = name.removeprefix(f"{raw}-").split("-")
    if not name.startswith(f"{raw}-") or len(numbers) != 2 or not all(map(_is_number, numbers)):  # noqa: PLR2004 - partition and offset
        raise Fatal(
            f"{name} is no input of this installation; name it as ledger and logs do: {raw}-PARTITION-OFFSET, e.g. {raw}-3-1047.",
            ExitCode.USAGE,
        )
    return Source(raw, *map(int, numbers))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS


async def _require_next(settings: Settings, consumer: AIOKafkaConsumer, first: Source, last: int, *, marks: bool) -> None:
    """Raise `Fatal` unless the group rests and would read `first` next; `marks`: whether the broker keeps the mark of a commit."""
    place = TopicPartition(first.topic, first.partition)
    commits = await group.committed(settings, [place])
    if count := await group.members(settings):
        raise Fatal(
            f"The group {settings.group} has live members ({count}); stop all workers first, then say this again (one that was killed "
            "counts for 10 s more)."
        )
    begin = (await consumer.beginning_offsets([place]))[place]
    end = (await ends_of(consumer, [place]))[place]
    if last >= end:
        raise Fatal(
            f"There is no record {place.topic}-{place.partition}-{last} yet, the next one that comes is {end}; choose one before it."
        )
    at = commits[place].offset if place in commits else -1
    resumes = at if begin <= at <= end else begin  # where workers begin, also after retention or a topic that was made anew
    if marks and resumes > begin and group.strange_of(commits):
        raise Fatal(
            f"Another program has committed {at} for {place.topic}-{place.partition}, perhaps past inputs without an outcome; set the "
            "group to the beginning (kafka-consumer-groups.sh --reset-offsets --to-earliest), let a worker read up to here, and say this "
            "again."
        )
    if resumes > first.offset:
        raise Fatal(f"There is nothing to do: {first.key} is passed already, the group goes on at {resumes}.")
    if resumes < first.offset:
        raise Fatal(
            f"The records from {resumes} to {first.offset - 1} before {first.key} would be lost; start at "
            f"{place.topic}-{place.partition}-{resumes}, or let a worker read them first."
        )


async def _known(settings: Settings, consumer: AIOKafkaConsumer, place: TopicPartition, wanted: range, *, by_time: bool) -> set[int]:
    """The offsets whose inputs were read before: the ledger has an outcome, or a lane one that is on its way there.

    A ledger may be older than the input topic; `by_time`: whether the broker can tell what was written before and what after.
    """
    lanes = await partitions_of(settings, [settings.topic_names.articles])
    waiting = await on_the_way(settings, consumer, lanes, await committed_offsets(settings, lanes))
    found = {offset for partition, offset in waiting if partition == place.partition and offset in wanted}
    names = {f"{place.topic}-{place.partition}-{offset}".encode(): offset for offset in wanted}
    latest: dict[int, int] = {}
    ends = await ends_of(consumer, await partitions_of(settings, [settings.topic_names.ledger]))
    async with aclosing(read_between(settings, consumer, ends)) as records:
        async for record in records:
            if (offset := names.get(record.key)) is not None:
                latest[offset] = max(record.timestamp, latest.get(offset, 0))
    for offset, written in latest.items():
        later = (await consumer.offsets_for_times({place: written + CLOCKS_DIFFER_MS}))[place] if by_time else None
        if later is None or later.offset > offset:
            found.add(offset)
    return found


async def _refuse(settings: Settings, sources: Iterable[Source], *, idempotent: bool) -> None:
    """Write letters and ledger entries, and wait until all are confirmed."""
    context = Context.build(topics_dir=settings.topics_dir, topic_prefix=settings.topic_prefix)
    now = int(time.time() * 1000)
    outputs: list[Output] = []
    for source in sources:
        letter, entry = dead_letter(Refusal(Record(source, now, None, None), DeadReason.STAGE_ERROR, DETAIL, STAGE), context)
        outputs += [without_value(letter, _OMITTED), entry]
    names = settings.topic_names
    largest = {names.dead: topics.LARGEST_DEAD, names.ledger: topics.LARGEST_SMALL}
    publisher = KafkaPublisher(settings, idempotent=idempotent, largest=largest)
    await publisher.start()
    try:
        await (await publisher.send(outputs)).confirmed()
    finally:
        await publisher.stop()
