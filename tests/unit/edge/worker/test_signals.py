"""What the worker does with the first signal, and with a second one."""

import pytest

from service.edge.worker import signals
from service.edge.worker.signals import Signals
from service.outcome import ExitCode


class EndedError(Exception):
    """The process would have ended."""


@pytest.fixture(autouse=True)
def ends(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    codes: list[int] = []

    def end_now(code: int) -> None:
        codes.append(code)
        raise EndedError

    monkeypatch.setattr(signals, "end_now", end_now)
    monkeypatch.setattr(signals, "end_by", lambda _: None)
    return codes


async def test_a_worker_that_has_taken_nothing_yet_ends_at_once_and_well(ends: list[int]) -> None:
    with pytest.raises(EndedError):
        Signals(lambda: False).received()
    assert ends == [ExitCode.OK]


async def test_the_first_signal_asks_and_sets_the_deadline(ends: list[int]) -> None:
    one = Signals(lambda: True)
    one.received()
    assert one.asked.is_set()
    assert one.deadline.left() > 0
    assert ends == []


async def test_a_second_signal_ends_the_worker_and_the_log_is_replayed(ends: list[int]) -> None:
    one = Signals(lambda: True)
    one.received()
    with pytest.raises(EndedError):
        one.received()
    assert ends == [ExitCode.REPLAY]
