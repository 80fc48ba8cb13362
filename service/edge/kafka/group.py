"""Keeps the consumer group to ourselves: a stranger in it is given partitions, and what it commits is never read by us.

- The assignor has a protocol name of its own, so that the broker lets no other consumer join while a worker is in the group, and no
  worker while another consumer is.
- Every commit of ours carries a mark. One without it is somebody else's: a stranger's that came while no worker was there, an
  operator's who set the group back, or one of an older build. Which of them, the ledger says: if nothing is missing, it is taken over.
"""

import asyncio
import time
from collections.abc import Collection, Mapping
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from aiokafka.errors import CommitFailedError, InconsistentGroupProtocolError, KafkaError, for_code
from aiokafka.structs import OffsetAndMetadata

from service.edge.kafka.client import admin_client, reader, unreachable
from service.edge.kafka.continuity import Partition
from service.edge.kafka.refusal import missing_right
from service.edge.process_end import abort
from service.errors import Fatal
from service.outcome import ExitCode
from service.settings import Settings

MARK = "demarche"
"""The metadata of our commits."""
_COORDINATOR_WITHIN_S = 30.0
_TRY_AGAIN_S = 0.3


class Assignor(RoundRobinPartitionAssignor):  # type: ignore[misc]  # aiokafka has no types
    """Spreads partitions as aiokafka's own does, under a name that no other consumer has."""

    name = "demarche"


class StrangerError(Exception):
    """Somebody else has committed for the group while the worker ran."""


async def committed(settings: Settings, places: list[TopicPartition]) -> dict[TopicPartition, OffsetAndMetadata]:
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


async def members(settings: Settings) -> int:
    """How many consumers are in the group now; raises `Fatal` when the broker does not tell."""
    async with admin_client(settings) as admin:
        try:
            answers = await admin.describe_consumer_groups([settings.group])
            described = [one for answer in answers for one in answer.groups]
            for code, *_ in described:
                if code:
                    raise for_code(code)
        except KafkaError as problem:
            raise unreachable(settings, problem) from problem
    return sum(len(found) for _, _, _, _, _, found, *_ in described)


async def commit(settings: Settings, place: TopicPartition, offset: int) -> None:
    """Set where the group goes on in a partition, marked as a worker's commit is.

    The broker refuses it while anybody is in the group: raises `Fatal` then, as for a broker that does not answer.
    """
    async with reader(settings, group_id=settings.group) as consumer:
        consumer.assign([place])
        consumer.pause(place)  # or it would begin to fetch what the group stands at
        try:
            await consumer.commit({place: OffsetAndMetadata(offset, MARK)})
        except CommitFailedError as problem:
            raise Fatal(f"A worker has joined the group {settings.group} meanwhile; stop all workers, then say this again.") from problem
        except KafkaError as problem:
            raise unreachable(settings, problem) from problem


def strange_of(commits: Mapping[TopicPartition, OffsetAndMetadata]) -> dict[Partition, int]:
    """The commits that are not ours."""
    return {Partition(*place): at.offset for place, at in commits.items() if at.offset > 0 and at.metadata != MARK}


def keep(consumer: AIOKafkaConsumer) -> None:
    """Make a client that has not been started join under our protocol, and mark what it commits."""
    commit = consumer.commit

    async def commit_marked(offsets: Mapping[Any, OffsetAndMetadata]) -> None:
        await commit({place: OffsetAndMetadata(at.offset, MARK) for place, at in offsets.items()})

    consumer._partition_assignment_strategy = [Assignor]  # noqa: SLF001 - Faust chooses it, and has no setting
    consumer.commit = commit_marked


def refuse_loudly(consumer: AIOKafkaConsumer, group: str) -> None:
    """End the process when the broker does not let the (started) client join: for a stranger, or as we lack the right.

    Aiokafka would wait to be asked.
    """
    coordinator = consumer._coordinator  # noqa: SLF001
    push = coordinator._push_error_to_user  # noqa: SLF001

    def push_or_abort(problem: Exception) -> Any:
        if isinstance(problem, InconsistentGroupProtocolError):
            sentence = (
                f"The group {group} has members that are no workers of this release: they would take articles and leave them undone. "
                f"Stop them (kafka-consumer-groups.sh --describe --members --group {group} names them), or set DEMARCHE_GROUP to another "
                "name."
            )
            abort("the group is taken", Fatal(sentence, ExitCode.FAILED))
        if missing_right(problem):
            abort("a right is missing", problem)
        return push(problem)

    coordinator._push_error_to_user = push_or_abort  # noqa: SLF001


async def strange_now(consumer: AIOKafkaConsumer, places: Collection[TopicPartition]) -> dict[Partition, int]:
    """The commits of these partitions that are not ours, as the group's coordinator has them now."""
    return strange_of(await consumer._coordinator.fetch_committed_offsets(list(places)))  # noqa: SLF001
