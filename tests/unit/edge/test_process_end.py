"""How a worker's process ends, in processes of their own: with which code, and what it says."""

import subprocess
import sys

import pytest

from service.outcome import ExitCode

PROGRAM = """
import asyncio, threading, time
from service.edge.deadline import Deadline
from service.edge.process_end import abort, abort_if_failed, barking_for, end_by, end_now
from service.errors import Fatal
from service.outcome import ExitCode

async def wait_for_a_broker():
    await asyncio.Future()

def hang_in_a_thread():
    threading.Event().wait()

async def fail():
    raise OSError("no disk")

async def main():
    threading.Thread(target=hang_in_a_thread, daemon=True).start()
    waiting = asyncio.ensure_future(wait_for_a_broker())
    await asyncio.sleep(0)
    {how}
    await asyncio.sleep(60)

asyncio.run(main())
"""


def ended(how: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-c", PROGRAM.replace("{how}", how)], capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ('abort("records are unconfirmed", TimeoutError("a record"))', "records are unconfirmed: TimeoutError: a record"),
        ('asyncio.ensure_future(fail()).add_done_callback(abort_if_failed("Faust could not start"))', "Faust could not start"),
        ('threading.Thread(target=barking_for(asyncio.get_running_loop()), args=("no progress",)).start(); time.sleep(60)', "no progress"),
    ],
    ids=["abort", "failed work", "watchdog while the loop hangs"],
)
def test_a_worker_that_ends_for_no_known_reason_says_where_all_its_threads_and_tasks_stood(how: str, reason: str) -> None:
    code, said = ended(how)
    assert code == ExitCode.REPLAY
    assert reason in said
    assert "hang_in_a_thread" in said
    assert "wait_for_a_broker" in said


def test_a_right_that_is_missing_is_named_and_no_stacks_hide_it() -> None:
    code, said = ended('from aiokafka.errors import TopicAuthorizationFailedError as Denied; abort("unconfirmed", Denied("n.ledger"))')
    assert code == ExitCode.FAILED
    assert "The Kafka broker does not let us read or write n.ledger; our user needs READ to read it, WRITE to write it." in said
    assert "hang_in_a_thread" not in said


def test_an_end_whose_reason_is_understood_has_its_own_code_and_no_stacks() -> None:
    code, said = ended('abort("whatever", Fatal("This release is broken.", ExitCode.BROKEN_RELEASE))')
    assert code == ExitCode.BROKEN_RELEASE
    assert "This release is broken." in said
    assert "hang_in_a_thread" not in said


def test_an_orderly_end_says_nothing() -> None:
    assert ended("end_now(ExitCode.OK)") == (0, "")


def test_a_process_that_does_not_end_by_its_deadline_is_ended_well_though_its_loop_hangs() -> None:
    code, said = ended("end_by(Deadline(-1.0)); time.sleep(60)")
    assert code == ExitCode.OK
    assert "not ended in time" in said
    assert "hang_in_a_thread" not in said
