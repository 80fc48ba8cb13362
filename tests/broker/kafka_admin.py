"""Looking at topics and changing them by hand, as an operator would with Kafka's own scripts."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewPartitions, RecordsToDelete
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

Answer = TypeVar("Answer")
Replicas = Mapping[tuple[str, int], Sequence[int]]
"""(topic, partition) -> the nodes that hold it, the one that should lead first."""


def _ask(bootstrap: str, question: Callable[[AIOKafkaAdminClient], Awaitable[Answer]]) -> Answer:
    async def run() -> Answer:
        client = AIOKafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=20_000)
        await client.start()
        try:
            return await question(client)
        finally:
            await client.close()

    return asyncio.run(run())


def alter_topic(bootstrap: str, topic: str, config: Mapping[str, str]) -> None:
    """Set the topic's own settings to exactly these and those that `demarche topics create` gives every topic."""
    kept = {"cleanup.policy": "delete", "message.timestamp.type": "LogAppendTime"} | dict(config)
    _ask(bootstrap, lambda client: client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, kept)]))


def add_partitions(bootstrap: str, topic: str, total: int) -> None:
    """Raise the number of partitions to `total`."""
    _ask(bootstrap, lambda client: client.create_partitions({topic: NewPartitions(total_count=total)}))


def delete_topic(bootstrap: str, topic: str) -> None:
    """Delete the topic with all its records."""
    _ask(bootstrap, lambda client: client.delete_topics([topic]))


def delete_records(bootstrap: str, before: Mapping[TopicPartition, int]) -> None:
    """Drop the records before these offsets at once, as retention does in time."""
    wanted = {part: RecordsToDelete(before_offset=offset) for part, offset in before.items()}
    _ask(bootstrap, lambda client: client.delete_records(wanted))


def leader(bootstrap: str, topic: str) -> int:
    """The node that leads the first partition of the topic."""
    found = _ask(bootstrap, lambda client: client.describe_topics([topic]))
    return int(min(found[0]["partitions"], key=lambda one: one["partition"])["leader"])


def replicas(bootstrap: str, prefix: str) -> Replicas:
    """Where the partitions lie of all topics whose names begin with `prefix` and a point."""

    async def look(client: AIOKafkaAdminClient) -> Replicas:
        names = [name for name in await client.list_topics() if name.startswith(f"{prefix}.")]
        found = await client.describe_topics(names)
        return {(topic["topic"], part["partition"]): part["replicas"] for topic in found for part in topic["partitions"]}

    return _ask(bootstrap, look)
