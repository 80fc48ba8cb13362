"""Sends records to the input topic and counts what the brokers have acknowledged."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any, NamedTuple

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from service.edge.kafka.client import admin_client, client_kwargs, is_embedded, unreachable
from service.edge.kafka.refusal import missing_right
from service.edge.kafka.topics import LARGEST
from service.errors import Fatal
from service.record import Headers
from service.settings import Settings

IN_FLIGHT = 2_000
"""Unacknowledged records at most: enough for full batches, little to hold in memory."""
SILENT_S = 45.0
"""Nothing acknowledged for so long is a cluster that is gone: a restart of a broker takes less, the client itself would wait for ever."""
_STOP_S = 3.0


class Message(NamedTuple):
    """A record to send; `origin` is where it was read, for messages."""

    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    origin: str = ""


async def produce(
    settings: Settings,
    messages: Iterable[Message] | AsyncIterable[Message],
    progress: Callable[[int], None] | None = None,
    refused: Callable[[str, str], None] | None = None,
) -> int:
    """Send the messages to `news.raw` in their order; returns how many were acknowledged by all in-sync replicas.

    `progress(acknowledged)` is called now and then. `refused(origin, why)` hears of messages that are larger than Kafka or the topic
    takes; they are left out, or raise `Fatal` where nobody hears. A message without a key goes to any partition. Raises `Fatal` when the
    topic is missing, when no broker answers, or when a message was not acknowledged (nothing is known of that one, and those after it
    were not sent).
    """
    async with admin_client(settings) as admin:
        embedded = await is_embedded(admin)
        if settings.topic_names.raw not in await admin.list_topics():
            raise Fatal(f"The topic {settings.topic_names.raw} is missing, or we may not see it; create it with `demarche topics create`.")
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
    sending = _Sending(settings.topic_names.raw, producer, progress, refused)
    try:
        async for message in _each(messages):
            await sending.send(message)
        await sending.confirm()
    except TimeoutError as problem:
        raise Fatal(f"No broker has acknowledged anything for {SILENT_S:.0f} s; {sending.so_far()}") from problem
    except KafkaError as problem:
        why = missing_right(problem) or f"did not acknowledge an article ({problem})"
        raise Fatal(f"Kafka {why}; {sending.so_far()}") from problem
    finally:
        # Without a broker the client would try to send what is left for ever.
        with suppress(TimeoutError, KafkaError):
            await asyncio.wait_for(producer.stop(), _STOP_S)
    return sending.acknowledged


class _Sending:
    """What is on its way, and how much has arrived."""

    def __init__(
        self,
        topic: str,
        producer: AIOKafkaProducer,
        progress: Callable[[int], None] | None,
        refused: Callable[[str, str], None] | None,
    ) -> None:
        self.acknowledged = 0
        self._topic = topic
        self._producer = producer
        self._progress = progress
        self._refused = refused
        self._pending: list[tuple[str, asyncio.Future[object]]] = []

    def so_far(self) -> str:
        """How far it came, as the end of a sentence, with what to do."""
        return f"{self.acknowledged:,} articles were acknowledged. Send the others again when the cluster is back."

    async def send(self, message: Message) -> None:
        """Hand a message over; waits for acknowledgements when many are missing. Raises TimeoutError and KafkaError."""
        try:
            future = await _within(
                self._producer.send(self._topic, value=message.value, key=message.key, headers=list(message.headers)),
            )
        except MessageSizeTooLargeError:
            self._refuse(message.origin, f"is larger than Kafka takes ({LARGEST:,} bytes)")
            return
        self._pending.append((message.origin, future))
        if len(self._pending) >= IN_FLIGHT:
            await self.confirm()

    async def confirm(self) -> None:
        """Wait for all that is on its way. Raises TimeoutError and KafkaError."""
        for origin, future in self._pending:
            try:
                await _within(asyncio.shield(future))
            except MessageSizeTooLargeError:
                self._refuse(origin, f"is larger than {self._topic} takes")
            else:
                self.acknowledged += 1
        self._pending.clear()
        if self._progress and self.acknowledged:
            self._progress(self.acknowledged)

    def _refuse(self, origin: str, why: str) -> None:
        if self._refused is None:
            raise Fatal(f"{origin or 'An article'} {why}; leave it out.")
        self._refused(origin, why)


async def _within(answer: Awaitable[Any]) -> Any:
    return await asyncio.wait_for(answer, SILENT_S)


async def _each(messages: Iterable[Message] | AsyncIterable[Message]) -> AsyncIterator[Message]:
    if isinstance(messages, AsyncIterable):
        async for message in messages:
            yield message
    else:
        for message in messages:
            yield message
