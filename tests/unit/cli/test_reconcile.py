"""The balance of inputs and outcomes on the command line."""

import json
from typing import Any

import pytest

from service.cli.main import execute
from service.edge.operating import reconcile
from service.edge.operating.reconcile import Reconciliation
from service.outcome import Outcome

WHOLE = Reconciliation(
    inputs=5,
    settled=4,
    in_flight=1,
    missing=0,
    by_outcome=dict.fromkeys(Outcome, 0) | {Outcome.EVENT: 1, Outcome.NO_TOPIC: 3},
    missing_keys=(),
    conflicting_keys=(),
)
LOST = Reconciliation(
    inputs=5,
    settled=4,
    in_flight=0,
    missing=1,
    by_outcome=WHOLE.by_outcome,
    missing_keys=("news.raw-0-3",),
    conflicting_keys=("news.raw-1-1",),
)


def found(monkeypatch: pytest.MonkeyPatch, result: Reconciliation) -> dict[str, Any]:
    asked: dict[str, Any] = {}

    async def balance(_settings: object, *, wait: bool, within_s: float | None, progress: Any) -> Reconciliation:
        asked["wait"] = wait
        if within_s is not None:
            asked["within_s"] = within_s
        progress(result)
        return result

    monkeypatch.setattr(reconcile, "reconcile", balance)
    return asked


def test_a_whole_balance_is_exit_0(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked = found(monkeypatch, WHOLE)
    assert execute(["reconcile"]) == 0
    assert asked == {"wait": False}
    assert "4 of 5 inputs have exactly one outcome, 1 are in flight; none is missing." in capsys.readouterr().out


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_a_missing_input_is_exit_1_and_named(flags: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    asked = found(monkeypatch, LOST)
    assert execute(["reconcile", "--wait", *flags]) == 1
    assert asked == {"wait": True}
    out = capfd.readouterr().out
    assert "news.raw-0-3" in out
    assert "news.raw-1-1" in out
    assert "none is missing" not in out
    if flags:
        assert json.loads(out) == {
            "inputs": 5,
            "settled": 4,
            "in_flight": 0,
            "missing": 1,
            "by_outcome": {"event": 1, "duplicate": 0, "no_topic": 3, "unsupported_language": 0, "dead": 0},
            "missing_keys": ["news.raw-0-3"],
            "conflicting_keys": ["news.raw-1-1"],
            "balanced": False,
        }


def test_waiting_ends_after_the_timeout_with_what_is_in_flight(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked = found(monkeypatch, WHOLE)
    assert execute(["reconcile", "--wait", "--timeout", "2.5"]) == 1
    assert asked == {"wait": True, "within_s": 2.5}
    assert capsys.readouterr().err.splitlines() == [
        "4 of 5 settled, 1 in flight",
        "demarche: After 2.5 s 1 of 5 inputs are still in flight; is a worker running?",
    ]


def test_a_timeout_without_waiting_is_wrong_use() -> None:
    assert execute(["reconcile", "--timeout", "2"]) == 2
