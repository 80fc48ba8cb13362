"""A real broker, the embedded one, for tests of what reads and writes Kafka: started when the first test wants it."""

from collections.abc import AsyncIterator, Iterator
from itertools import count

import pytest
import pytest_asyncio

from service.edge.kafka import topics
from service.edge.kafka.embedded_broker import EmbeddedBroker
from service.settings import Settings
from tests.unit.builders import context

_NUMBERS = count()


@pytest.fixture(scope="session")
def embedded_servers() -> Iterator[str]:
    with EmbeddedBroker() as broker:
        yield broker.bootstrap_servers


@pytest_asyncio.fixture
async def installation(embedded_servers: str) -> AsyncIterator[Settings]:
    """The settings of an installation of its own, with its topics made."""
    name = f"n{next(_NUMBERS)}"
    settings = Settings(kafka_bootstrap_servers=embedded_servers, topic_prefix=name, group=name, partitions=2, processes=0)
    await topics.create(settings, context().rules)
    yield settings
