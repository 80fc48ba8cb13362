"""The two brokers that the end-to-end suite runs on, and a deployment of its own for each test."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.edge.kafka.embedded_broker import EmbeddedBroker
from tests.broker.deployment import Deployment
from tests.broker.kafka_cluster import KafkaCluster
from tests.broker.kafka_jars import unavailable


@dataclass(frozen=True)
class RunningBroker:
    """Where a broker is, and which of the two it is."""

    bootstrap: str
    embedded: bool


@pytest.fixture(scope="session")
def apache_kafka() -> Iterator[str]:
    """The `bootstrap.servers` of one real broker."""
    reason = unavailable()
    if reason:
        pytest.skip(reason)
    with KafkaCluster() as cluster:
        yield cluster.bootstrap


@pytest.fixture(scope="session", params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def broker(request: pytest.FixtureRequest) -> Iterator[RunningBroker]:
    if request.param == "embedded":
        with EmbeddedBroker() as embedded:
            yield RunningBroker(embedded.bootstrap_servers, embedded=True)
        return
    yield RunningBroker(request.getfixturevalue("apache_kafka"), embedded=False)


@pytest.fixture
def deployment(broker: RunningBroker, tmp_path: Path) -> Iterator[Deployment]:
    prefix = f"t{uuid.uuid4().hex[:8]}"
    made = Deployment(broker.bootstrap, prefix, tmp_path, embedded=broker.embedded).create_topics()
    try:
        yield made
    finally:
        made.close()
