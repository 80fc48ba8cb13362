"""Before a worker joins: nobody else may have committed for the group and passed over inputs."""

from aiokafka import TopicPartition

from service.edge.kafka.client import reader
from service.edge.kafka.continuity import Partition
from service.edge.kafka.group import committed, strange_of
from service.edge.kafka.topic_reader import partitions_of
from service.edge.operating.reconcile import reconcile
from service.errors import Fatal
from service.outcome import ExitCode
from service.settings import Settings
from service.telemetry.logs import LogEvent, get_logger


async def require_own(settings: Settings) -> dict[Partition, int]:
    """Refuse to go on (`Fatal`) where another program's commit has passed over inputs; returns the strange ones that did no harm."""
    places = await partitions_of(settings, [settings.topic_names.raw, settings.topic_names.articles])
    strange = strange_of(await committed(settings, places))
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
