"""How a worker stops: in which order, and by when."""

import asyncio
from typing import Any

import pytest

from service.edge.deadline import Deadline
from service.edge.worker import draining
from service.edge.worker.draining import DRAIN_S, LEAVING_S, Abort, drain
from service.errors import Fatal
from service.outcome import ExitCode

SUPERVISORS_WAIT_S = 30.0


class EndedError(Exception):
    """The process would have ended."""


class FakeApp:
    """A Faust app that notes what is done to it, and leaves the group after so many seconds."""

    def __init__(self, leaving_s: float = 0.0) -> None:
        """Nothing done yet."""
        self.leaving_s = leaving_s
        self.done: list[str] = []
        self.consumer = self.flow_control = self

    def stop_flow(self) -> None:
        self.done.append("stop_flow")

    def suspend(self) -> None: ...

    def clear(self) -> None: ...

    async def commit(self) -> None:
        self.done.append("commit")

    async def stop(self) -> None:
        await asyncio.sleep(self.leaving_s)
        self.done.append("leave")


@pytest.fixture(autouse=True)
def ends(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    codes: list[int] = []

    def end_now(code: int) -> None:
        codes.append(code)
        raise EndedError

    monkeypatch.setattr(draining, "end_now", end_now)
    return codes


def now() -> float:
    return asyncio.get_running_loop().time()


async def drained(app: FakeApp, finishing_s: float) -> float:
    """Drain in virtual time; returns how long it took."""
    began = now()

    async def finish() -> None:
        await asyncio.sleep(finishing_s)
        app.done.append("finish")

    async def close() -> None:
        app.done.append("close")

    real: Any = app
    try:
        await drain(real, finish, [close], Deadline(DRAIN_S, now))
    finally:
        took = now() - began
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
    return took


async def test_what_is_in_flight_is_finished_before_the_group_is_left_and_the_clients_are_closed_last() -> None:
    app = FakeApp()
    await drained(app, finishing_s=3.0)
    assert app.done == ["stop_flow", "finish", "leave", "close"]


async def test_time_is_kept_for_leaving_the_group_when_what_is_in_flight_does_not_end() -> None:
    app = FakeApp(leaving_s=1.0)
    took = await drained(app, finishing_s=3_600.0)
    assert app.done == ["stop_flow", "leave", "close"]
    assert took == pytest.approx(DRAIN_S - LEAVING_S + 1.0, abs=0.5)


async def test_all_steps_together_end_before_a_supervisor_loses_its_patience(ends: list[int]) -> None:
    began = now()
    with pytest.raises(EndedError):
        await drained(FakeApp(leaving_s=3_600.0), finishing_s=3_600.0)
    assert ends == [ExitCode.OK]
    assert now() - began < SUPERVISORS_WAIT_S - 1.0


async def test_what_fails_while_it_is_finished_is_raised() -> None:
    async def finish() -> None:
        raise OSError("no disk")

    app: Any = FakeApp()
    with pytest.raises(OSError, match="no disk"):
        await drain(app, finish, [], Deadline(DRAIN_S, now))


@pytest.fixture
def aborted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    reasons: list[str] = []
    monkeypatch.setattr(draining, "abort", lambda why, _: reasons.append(why))
    return reasons


async def test_a_broken_release_commits_what_it_has_acknowledged_before_it_ends_and_once(aborted: list[str]) -> None:
    app: Any = FakeApp()
    abort = Abort(lambda: app)
    for _ in range(2):
        abort("this release is broken", Fatal("broken", ExitCode.BROKEN_RELEASE))
    await asyncio.sleep(1.0)
    assert app.done == ["stop_flow", "commit"]
    assert aborted == ["this release is broken"]


async def test_any_other_failure_ends_the_worker_without_a_commit(aborted: list[str]) -> None:
    app: Any = FakeApp()
    Abort(lambda: app)("work is unconfirmed", OSError("gone"))
    assert aborted == ["work is unconfirmed"]
    assert app.done == []
