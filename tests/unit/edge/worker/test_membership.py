"""The worker as a member of the group."""

import asyncio
from collections.abc import Iterable
from typing import Any

from service.edge.kafka.continuity import Gap, Partition
from service.edge.worker.membership import Membership
from service.telemetry import metrics
from service.telemetry.status import Status
from tests.unit.edge.virtual_time import settled

RAW, LANE = Partition("news.raw", 3), Partition("news.articles", 5)


class FakeLanes:
    def __init__(self) -> None:
        """None assigned."""
        self.lanes: list[int] = []

    def assigned(self, lanes: Iterable[int]) -> None:
        self.lanes = list(lanes)


class FakeMeter:
    async def lost(self, gap: Gap) -> int:
        return gap.got - gap.expected

    async def lag(self, partitions: list[Partition], committed: dict[Partition, int]) -> dict[tuple[str, int], int]:
        return {(one.topic, one.partition): 100 - committed.get(one, 0) for one in partitions}


def member(seconds: float = 1.0) -> tuple[Membership, FakeLanes, Status, asyncio.Event]:
    lanes, done = FakeLanes(), asyncio.Event()
    status = Status(version="1", rules_version="2", group="g", instance=None)

    async def finish() -> None:
        await done.wait()

    doubles: Any = {"lanes": lanes, "meter": FakeMeter()}
    return (
        Membership(articles_topic="news.articles", status=status, finish=finish, revoke_within_s=seconds, adopted={}, **doubles),
        lanes,
        status,
        done,
    )


def committed(partition: Partition) -> float | None:
    labels = {"topic": partition.topic, "partition": str(partition.partition)}
    return metrics.REGISTRY.get_sample_value("demarche_committed_offset", labels)


async def test_an_assignment_begins_to_load_the_lanes_that_came_and_nothing_else() -> None:
    membership, lanes, _, _ = member()
    membership.assigned([RAW, LANE])
    assert membership.joined
    assert lanes.lanes == [5]


async def test_a_rebalance_waits_for_what_is_in_flight() -> None:
    membership, _, _, done = member()
    membership.assigned([RAW])
    revoking = asyncio.ensure_future(membership.before_revoke(frozenset([RAW])))
    await settled()
    assert not revoking.done()
    assert not membership.joined
    done.set()
    await asyncio.wait_for(revoking, 1)


async def test_a_rebalance_does_not_wait_for_ever() -> None:
    membership, *_ = member(seconds=5)
    await asyncio.wait_for(membership.before_revoke(frozenset([RAW])), 6)


async def test_records_that_retention_took_are_counted_as_lost() -> None:
    membership, *_ = member()
    before = metrics.REGISTRY.get_sample_value("demarche_input_lost_total") or 0
    membership.gaps([Gap(RAW, 5, 12)])
    await settled()
    assert metrics.REGISTRY.get_sample_value("demarche_input_lost_total") == before + 7


async def test_a_log_that_began_anew_is_no_loss() -> None:
    membership, *_ = member()
    before = metrics.REGISTRY.get_sample_value("demarche_input_lost_total")
    membership.gaps([Gap(RAW, 500, 0)])
    await settled()
    assert metrics.REGISTRY.get_sample_value("demarche_input_lost_total") == before


async def test_the_lag_is_that_of_what_is_assigned_beyond_what_is_committed() -> None:
    membership, _, status, _ = member()
    membership.assigned([RAW, LANE])
    membership.committed({RAW: 40, LANE: 100})
    membership.measure()
    await settled()
    assert status.report()["lag"] == [
        {"topic": "news.articles", "partition": 5, "lag": 0},
        {"topic": "news.raw", "partition": 3, "lag": 60},
    ]


async def test_what_is_committed_is_told_too_and_nothing_of_a_partition_that_left() -> None:
    membership, *_, done = member()
    membership.assigned([RAW, LANE])
    membership.committed({RAW: 40})
    membership.measure()
    await settled()
    assert [committed(RAW), committed(LANE)] == [40, 0]
    done.set()
    await membership.before_revoke(frozenset([RAW, LANE]))
    membership.assigned([RAW])
    membership.measure()
    await settled()
    assert [committed(RAW), committed(LANE)] == [0, None]


async def test_each_rebalance_is_counted() -> None:
    membership, *_ = member()
    before = metrics.REGISTRY.get_sample_value("demarche_rebalances_total") or 0
    membership.assigned([RAW])
    membership.assigned([])
    assert metrics.REGISTRY.get_sample_value("demarche_rebalances_total") == before + 2
