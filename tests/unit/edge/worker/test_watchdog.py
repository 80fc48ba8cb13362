"""The watchdog."""

import threading
import time
from dataclasses import dataclass

import pytest

from service.edge.worker import watchdog
from service.edge.worker.watchdog import LOOP_SILENT_S, NO_PROGRESS_S, NOT_JOINED_S, Watchdog


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
    monkeypatch.setattr(watchdog, "LOOK_EVERY_S", 0.01)
    barked = threading.Event()
    dog = Watchdog(Times(tick=time.monotonic() - 2 * LOOP_SILENT_S), lambda _: barked.set())
    dog.start()
    assert barked.wait(5)


def test_a_stopped_watchdog_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "LOOK_EVERY_S", 0.05)
    barked = threading.Event()
    dog = Watchdog(Times(tick=time.monotonic() - 2 * LOOP_SILENT_S), lambda _: barked.set())
    dog.start()
    dog.stop()
    assert not barked.wait(0.2)
