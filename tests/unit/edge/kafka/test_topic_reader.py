"""Reading a topic from the outside, on a real broker."""

import asyncio
from contextlib import aclosing

import pytest

from service.edge.kafka.topic_reader import follow, partitions_of, read_all
from service.errors import Fatal
from service.record import Output
from service.settings import Settings
from tests.unit.edge.operating.publishing import publish

PATIENCE_S = 60.0


def raw(settings: Settings, *values: bytes, partition: int = 0) -> list[Output]:
    return [Output(settings.topic_names.raw, None, value, partition=partition) for value in values]


async def test_what_a_topic_holds_is_read_in_order_within_each_partition_and_then_it_ends(installation: Settings) -> None:
    await publish(installation, *raw(installation, b"1", b"2", b"3"), *raw(installation, b"4", b"5", partition=1))
    found: dict[int, list[bytes]] = {}
    async with aclosing(read_all(installation, [installation.topic_names.raw])) as records:
        async for record in records:
            found.setdefault(record.partition, []).append(record.value)
    assert found == {0: [b"1", b"2", b"3"], 1: [b"4", b"5"]}


async def test_an_empty_topic_ends_at_once(installation: Settings) -> None:
    async with aclosing(read_all(installation, [installation.topic_names.raw])) as records:
        assert [record async for record in records] == []


async def test_a_follower_gets_what_comes_and_from_the_beginning_what_was_there(installation: Settings) -> None:
    await publish(installation, *raw(installation, b"old"))
    async with aclosing(follow(installation, [installation.topic_names.raw], from_beginning=True)) as records:
        assert (await asyncio.wait_for(anext(records), PATIENCE_S)).value == b"old"
        await publish(installation, *raw(installation, b"new"))
        assert (await asyncio.wait_for(anext(records), PATIENCE_S)).value == b"new"


async def test_a_topic_that_does_not_exist_is_named_with_what_to_do(installation: Settings) -> None:
    with pytest.raises(Fatal, match=r"news\.absent does not exist, or we may not see it; create the topics"):
        await partitions_of(installation, ["news.absent"])
