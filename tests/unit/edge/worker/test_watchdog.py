"""The watchdog."""

import threading
from dataclasses import dataclass

import pytest

from service.edge.worker import watchdog
from service.edge.worker.watchdog import LOOK_EVERY_S, LOOP_SILENT_S, NO_PROGRESS_S, NOT_JOINED_S, Watchdog


@dataclass
class Times:
    tick: float = 1_000.0
    progress: float = 1_000.0
    joined: float = 1_000.0

    def last_tick(self) -> float:
        return self.tick

    def last_progress(self) -> float:
        return self.progress

    def last_joined(self) -> float:
        return self.joined


def verdict(times: Times, now: float) -> str | None:
    return Watchdog(times, lambda _: None).verdict(now)


def test_a_worker_that_gets_on_is_left_alone() -> None:
    assert verdict(Times(), 1_001.0) is None


@pytest.mark.parametrize(
    ("times", "reason"),
    [
        (Times(tick=1_000.0 - LOOP_SILENT_S), "event loop"),
        (Times(progress=1_000.0 - NO_PROGRESS_S), "nothing was acknowledged"),
        (Times(joined=1_000.0 - NOT_JOINED_S), "membership"),
    ],
)
def test_each_standstill_has_its_own_reason(times: Times, reason: str) -> None:
    assert reason in (verdict(times, 1_001.0) or "")
    assert verdict(times, 999.0) is None


def test_it_barks_from_its_own_thread_while_the_loop_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "LOOK_EVERY_S", 0.001)
    barked = threading.Event()
    Watchdog(Times(), lambda _: barked.set(), clock=lambda: 2_000.0).start()
    assert barked.wait(5)


def test_a_stopped_watchdog_says_nothing() -> None:
    barked: list[str] = []
    dog = Watchdog(Times(), barked.append, clock=lambda: 2_000.0)
    dog.stop()
    dog._run()
    assert barked == []


class Looks:
    """A watchdog of a loop that never ticks again, on a clock that the test moves."""

    def __init__(self) -> None:
        """Has just begun."""
        self.now = 1_000.0
        self.barked: list[str] = []
        self.dog = Watchdog(Times(), self.barked.append, clock=lambda: self.now)

    def after(self, seconds: float) -> float | None:
        self.now += seconds
        return self.dog.look()


def test_a_process_that_was_stopped_is_given_time_to_tick_and_then_watched_again() -> None:
    looks = Looks()
    assert looks.after(1.0) == LOOK_EVERY_S
    pause = looks.after(3_600.0)  # SIGSTOP, SIGCONT: the loop had no chance
    assert pause == LOOP_SILENT_S / 2
    assert looks.barked == []
    assert looks.after(pause) is None
    assert len(looks.barked) == 1


def test_a_loop_that_ticks_again_after_the_process_was_stopped_is_left_alone() -> None:
    looks = Looks()
    pause = looks.after(3_600.0) or 0.0
    looks.dog._watched = Times(looks.now, looks.now, looks.now)
    assert looks.after(pause) == LOOK_EVERY_S
