"""Passing over an input at which workers die, on a real broker: when it is refused, and what it leaves in the log."""

import re
from dataclasses import replace

import orjson
import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from service.edge.kafka import group
from service.edge.kafka.client import client_kwargs
from service.edge.kafka.topic_reader import read_all
from service.edge.operating.dead_letters import Letter, list_letters, replay, show
from service.edge.operating.reconcile import reconcile
from service.edge.operating.skipping import skip
from service.errors import Fatal
from service.lane_record import encode_lane_record
from service.outcome import ExitCode, Outcome
from service.record import Output, Source
from service.settings import Settings
from tests.unit.builders import article, reading
from tests.unit.edge.operating.publishing import entry, publish


async def fed(settings: Settings, count: int) -> None:
    await publish(settings, *(Output(settings.topic_names.raw, None, b"{}", partition=0) for _ in range(count)))


def name(settings: Settings, offset: int) -> str:
    return f"{settings.topic_names.raw}-0-{offset}"


async def stands_at(settings: Settings) -> int:
    place = TopicPartition(settings.topic_names.raw, 0)
    return (await group.committed(settings, [place]))[place].offset


async def outcomes(settings: Settings) -> list[tuple[str, str, str]]:
    """Key, outcome and reason of each ledger entry."""
    found = []
    async for record in read_all(settings, [settings.topic_names.ledger]):
        fields = orjson.loads(record.value)
        found.append((record.key.decode(), fields["outcome"], fields.get("reason", "")))
    return sorted(found)


async def test_the_next_input_becomes_a_dead_letter_without_bytes_and_the_group_goes_on_behind_it(installation: Settings) -> None:
    await fed(installation, 2)
    done = await skip(installation, name(installation, 0))
    assert ([source.key for source in done.refused], done.kept, done.resumes_at) == ([name(installation, 0)], (), 1)
    assert await stands_at(installation) == 1
    assert await outcomes(installation) == [(name(installation, 0), "dead", "stage_error")]
    letter = await show(installation, name(installation, 0))
    assert (letter.key, letter.value, letter.reason, letter.said.detail) == (None, None, "stage_error", "skipped by an operator")
    balance = await reconcile(installation)
    assert (balance.settled, balance.in_flight, balance.missing) == (1, 1, 0)


async def test_a_skipped_input_is_not_sent_back_and_that_is_told(installation: Settings) -> None:
    await fed(installation, 1)
    await skip(installation, name(installation, 0))
    told: list[Letter] = []
    assert await replay(installation, without_bytes=told.append) == []
    assert [letter.input for letter in told] == [name(installation, 0)]
    assert len([record async for record in read_all(installation, [installation.topic_names.raw])]) == 1


async def test_a_whole_batch_is_passed_over_and_after_it_the_next(installation: Settings) -> None:
    await fed(installation, 5)
    assert len((await skip(installation, name(installation, 0), to=2)).refused) == 3
    assert len((await skip(installation, name(installation, 3))).refused) == 1
    assert await stands_at(installation) == 4
    assert len([letter async for letter in list_letters(installation)]) == 4


async def test_a_dry_run_writes_nothing(installation: Settings) -> None:
    await fed(installation, 1)
    done = await skip(installation, name(installation, 0), dry_run=True)
    assert [source.offset for source in done.refused] == [0]
    assert await stands_at(installation) == -1
    assert await outcomes(installation) == []


async def test_what_was_read_before_keeps_its_outcome(installation: Settings) -> None:
    await fed(installation, 3)
    on_its_way = encode_lane_record([replace(reading(article("A text.")), owner=Source(installation.topic_names.raw, 0, 1))])
    await publish(installation, entry(installation, 0, 0), Output(installation.topic_names.articles, None, on_its_way, partition=1))
    done = await skip(installation, name(installation, 0), to=2)
    assert [source.offset for source in done.kept] == [0, 1]
    assert [source.offset for source in done.refused] == [2]
    assert [(key, outcome) for key, outcome, _ in await outcomes(installation)] == [
        (name(installation, 0), Outcome.NO_TOPIC.value),
        (name(installation, 2), Outcome.DEAD.value),
    ]


@pytest.mark.parametrize("named", ["news.dead-0-0", "0-0", "", "{raw}-0", "{raw}-0-x", "{raw}-0--1", "{raw}-0-0\n", "{raw}-٣-0"])
async def test_what_is_no_input_is_refused_as_a_wrong_word(installation: Settings, named: str) -> None:
    with pytest.raises(Fatal, match="is no input of this installation") as refused:
        await skip(installation, named.format(raw=installation.topic_names.raw))
    assert refused.value.exit_code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("offset", "to", "sentence"),
    [
        (1, None, "There is nothing to do: {raw}-0-1 is passed already, the group goes on at 2."),
        (3, None, "The records from 2 to 2 before {raw}-0-3 would be lost; start at {raw}-0-2, or let a worker read them first."),
        (2, 4, "There is no record {raw}-0-4 yet, the next one that comes is 4"),
        (9, None, "There is no record {raw}-0-9 yet"),
    ],
)
async def test_only_exactly_the_next_record_is_passed_over(installation: Settings, offset: int, to: int | None, sentence: str) -> None:
    await fed(installation, 4)
    await skip(installation, name(installation, 0), to=1)
    with pytest.raises(Fatal, match=re.escape(sentence.format(raw=installation.topic_names.raw))) as refused:
        await skip(installation, name(installation, offset), to=to)
    assert refused.value.exit_code == ExitCode.FAILED
    assert await stands_at(installation) == 2


async def test_a_partition_that_is_not_there_is_named(installation: Settings) -> None:
    with pytest.raises(Fatal, match="has no partition 7"):
        await skip(installation, f"{installation.topic_names.raw}-7-0")


async def test_nothing_is_passed_over_while_somebody_is_in_the_group(installation: Settings) -> None:
    await fed(installation, 1)
    member = AIOKafkaConsumer(
        installation.topic_names.raw, **client_kwargs(installation), group_id=installation.group, enable_auto_commit=False
    )
    await member.start()
    try:
        while not member.assignment():
            await member.getmany(timeout_ms=100)
        with pytest.raises(Fatal, match=r"has live members .*stop all workers first"):
            await skip(installation, name(installation, 0))
        with pytest.raises(Fatal, match="has joined the group"):  # one that came while letters were written
            await group.commit(installation, TopicPartition(installation.topic_names.raw, 0), 1)
    finally:
        await member.stop()
    assert await outcomes(installation) == []
