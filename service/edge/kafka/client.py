"""How every Kafka client of the service reaches the cluster: one place for addresses, security and the embedded broker's quirks."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import faust
from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from aiokafka.helpers import create_ssl_context

from service.edge.kafka import lenient_headers as lenient
from service.edge.kafka import patience, refusal
from service.errors import Fatal
from service.outcome import ExitCode
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


def ssl_context(settings: Settings) -> ssl.SSLContext | None:
    """The TLS context that the settings ask for, or None where the protocol is not TLS. Raises `Fatal` for a file that can't be used."""
    if not settings.kafka_security_protocol.endswith("SSL"):
        return None
    try:
        context: ssl.SSLContext = create_ssl_context(
            cafile=_path(settings.kafka_ssl_cafile),
            certfile=_path(settings.kafka_ssl_certfile),
            keyfile=_path(settings.kafka_ssl_keyfile),
            password=lambda: _key_password(settings),  # a function: without one OpenSSL would ask at the terminal, and wait
        )
    except (ssl.SSLError, OSError, ValueError) as problem:
        raise Fatal(
            f"One of the files in DEMARCHE_KAFKA_SSL_* is no certificate or key, or they do not belong together ({problem}); correct it.",
            ExitCode.USAGE,
        ) from problem
    return context


def _key_password(settings: Settings) -> str:
    """What OpenSSL asks for when the client's key is encrypted."""
    if settings.kafka_ssl_key_password is None:
        raise Fatal(
            "The key in DEMARCHE_KAFKA_SSL_KEYFILE is encrypted; set DEMARCHE_KAFKA_SSL_KEY_PASSWORD (or ..._FILE).", ExitCode.USAGE
        )
    return settings.kafka_ssl_key_password.get_secret_value()


def client_kwargs(settings: Settings) -> dict[str, Any]:
    """Keyword arguments for any aiokafka client: addresses and security."""
    kwargs: dict[str, Any] = {
        "bootstrap_servers": [server.strip() for server in settings.kafka_bootstrap_servers.split(",")],
        "security_protocol": settings.kafka_security_protocol,
        "client_id": "demarche",
    }
    context = ssl_context(settings)
    if context:
        kwargs["ssl_context"] = context
    if settings.kafka_security_protocol.startswith("SASL"):
        password = settings.kafka_sasl_password
        kwargs |= {
            "sasl_mechanism": settings.kafka_sasl_mechanism or "PLAIN",
            "sasl_plain_username": settings.kafka_sasl_username,
            "sasl_plain_password": password.get_secret_value() if password else None,
        }
    return kwargs


def faust_credentials(settings: Settings) -> Any:
    """The same security as faust wants it: a credentials object, or None."""
    context = ssl_context(settings)
    if settings.kafka_security_protocol.startswith("SASL"):
        password = settings.kafka_sasl_password
        return faust.SASLCredentials(
            mechanism=settings.kafka_sasl_mechanism or "PLAIN",
            username=settings.kafka_sasl_username,
            password=password.get_secret_value() if password else None,
            ssl_context=context,
        )
    return faust.SSLCredentials(context) if context else None


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
