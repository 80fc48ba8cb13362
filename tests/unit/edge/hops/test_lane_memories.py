"""The memory of the lanes."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime

import pytest

from service.article import Article
from service.edge.hops.lane_memories import LaneGoneError, Lanes
from service.edge.ports import Place
from service.errors import Fatal
from service.record import Record, Source
from service.seen.codec import encode_entries
from service.seen.entry import Entry, Position, Verdict
from service.stages.sketch import sketch
from service.telemetry.status import Status
from tests.unit.edge.virtual_time import settled

RECEIVED = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


def plain_article(text: str) -> Article:
    return Article(id="one", url=None, source=None, title="", text=text, html="", received_at=RECEIVED)


def entry(number: int) -> Entry:
    return Entry(
        owner=Source("news.raw", 0, number),
        position=Position(number, 0),
        timestamp=1_700_000_000_000 + number,
        article_id=f"article-{number}",
        url=None,
        publisher="one.example",
        source="one.example",
        wire=None,
        sketch=sketch(plain_article(f"Text number {number} of this test is about the bridge at kilometre {number * 31}.")),
        verdict=Verdict.ORIGINAL,
        related=None,
        thread=b"12345678",
    )


class FakeLog:
    """Holds `news.seen` of one lane and gives it out as slowly as the test wants."""

    def __init__(self, entries: int) -> None:
        """As many records of one entry each."""
        self.values = [encode_entries([entry(number)]) for number in range(entries)]
        self.starts: list[int] = []
        self.articles_end = 1_000
        self.gate = asyncio.Event()
        self.gate.set()

    async def seen(self, _partition: int, start: int) -> AsyncGenerator[tuple[int, bytes], None]:
        self.starts.append(start)
        for offset in range(start, len(self.values)):
            await self.gate.wait()
            yield offset, self.values[offset]

    async def fetch(self, topic: str, partition: int, offset: int) -> Record | None:
        raise NotImplementedError

    async def end(self, _topic: str, _partition: int) -> int:
        return self.articles_end


def lanes_on(log: FakeLog) -> Lanes:
    def abort(why: str, problem: BaseException) -> None:
        raise AssertionError(why) from problem

    return Lanes(log, "news.articles", 259_200_000, Status(version="1", rules_version="2", group="g", instance=None), abort)


async def test_a_lane_is_loaded_when_it_arrives_and_its_first_record_waits_for_it() -> None:
    log = FakeLog(3)
    log.gate.clear()
    lanes = lanes_on(log)
    lanes.assigned([2])
    waiting = asyncio.ensure_future(lanes.ready(2))
    await settled()
    assert not waiting.done()
    assert lanes.loading == 1
    log.gate.set()
    assert len(await waiting) == 3
    assert lanes.loading == 0


async def test_a_load_gives_up_when_a_rebalance_begins_and_what_waits_for_it_is_told() -> None:
    log = FakeLog(3)
    log.gate.clear()
    lanes = lanes_on(log)
    lanes.assigned([2])
    waiting = asyncio.ensure_future(lanes.ready(2))
    await settled()
    lanes.revoked()
    with pytest.raises(LaneGoneError):
        await asyncio.wait_for(waiting, 1)


async def test_a_lane_that_comes_back_is_read_on_from_where_its_memory_ends() -> None:
    log = FakeLog(3)
    lanes = lanes_on(log)
    lanes.assigned([2])
    await lanes.ready(2)
    lanes.revoked()
    log.values += [encode_entries([entry(3)])]
    lanes.assigned([2])
    assert len(await lanes.ready(2)) == 4
    assert log.starts == [0, 3]


async def test_what_this_worker_wrote_itself_is_not_read_back() -> None:
    log = FakeLog(3)
    lanes = lanes_on(log)
    lanes.assigned([2])
    await lanes.ready(2)
    lanes.written(Place(2, 3))
    lanes.written(Place(2, 4))
    lanes.revoked()
    lanes.assigned([2])
    await lanes.ready(2)
    assert log.starts == [0, 5]


async def test_what_somebody_else_wrote_in_between_is_read_although_ours_came_later() -> None:
    log = FakeLog(3)
    lanes = lanes_on(log)
    lanes.assigned([2])
    await lanes.ready(2)
    lanes.written(Place(2, 5))
    lanes.revoked()
    lanes.assigned([2])
    await lanes.ready(2)
    assert log.starts == [0, 3]


async def test_a_lane_of_somebody_else_is_not_given_out() -> None:
    lanes = lanes_on(FakeLog(0))
    lanes.assigned([1])
    with pytest.raises(LaneGoneError):
        await lanes.ready(2)


async def test_a_load_that_fails_ends_the_worker() -> None:
    class BrokenLog(FakeLog):
        async def seen(self, _partition: int, _start: int) -> AsyncGenerator[tuple[int, bytes], None]:
            raise OSError("no broker")
            yield 0, b""

    reasons: list[str] = []
    status = Status(version="1", rules_version="2", group="g", instance=None)
    lanes = Lanes(BrokenLog(0), "news.articles", 1, status, lambda why, _: reasons.append(why))
    lanes.assigned([0])
    await settled()
    assert reasons == ["the memory of a lane could not be loaded"]


async def test_a_memory_of_another_log_than_the_lane_holds_refuses_to_work() -> None:
    log = FakeLog(3)
    log.articles_end = 2
    problems: list[BaseException] = []
    status = Status(version="1", rules_version="2", group="g", instance=None)
    lanes = Lanes(log, "news.articles", 259_200_000, status, lambda _, problem: problems.append(problem))
    lanes.assigned([0])
    await settled()
    assert isinstance(problems[0], Fatal)
    assert "made anew" in str(problems[0])


async def test_a_memory_that_this_release_can_not_read_refuses_to_work_with_a_sentence() -> None:
    log = FakeLog(1)
    log.values = [log.values[0][:20]]
    problems: list[BaseException] = []
    status = Status(version="1", rules_version="2", group="g", instance=None)
    lanes = Lanes(log, "news.articles", 259_200_000, status, lambda _, problem: problems.append(problem))
    lanes.assigned([0])
    await settled()
    assert isinstance(problems[0], Fatal)
    assert "can't read" in str(problems[0])


async def test_a_long_load_lets_the_loop_run_and_shows_that_it_gets_on() -> None:
    times = iter(range(1_000, 2_000))
    seen: list[float] = []

    def abort(why: str, problem: BaseException) -> None:
        raise AssertionError(why) from problem

    status = Status(version="1", rules_version="2", group="g", instance=None)
    lanes = Lanes(FakeLog(5), "news.articles", 259_200_000, status, abort, clock=lambda: float(next(times)))
    lanes.assigned([0])
    while lanes.loading:
        seen.append(lanes.last_progress)
        await asyncio.sleep(0)
    assert len(set(seen)) >= 5
