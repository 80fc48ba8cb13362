"""The test-only fault points."""

import os
import signal
import subprocess
import sys

import pytest

from service.edge.fault_point import VARIABLE, FaultPoint

PASS_THRICE = """
from service.edge.fault_point import FaultPoint, reach
for number in range(3):
    reach(FaultPoint.BEFORE_ACK)
    reach(FaultPoint.DURING_COMMIT)
    print(number)
"""


def run(armed: str | None) -> tuple[int, list[str]]:
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    if armed is not None:
        environment[VARIABLE] = armed
    done = subprocess.run([sys.executable, "-c", PASS_THRICE], env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.split()


def test_nothing_happens_unless_a_test_arms_a_step() -> None:
    assert run(None) == (0, ["0", "1", "2"])


@pytest.mark.parametrize("step", [FaultPoint.BEFORE_ACK, FaultPoint.DURING_COMMIT])
def test_the_process_is_killed_when_the_armed_step_is_reached_for_the_nth_time(step: FaultPoint) -> None:
    status, _ = run(f"{step.value}:2")
    assert status == -signal.SIGKILL


def test_a_step_that_is_not_reached_so_often_lets_the_process_live() -> None:
    assert run("before_ack:4") == (0, ["0", "1", "2"])
