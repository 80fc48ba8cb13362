"""Before a worker joins: nobody else may have committed for the group and passed over inputs."""

import asyncio
import time

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError
from aiokafka.structs import OffsetAndMetadata

from service.edge.kafka.client import admin_client, reader, unreachable
from service.edge.kafka.continuity import Partition
from service.edge.kafka.group import strange_of
from service.edge.kafka.topic_reader import partitions_of
from service.edge.operating.reconcile import reconcile
from service.errors import Fatal
from service.outcome import ExitCode
from service.settings import Settings
from service.telemetry.logs import LogEvent, get_logger

_COORDINATOR_WITHIN_S = 30.0
_TRY_AGAIN_S = 0.3


async def require_own(settings: Settings) -> dict[Partition, int]:
    """Refuse to go on (`Fatal`) where another program's commit has passed over inputs; returns the strange ones that did no harm."""
    places = await partitions_of(settings, [settings.topic_names.raw, settings.topic_names.articles])
    strange = strange_of(await _committed(settings, places))
    if not strange:
        return strange
    async with reader(settings) as consumer:
        firsts = await consumer.beginning_offsets(places)
    ahead = {place: offset for place, offset in strange.items() if offset > firsts[TopicPartition(*place)]}
    if not ahead:
        return strange
    named = ", ".join(f"{place.topic}-{place.partition}: {offset}" for place, offset in sorted(ahead.items()))
    get_logger().warning(LogEvent.STRANGE_COMMITS, offsets=named, meaning="not committed by this release; comparing input and ledger")
    balance = await reconcile(settings)
    topics = f"--topic {settings.topic_names.raw} --topic {settings.topic_names.articles}"
    if balance.missing:
        raise Fatal(
            f"Another program has committed offsets for the group {settings.group} ({named}), and {balance.missing} inputs before them "
            f"have no outcome ({balance.missing_keys[0]} is the first). Find it and take it out of the group; then set the group to the "
            f"beginning: kafka-consumer-groups.sh --group {settings.group} {topics} "
            "--reset-offsets --to-earliest --execute. What has an outcome keeps it.",
            ExitCode.FAILED,
        )
    return strange


async def _committed(settings: Settings, places: list[TopicPartition]) -> dict[TopicPartition, OffsetAndMetadata]:
    """What the group has committed; waits for its coordinator, as a new cluster makes the topic behind it when it is first asked."""
    end = time.monotonic() + _COORDINATOR_WITHIN_S
    async with admin_client(settings) as admin:
        while True:
            try:
                found: dict[TopicPartition, OffsetAndMetadata] = await admin.list_consumer_group_offsets(settings.group, partitions=places)
            except KafkaError as problem:
                if not problem.retriable or time.monotonic() > end:
                    raise unreachable(settings, problem) from problem
                await asyncio.sleep(_TRY_AGAIN_S)
            else:
                return found
