"""Kafka clients while no broker takes their connections."""

import asyncio
from itertools import pairwise
from typing import Any

import pytest
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import NodeNotReadyError

from service.edge.kafka import patience
from service.edge.kafka.patience import FIRST_S, LONGEST_S, MOST_UPDATES, UPDATES_S
from service.telemetry import metrics

patience.install()


class Conn:
    def connected(self) -> bool:
        return True


@pytest.fixture
async def attempts(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When a client tried to connect; it fails each time."""
    made: list[float] = []

    async def refuse(_self: object, _node: object, **_named: object) -> None:
        made.append(asyncio.get_running_loop().time())

    monkeypatch.setattr(patience, "_connect", refuse)
    return made


async def test_a_loop_that_tries_at_once_again_is_slowed_down(attempts: list[float]) -> None:
    client = AIOKafkaClient()
    for _ in range(8):
        assert await client._get_conn(1) is None
    pauses = [after - before for before, after in pairwise(attempts)]
    assert len(attempts) == 8
    assert min(pauses) >= FIRST_S / 2
    assert LONGEST_S / 2 <= min(pauses[5:]) <= max(pauses[5:]) <= LONGEST_S


async def test_those_who_want_the_same_broker_share_an_attempt(attempts: list[float]) -> None:
    client = AIOKafkaClient()
    await client._get_conn(1)
    assert await asyncio.gather(*(client._get_conn(1) for _ in range(20))) == [None] * 20
    assert len(attempts) == 2


async def test_another_broker_is_tried_at_once(attempts: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST_S", 60.0)
    monkeypatch.setattr(patience, "LONGEST_S", 60.0)
    client = AIOKafkaClient()
    await client._get_conn(1)
    await asyncio.wait_for(client._get_conn(2), 1)
    assert len(attempts) == 2


async def test_a_broker_that_takes_the_connection_again_is_used_at_once_by_all(
    attempts: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = AIOKafkaClient()
    for _ in range(3):
        await client._get_conn(1)

    async def connect(self: Any, node: object, *, group: object, **_named: object) -> Conn:
        made = self._conns[node, group] = Conn()
        return made

    monkeypatch.setattr(patience, "_connect", connect)
    found = await client._get_conn(1)
    assert isinstance(found, Conn)
    began = asyncio.get_running_loop().time()
    assert await client._get_conn(1) is found
    assert asyncio.get_running_loop().time() == began
    assert len(attempts) == 3


async def test_metadata_is_not_asked_for_without_end_while_a_partition_has_no_leader(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    async def answer(*_: object) -> bool:
        asked.append(asyncio.get_running_loop().time())
        return True

    monkeypatch.setattr(patience, "_update", answer)
    client = AIOKafkaClient()
    for _ in range(3 * MOST_UPDATES):
        assert await client._metadata_update(client.cluster, set())
    assert asked[-1] - asked[0] >= 2 * UPDATES_S


def test_work_goes_on_within_about_a_second_after_a_broker_has_come_back() -> None:
    assert FIRST_S < LONGEST_S <= 1.0


def errors(kind: str) -> float:
    return metrics.REGISTRY.get_sample_value("demarche_kafka_client_errors_total", {"kind": kind}) or 0


async def test_a_connection_that_is_not_made_and_a_request_without_an_answer_are_counted(attempts: list[float]) -> None:
    client = AIOKafkaClient()
    before = errors("connect"), errors("request")
    await client._get_conn(1)
    assert (errors("connect"), errors("request")) == (before[0] + 1, before[1])
    with pytest.raises(NodeNotReadyError):
        await client.send(2, object())
    assert errors("request") == before[1] + 1
    assert len(attempts) == 2
