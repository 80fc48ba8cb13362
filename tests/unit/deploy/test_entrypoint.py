"""The image's entry point: passes on how the worker ended, and holds the container after 78."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.edge.kafka.embedded_broker import free_port

ENTRYPOINT = Path(__file__).parents[3] / "deploy" / "entrypoint.sh"
WITHIN_S = 60.0

Start = Callable[[str], "subprocess.Popen[bytes]"]


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Start]:
    """Start the entry point with a `demarche` that does what the given shell text says."""
    started: list[subprocess.Popen[bytes]] = []
    (tmp_path / "python").symlink_to(sys.executable)

    def run(worker: str) -> "subprocess.Popen[bytes]":
        command = tmp_path / "demarche"
        command.write_text(f"#!/bin/sh\n{worker}\n")
        command.chmod(0o755)
        environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "DEMARCHE_HTTP_PORT": str(port)}
        started.append(subprocess.Popen([ENTRYPOINT, "run"], env=environment, stderr=subprocess.PIPE))
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate(timeout=WITHIN_S)


def fetch(port: int, path: str) -> tuple[int, str]:
    end = time.monotonic() + WITHIN_S
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=WITHIN_S) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def test_after_78_the_container_stays_and_says_so_to_probes_and_prometheus(start: Start, port: int) -> None:
    held = start("exit 78")
    assert fetch(port, "/readyz")[0] == 503
    assert "this release is broken" in fetch(port, "/readyz")[1]
    assert fetch(port, "/livez")[0] == 200
    assert "\ndemarche_broken_release 1\n" in fetch(port, "/metrics")[1]
    assert held.poll() is None
    held.send_signal(signal.SIGTERM)
    assert held.wait(WITHIN_S) == 78


@pytest.mark.parametrize("status", [0, 1, 2, 70])
def test_any_other_status_is_passed_on(start: Start, status: int) -> None:
    assert start(f"exit {status}").wait(WITHIN_S) == status


def test_a_worker_that_is_asked_to_end_is_waited_for(start: Start, tmp_path: Path) -> None:
    worker = start(f"trap 'touch {tmp_path}/drained; exit 0' TERM; touch {tmp_path}/up; while :; do sleep 0.05; done")
    end = time.monotonic() + WITHIN_S
    while not (tmp_path / "up").exists():
        assert time.monotonic() < end
        time.sleep(0.02)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(WITHIN_S) == 0
    assert (tmp_path / "drained").exists()
