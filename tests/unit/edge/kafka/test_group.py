"""The consumer group is ours alone; the rest of it is tested on real Kafka."""

from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from aiokafka.structs import OffsetAndMetadata

from service.edge.kafka import group
from service.edge.kafka.continuity import Partition
from service.edge.kafka.group import MARK, Assignor
from service.edge.worker import membership
from service.edge.worker.membership import Membership

PLACE = TopicPartition("news.raw", 3)


def test_no_other_consumer_speaks_our_protocol() -> None:
    assert Assignor.name not in {"range", "roundrobin", "sticky", "cooperative-sticky", RoundRobinPartitionAssignor.name}


def test_a_commit_without_our_mark_is_strange_unless_nothing_was_committed() -> None:
    commits = {
        PLACE: OffsetAndMetadata(7, ""),
        TopicPartition("news.raw", 1): OffsetAndMetadata(9, MARK),
        TopicPartition("news.raw", 2): OffsetAndMetadata(-1, ""),
        TopicPartition("news.raw", 4): OffsetAndMetadata(0, ""),
    }
    assert group.strange_of(commits) == {Partition("news.raw", 3): 7}


async def test_what_a_client_commits_is_marked_and_it_joins_under_our_protocol() -> None:
    class Client:
        _partition_assignment_strategy: Any = None
        committed: Any = None

        async def commit(self, offsets: dict[TopicPartition, OffsetAndMetadata]) -> None:
            self.committed = offsets

    client = Client()
    group.keep(client)
    await client.commit({PLACE: OffsetAndMetadata(5, "")})
    assert client.committed == {PLACE: OffsetAndMetadata(5, MARK)}
    assert client._partition_assignment_strategy == [Assignor]


@pytest.mark.parametrize(
    ("adopted", "ends"),
    [({}, True), ({Partition("news.raw", 3): 6}, True), ({Partition("news.raw", 3): 7}, False), (None, False)],
    ids=["unknown", "another offset", "adopted at the start", "no marks on this broker"],
)
def test_a_strange_commit_under_a_running_worker_ends_it(monkeypatch: pytest.MonkeyPatch, adopted: Any, ends: bool) -> None:  # noqa: FBT001
    ended: list[str] = []
    monkeypatch.setattr(membership, "abort", lambda why, problem: ended.append(f"{why}: {problem}"))
    doubles: Any = dict.fromkeys(("lanes", "meter", "status", "finish"))
    Membership(articles_topic="news.articles", revoke_within_s=1, adopted=adopted, **doubles).strange({Partition("news.raw", 3): 7})
    assert bool(ended) == ends
    assert all("news.raw-3: 7" in one for one in ended)
