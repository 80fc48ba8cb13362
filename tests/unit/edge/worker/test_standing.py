"""How a worker stands: ready or not, and what the watchdog is told."""

import asyncio
from types import SimpleNamespace
from typing import Any

from service.edge.kafka.connection import FROZEN_S
from service.edge.worker.standing import Standing
from service.telemetry.status import Status


class Parts:
    """A worker whose parts are as the test sets them, and the standing that looks at them."""

    def __init__(self, *, loading: int = 0, in_flight: int = 0, started: bool = True) -> None:
        """To be made in a running loop."""
        self.excused = 0
        self.aborted: list[str] = []
        self.app = SimpleNamespace(crashed=False, rebalancing=False)
        self.hops = SimpleNamespace(in_flight=in_flight, lanes=SimpleNamespace(loading=loading), last_progress=0.0)
        self.membership = SimpleNamespace(joined=True)
        self.topics = SimpleNamespace(look=lambda: None, problem=None)
        self.status = Status(version="1", rules_version="2", group="g", instance=None)
        starting = asyncio.get_running_loop().create_future()
        if started:
            starting.set_result(None)
        parts: dict[str, Any] = {"app": self.app, "hops": self.hops, "membership": self.membership, "topics": self.topics}
        publisher: Any = SimpleNamespace(excuse=self._excuse, overdue=lambda: "")
        self.standing = Standing(
            **parts,
            publisher=publisher,
            readers_starting=starting,
            status=self.status,
            abort=lambda why, _: self.aborted.append(why),
        )
        self.now = self.standing.last_tick()

    def _excuse(self) -> None:
        self.excused += 1

    def look(self, after: float = 0.1) -> str:
        """Look, so many seconds later; returns why the worker is not ready."""
        self.now += after
        self.standing.look(self.now)
        return self.status.ready()[1]


async def test_a_worker_is_ready_when_it_is_a_member_and_everything_is_loaded() -> None:
    assert Parts().look() == ""
    assert Parts(loading=3).look() == "loading the memory of 3 lanes"
    assert Parts(started=False).look() == "starting the child processes"


async def test_outside_of_the_group_it_is_not_ready_and_the_time_of_its_membership_stands_still() -> None:
    parts = Parts()
    parts.look()
    joined = parts.standing.last_joined()
    parts.app.rebalancing = True
    assert parts.look() == "joining the group"
    assert parts.standing.last_joined() == joined
    assert parts.standing.last_tick() == parts.now


async def test_input_that_waits_while_nothing_is_in_flight_is_no_progress() -> None:
    parts = Parts()
    parts.status.lags({("news.raw", 0): 5})
    before = parts.standing.last_progress()
    parts.look()
    assert parts.standing.last_progress() == before
    parts.hops.in_flight = 1
    parts.look()
    assert parts.standing.last_progress() == parts.now


async def test_a_process_that_stood_still_gives_its_confirmations_time_to_be_read() -> None:
    parts = Parts()
    parts.look()
    assert parts.excused == 0
    parts.look(after=FROZEN_S + 1)
    assert parts.excused == 1


async def test_topics_that_are_not_as_they_were_end_the_worker() -> None:
    parts = Parts()
    parts.topics.problem = OSError("gone")
    parts.look()
    assert parts.aborted == ["the topics can't be looked at"]
