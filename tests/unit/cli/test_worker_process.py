"""A worker as a child process."""

import sys
import time
from pathlib import Path

import pytest
from pydantic import SecretStr

from service.cli import worker_process
from service.cli.worker_process import WorkerProcess, environment
from service.errors import Fatal
from service.settings import Settings, load_settings


def test_the_child_gets_exactly_the_given_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    login = {"kafka_security_protocol": "SASL_PLAINTEXT", "kafka_sasl_username": "worker", "kafka_sasl_password": SecretStr("hunter2")}
    given = Settings(kafka_bootstrap_servers="127.0.0.1:7", processes=0, dedupe_window=5_000, **login)
    config = tmp_path / "c.toml"
    config.write_text('group = "other"\n')
    monkeypatch.setenv("DEMARCHE_CONFIG", str(config))
    monkeypatch.setenv("DEMARCHE_INSTANCE_ID", "other")
    monkeypatch.setenv("DEMARCHE_TEST_FAULT", "kept")
    made = environment(given)
    assert made["DEMARCHE_TEST_FAULT"] == "kept"
    for name in ("DEMARCHE_CONFIG", "DEMARCHE_INSTANCE_ID"):
        monkeypatch.delenv(name)
    for name, value in made.items():
        if name.startswith("DEMARCHE_"):
            monkeypatch.setenv(name, value)
    assert load_settings()[0] == given


class Script(WorkerProcess):
    """A worker whose program a test gives."""

    def __init__(self, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """`program`: Python."""
        super().__init__(Settings())
        monkeypatch.setattr(worker_process, "COMMAND", (sys.executable, "-c", program))


READY = """
import json, signal, sys
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
print("not json", file=sys.stderr)
print(json.dumps({"event": "http_listening", "url": "http://127.0.0.1:9"}), file=sys.stderr)
print(json.dumps({"event": "worker_ready"}), file=sys.stderr, flush=True)
signal.pause()
"""


def test_it_is_ready_when_its_log_says_so_and_stops_on_sigterm(monkeypatch: pytest.MonkeyPatch) -> None:
    with Script(READY, monkeypatch) as worker:
        worker.wait_ready(20)
        assert (worker.url, worker.running) == ("http://127.0.0.1:9", True)
        assert worker.stop() == 0
    assert not worker.running


def test_a_worker_that_ends_before_it_is_ready_is_told_of_with_its_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    began = time.monotonic()
    with Script("import sys; sys.exit('no broker here')", monkeypatch) as worker, pytest.raises(Fatal, match="no broker here"):
        worker.wait_ready(30)
    assert time.monotonic() - began < 20
