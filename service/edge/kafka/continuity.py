"""The continuity check: every record that the client fetched must reach an agent, in order.

Compared is with the offsets that were fetched, not with "one more than the last": the log of a transactional producer and a compacted
log have gaps that are right. What is fetched and does not arrive was dropped on the way through Faust; acknowledging what comes after
it would lose it, so the worker must stop, and the log is replayed.
"""

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple


class Partition(NamedTuple):
    """A partition of a topic; compares equal to Faust's and aiokafka's own."""

    topic: str
    partition: int


class SkippedError(Exception):
    """A record was fetched and did not reach the agent."""


class Gap(NamedTuple):
    """Between what was read last and what came next there are offsets that nobody saw."""

    partition: Partition
    expected: int
    got: int


class Continuity:
    """Fetched offsets by partition, until they reach their agent. One thread."""

    def __init__(self) -> None:
        """Nothing fetched yet."""
        self._fetched: dict[Partition, deque[tuple[int, int]]] = {}
        self._next: dict[Partition, int] = {}
        self.waiting_bytes = 0
        """How much was fetched and has not reached its agent: the queues between count records, and a record may have 12 MB."""

    def seek(self, partition: Partition, committed: int | None) -> None:
        """The client goes (back) to the committed offset (None: the group has none), and everything after it is fetched again."""
        self._drop(partition)
        if committed is None:
            self._next.pop(partition, None)
        else:
            self._next[partition] = committed

    def forget(self, partitions: Iterable[Partition]) -> None:
        """These partitions are not ours any more."""
        for partition in partitions:
            self._drop(partition)
            self._next.pop(partition, None)

    def fetch(self, partition: Partition, records: Iterable[tuple[int, int]]) -> list[Gap]:
        """Take the offsets and sizes (bytes) of what the client has fetched, in order; returns where they do not follow on (either way)."""
        gaps = []
        waiting = self._fetched.setdefault(partition, deque())
        expected = self._next.get(partition)
        for offset, size in records:
            if expected is not None and offset != expected:
                gaps.append(Gap(partition, expected, offset))
            waiting.append((offset, size))
            self.waiting_bytes += size
            expected = offset + 1
        if expected is not None:
            self._next[partition] = expected
        return gaps

    def admit(self, partition: Partition, offset: int) -> bool:
        """Whether the agent may take this record; False: it was fetched before the last seek and will be fetched again.

        Raises SkippedError when a record before it was fetched and has not come.
        """
        waiting = self._fetched.get(partition)
        if not waiting:
            return False
        first, size = waiting[0]
        if first == offset:
            waiting.popleft()
            self.waiting_bytes -= size
            return True
        if any(offset == other for other, _ in waiting):
            raise SkippedError(f"{partition.topic}-{partition.partition}: {first} was fetched and did not arrive, {offset} did")
        return False

    def _drop(self, partition: Partition) -> None:
        self.waiting_bytes -= sum(size for _, size in self._fetched.pop(partition, ()))
