"""Kafka clients with patience: aiokafka tries a broker that is away again at once, hundreds of times a second and with a line for each.

Every request, of every client of the process (Faust's too), goes through the methods that are replaced here.
"""

import asyncio
import random
from collections import deque
from dataclasses import dataclass
from typing import Any

from aiokafka.client import AIOKafkaClient, ConnectionGroup
from aiokafka.errors import KafkaError

from service.edge.kafka.connection import CONNECTION
from service.telemetry import metrics
from service.telemetry.metrics import ClientError

FIRST_S = 0.1
LONGEST_S = 1.0
"""As the Java client's `reconnect.backoff.max.ms`: work goes on within a second after a broker has come back."""

MOST_UPDATES = 10
UPDATES_S = 1.0
"""So many requests for metadata in so many seconds: aiokafka asks again at once as long as a partition has no leader."""

_connect = AIOKafkaClient._get_conn  # noqa: SLF001 - aiokafka has no setting for it
_send = AIOKafkaClient.send
_update = AIOKafkaClient._metadata_update  # noqa: SLF001


@dataclass(slots=True)
class _BackOff:
    """How a client stands with one broker that did not take its last connection."""

    failures: int = 0
    until: float = 0.0

    def wait(self) -> None:
        """Let some time pass from now on, more after each failure; whoever wants the broker meanwhile waits for the end of it."""
        longest = min(LONGEST_S, FIRST_S * 2 ** min(self.failures, 10))
        self.until = asyncio.get_running_loop().time() + random.uniform(0.5, 1.0) * longest  # noqa: S311 - spreads attempts, keeps no secret


async def _get_conn(self: Any, node_id: Any, *, group: Any = ConnectionGroup.DEFAULT, no_hint: bool = False) -> Any:
    """A connection or None; within the back-off it waits for the end of that first, so that every loop of aiokafka is slowed down."""
    conn = self._conns.get((node_id, group))
    if conn is not None and conn.connected():
        return conn
    backoffs: dict[Any, _BackOff] = self.__dict__.setdefault("_backoffs", {})
    backoff = backoffs.get(node_id)
    if backoff is not None:
        until = backoff.until
        await asyncio.sleep(max(0.0, until - asyncio.get_running_loop().time()))
        if node_id in backoffs:
            if backoff.until != until:
                return None  # another caller tries, or has tried, for all that waited
            backoff.wait()
    conn = await _connect(self, node_id, group=group, no_hint=no_hint)
    if conn is None:
        metrics.CLIENT_ERRORS.labels(kind=ClientError.CONNECT.value).inc()
        backoff = backoffs.setdefault(node_id, _BackOff())
        backoff.wait()
        backoff.failures += 1
    else:
        backoffs.pop(node_id, None)
    return conn


async def _send_and_note(self: Any, node_id: Any, request: Any, *, group: Any = ConnectionGroup.DEFAULT) -> Any:
    try:
        answer = await _send(self, node_id, request, group=group)
    except KafkaError:
        metrics.CLIENT_ERRORS.labels(kind=ClientError.REQUEST.value).inc()
        raise
    CONNECTION.answered()
    return answer


async def _update_and_note(self: Any, cluster_metadata: Any, topics: Any) -> bool:
    begun: deque[float] = self.__dict__.setdefault("_updates_begun", deque(maxlen=MOST_UPDATES))
    loop = asyncio.get_running_loop()
    if len(begun) == MOST_UPDATES:
        await asyncio.sleep(max(0.0, begun[0] + UPDATES_S - loop.time()))
    begun.append(loop.time())
    updated: bool = await _update(self, cluster_metadata, topics)
    if updated:
        CONNECTION.answered()
    else:
        CONNECTION.failed()
    return updated


def install() -> None:
    """Give every client of this process patience."""
    AIOKafkaClient._get_conn = _get_conn  # noqa: SLF001
    AIOKafkaClient.send = _send_and_note
    AIOKafkaClient._metadata_update = _update_and_note  # noqa: SLF001
