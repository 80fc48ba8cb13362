"""How every Kafka client of the service reaches the cluster: one place for addresses, security and the embedded broker's quirks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from service.edge.kafka import lenient_headers as lenient
from service.edge.kafka import patience, refusal
from service.edge.kafka.security import login
from service.errors import Fatal
from service.settings import Settings

EMBEDDED_CLUSTER_ID = "demarche-embedded"
"""The id that our embedded broker is started with; by it a client knows that there is no idempotence (it refuses InitProducerId)."""

MAX_FETCH_BYTES = 16 * 2**20
"""Per partition and fetch: above the largest record that any of our topics takes (12 MB + 64 KB)."""

lenient.install()  # before any consumer of the service reads
patience.install()  # and before any client connects
refusal.install()

_UNREACHABLE = "No Kafka broker answers at {servers} ({why}); start one (`demarche broker`) or set DEMARCHE_KAFKA_BOOTSTRAP_SERVERS."


class UnreachableError(Fatal):
    """No broker answers, or none that lets us in."""


def unreachable(settings: Settings, why: Exception) -> UnreachableError:
    """The one sentence for a cluster that refuses us, with the reason, or can't be reached at all."""
    if refused := refusal.reason(settings, why):
        return UnreachableError(f"The Kafka broker at {settings.kafka_bootstrap_servers} {refused}.")
    return UnreachableError(_UNREACHABLE.format(servers=settings.kafka_bootstrap_servers, why=str(why) or type(why).__name__))


def client_kwargs(settings: Settings) -> dict[str, Any]:
    """Keyword arguments for any aiokafka client: addresses and security."""
    return login(settings) | {
        "bootstrap_servers": [server.strip() for server in settings.kafka_bootstrap_servers.split(",")],
        "client_id": "demarche",
    }


def faust_brokers(settings: Settings) -> list[str]:
    """The bootstrap servers as faust writes them."""
    return [f"kafka://{server.strip()}" for server in settings.kafka_bootstrap_servers.split(",")]


@asynccontextmanager
async def admin_client(settings: Settings) -> AsyncIterator[AIOKafkaAdminClient]:
    """A started admin client; raises `Fatal` when no broker answers."""
    client = AIOKafkaAdminClient(**client_kwargs(settings), request_timeout_ms=20_000)
    try:
        await client.start()
    except KafkaError as problem:
        await client.close()
        raise unreachable(settings, problem) from problem
    try:
        yield client
    finally:
        await client.close()


@asynccontextmanager
async def reader(settings: Settings, **overrides: Any) -> AsyncIterator[AIOKafkaConsumer]:
    """A started consumer that belongs to no group: it is assigned by hand and commits nothing; raises `Fatal` when no broker answers."""
    wanted = {
        "group_id": None,
        "enable_auto_commit": False,
        "auto_offset_reset": "earliest",
        "max_partition_fetch_bytes": MAX_FETCH_BYTES,
        "fetch_max_bytes": 4 * MAX_FETCH_BYTES,
        "fetch_max_wait_ms": 100,
    }
    consumer = AIOKafkaConsumer(**client_kwargs(settings), **(wanted | overrides))
    try:
        await consumer.start()
    except BaseException as problem:  # also when it is cancelled: a lane's load gives up at a rebalance
        await _stop(consumer)
        if isinstance(problem, KafkaError):
            raise unreachable(settings, problem) from problem
        raise
    try:
        yield consumer
    finally:
        await _stop(consumer)


async def _stop(consumer: AIOKafkaConsumer) -> None:
    """Stop a consumer. Where it waits for a broker that is gone, aiokafka gives on the end of its own task as if it were ours."""
    try:
        await consumer.stop()
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise


async def is_embedded(admin: AIOKafkaAdminClient) -> bool:
    """Whether the cluster is our embedded broker (memory only, alpha software)."""
    cluster = await admin.describe_cluster()
    return bool(cluster.get("cluster_id") == EMBEDDED_CLUSTER_ID)


def _path(value: object) -> str | None:
    return str(value) if value else None
