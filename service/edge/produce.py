"""Sends records to the input topic and counts what the brokers have acknowledged."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from service.edge.client import admin_client, client_kwargs, is_embedded, unreachable
from service.edge.topics import LARGEST
from service.errors import Fatal
from service.record import Headers
from service.settings import Settings

Message = tuple[bytes | None, bytes | None, Headers]
"""Key, value and headers."""
IN_FLIGHT = 2_000
"""Unacknowledged records at most: enough for full batches, little to hold in memory."""


async def produce(
    settings: Settings, messages: Iterable[Message] | AsyncIterable[Message], progress: Callable[[int], None] | None = None
) -> int:
    """Send the messages to `news.raw` in their order; returns how many were acknowledged by all in-sync replicas.

    `progress(acknowledged)` is called now and then. A message without a key goes to any partition. Raises `Fatal` when the topic is
    missing, when no broker answers, or when a message was not acknowledged (nothing is known of that one, and those after it were not
    sent).
    """
    async with admin_client(settings) as admin:
        embedded = await is_embedded(admin)
        if settings.raw_topic not in await admin.list_topics():
            raise Fatal(f"The topic {settings.raw_topic} is missing; create it with `demarche topics create`.")
    producer = AIOKafkaProducer(
        **client_kwargs(settings),
        acks="all",
        enable_idempotence=not embedded,
        compression_type="lz4",
        linger_ms=5,
        max_batch_size=256 * 1024,
        max_request_size=LARGEST,
        request_timeout_ms=30_000,
    )
    try:
        await producer.start()
    except KafkaError as problem:
        await producer.stop()
        raise unreachable(settings, problem) from problem
    acknowledged = 0
    pending: list[asyncio.Future[object]] = []
    try:
        async for key, value, headers in _each(messages):
            pending.append(await producer.send(settings.raw_topic, value=value, key=key, headers=list(headers)))
            if len(pending) >= IN_FLIGHT:
                acknowledged += await _confirm(pending, progress, acknowledged)
        acknowledged += await _confirm(pending, progress, acknowledged)
    except MessageSizeTooLargeError as problem:
        raise Fatal(f"Article {acknowledged + len(pending) + 1} is larger than Kafka takes ({LARGEST} bytes); leave it out.") from problem
    except KafkaError as problem:
        raise Fatal(f"Kafka did not acknowledge an article ({problem}); {acknowledged} were. Send the others again.") from problem
    finally:
        await producer.stop()
    return acknowledged


async def _confirm(pending: "list[asyncio.Future[object]]", progress: Callable[[int], None] | None, before: int) -> int:
    """Wait for all that is pending, empty the list and return how many there were."""
    count = 0
    for one in pending:
        await one
        count += 1
    pending.clear()
    if progress and count:
        progress(before + count)
    return count


async def _each(messages: Iterable[Message] | AsyncIterable[Message]) -> AsyncIterator[Message]:
    if isinstance(messages, AsyncIterable):
        async for message in messages:
            yield message
    else:
        for message in messages:
            yield message
