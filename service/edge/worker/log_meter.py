"""How far the group is behind, and whether the worker gets on: measured apart from Faust, so that its standstill shows."""

from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack

from aiokafka import AIOKafkaConsumer, TopicPartition

from service.edge.kafka.client import reader
from service.edge.kafka.continuity import Gap, Partition
from service.settings import Settings


class LogMeter:
    """Asks for the ends of partitions, over a connection of its own."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is connected before `start`."""
        self._settings = settings
        self._stack = AsyncExitStack()
        self._consumer: AIOKafkaConsumer | None = None

    async def start(self) -> None:
        """Connect; raises `Fatal` when no broker answers."""
        self._consumer = await self._stack.enter_async_context(reader(self._settings))

    async def stop(self) -> None:
        """Disconnect."""
        await self._stack.aclose()

    async def lag(self, partitions: Iterable[Partition], committed: Mapping[Partition, int]) -> dict[tuple[str, int], int]:
        """Records beyond the committed offset (or all that there are, where nothing is committed), by topic and partition.

        Something is asked for in any case: that an answer comes says that the connection stands.
        """
        wanted = [TopicPartition(*one) for one in partitions]
        if self._consumer is None:
            return {}
        ends = await self._consumer.end_offsets(wanted or [TopicPartition(self._settings.topic_names.raw, 0)])
        uncommitted = [one for one in wanted if Partition(*one) not in committed]
        firsts = await self._consumer.beginning_offsets(uncommitted) if uncommitted else {}
        return {(one.topic, one.partition): max(0, ends[one] - committed.get(Partition(*one), firsts.get(one, 0))) for one in wanted}

    async def lost(self, gap: Gap) -> int:
        """How many records of the gap were deleted by retention; the others never were records (transaction markers, compaction)."""
        if self._consumer is None:
            return 0
        place = TopicPartition(*gap.partition)
        first: int = (await self._consumer.beginning_offsets([place]))[place]
        return max(0, min(first, gap.got) - gap.expected)
