"""Notices that a topic was deleted, changed or made anew under the running worker."""

import asyncio
import time
from collections.abc import Callable, Mapping

from aiokafka.errors import KafkaError

from service.edge.kafka import topics
from service.edge.kafka.client import UnreachableError, reader
from service.edge.kafka.topic_reader import partitions_of
from service.errors import Fatal
from service.outcome import ExitCode
from service.settings import Settings
from service.topics.loader import Rules

EVERY_S = 20.0
"""A problem counts when it is found twice, as a broker that has only just been started may not know all topics: so within a minute."""


class TopicWatch:
    """Looks at all topics of the service from time to time; `problem` is what it has found."""

    def __init__(self, settings: Settings, rules: Rules, clock: Callable[[], float] = time.monotonic) -> None:
        """Begins to look at the first `look`."""
        self._settings = settings
        self._rules = rules
        self._clock = clock
        self._ends: dict[tuple[str, int], int] = {}
        self._looked_at = 0.0
        self._looking: asyncio.Future[None] | None = None
        self._suspicion: Exception | None = None
        self.problem: Exception | None = None

    def look(self) -> None:
        """Begin to look, where it is time to; call it often."""
        now = self._clock()
        if now - self._looked_at >= EVERY_S and (self._looking is None or self._looking.done()):
            self._looked_at = now
            self._looking = asyncio.ensure_future(self._look())

    def stop(self) -> None:
        """Look no more."""
        if self._looking is not None:
            self._looking.cancel()

    async def _look(self) -> None:
        found: Exception | None
        try:
            await topics.require(self._settings, self._rules)
            found = went_back(self._ends, await self._ends_now())
        except (UnreachableError, KafkaError, TimeoutError):  # brokers may be away; a later look will do
            return
        except Exception as problem:  # noqa: BLE001 - whatever it is, the worker must not run on in the dark
            found = problem
        self.problem = found if self._suspicion else None
        self._suspicion = found

    async def _ends_now(self) -> dict[tuple[str, int], int]:
        names = [spec.name for spec in topics.of_workers(self._settings, self._rules)]
        partitions = await partitions_of(self._settings, names)
        async with reader(self._settings) as consumer:
            # Asked for and not fetched, as `ends_of` does: a worker may not read all that it writes. On the embedded broker the answer is
            # too low by less than a batch, but never goes back by itself.
            return {(place.topic, place.partition): end for place, end in (await consumer.end_offsets(partitions)).items()}


def went_back(known: dict[tuple[str, int], int], ends: Mapping[tuple[str, int], int]) -> Fatal | None:
    """What is wrong when a partition ends before where it ended once; `known` is brought up to date."""
    for (topic, partition), end in ends.items():
        before = known.get((topic, partition), 0)
        if end < before:
            return Fatal(
                f"The topic {topic} was deleted and made anew, or has lost records in an unclean election, while the worker ran (partition "
                f"{partition} ends at {end}, and ended at {before} before): stop all workers, see that nothing is missing with "
                "`demarche reconcile`, and start them again.",
                ExitCode.REPLAY,
            )
    known.update(ends)
    return None
