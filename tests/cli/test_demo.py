"""`demarche demo` as a person runs it: a process of its own, with the embedded broker and a worker."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

DEMARCHE = [sys.executable, "-m", "service.cli.main"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("DEMARCHE_")} | {"DEMARCHE_HTTP_PORT": "0"}
SAMPLES = Path(__file__).parents[2] / "service" / "data" / "samples"
WITHIN_S = 90


def outcomes(said: str) -> dict[str, int]:
    """The closing table."""
    return {name: int(count) for name, count in re.findall(r"^(\w+) +(\d+)  \w", said, re.MULTILINE)}


def test_the_demo_shows_events_of_both_topics_and_accounts_for_every_article_whatever_is_set_for_the_real_cluster() -> None:
    others = {
        "DEMARCHE_LOG_LEVEL": "error",
        "DEMARCHE_REPLICATION": "3",
        "DEMARCHE_KAFKA_SECURITY_PROTOCOL": "SSL",
        "DEMARCHE_TOPIC_PREFIX": "n",
    }
    done = subprocess.run([*DEMARCHE, "demo"], env=ENVIRONMENT | others, capture_output=True, text=True, timeout=WITHIN_S, check=False)
    assert done.returncode == 0, done.stderr
    assert "● diplomatic protest · " in done.stdout
    assert "● defection · " in done.stdout
    assert re.search(r"^\d+ incidents, [1-9]\d* of them in more than one independent source", done.stdout, re.MULTILINE)
    assert done.stdout.count("  evidence ") >= done.stdout.count("● ")
    table = outcomes(done.stdout)
    sent = table.pop("all")
    assert sum(table.values()) == sent == int(re.search(r"^(\d+) sample articles sent", done.stdout, re.MULTILINE)[1])  # type: ignore[index]
    assert all(table[name] > 0 for name in ("event", "duplicate", "no_topic", "unsupported_language", "dead"))
    assert re.search(r"^Page     http://127\.0\.0\.1:\d+/", done.stdout, re.MULTILINE)
    assert re.search(r"^Metrics  http://127\.0\.0\.1:\d+/metrics$", done.stdout, re.MULTILINE)
    assert "\x1b" not in done.stdout + done.stderr


class Kept:
    """A demo that was left running; `said` is what it printed."""

    def __init__(self) -> None:
        """Waits until all is accounted for."""
        self.process = subprocess.Popen(
            [*DEMARCHE, "demo", "--keep"],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A test run in the background ignores Ctrl-C, and hands that down.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
        assert self.process.stdout is not None
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if "demarche produce PATH" in line:
                break

    @property
    def url(self) -> str:
        """Where the page is."""
        return re.search(r"^Page     (\S+)/", self.said, re.MULTILINE)[1]  # type: ignore[index]

    @property
    def broker(self) -> str:
        """Where the broker is."""
        return re.search(r"DEMARCHE_KAFKA_BOOTSTRAP_SERVERS=(\S+)", self.said)[1]  # type: ignore[index]

    def get(self, path: str) -> bytes:
        """An answer of the worker."""
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            body: bytes = answer.read()
            return body

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Another command against its broker."""
        environment = ENVIRONMENT | {"DEMARCHE_KAFKA_BOOTSTRAP_SERVERS": self.broker}
        return subprocess.run([*DEMARCHE, *arguments], env=environment, capture_output=True, text=True, timeout=WITHIN_S, check=False)


@pytest.fixture(scope="module")
def kept() -> Iterator[Kept]:
    demo = Kept()
    yield demo
    demo.process.kill()
    demo.process.wait()
    demo.process.stdout.close()  # type: ignore[union-attr]


def test_what_was_left_running_answers_over_http(kept: Kept) -> None:
    assert kept.get("/readyz") == b"ready\n"
    assert b"<title>Demarche</title>" in kept.get("/")
    events = orjson.loads(kept.get("/api/events"))["events"]
    assert {event["topic"] for event in events} == {"diplomatic_protest", "defection"}
    for event in events:
        for span in event["evidence"]:
            assert event["article"][span["in"]][span["start"] : span["end"]] == span["text"]
    status = orjson.loads(kept.get("/api/status"))
    assert status["ready"] is True
    assert sum(status["outcomes"].values()) == outcomes(kept.said)["all"]
    assert b"demarche_articles_total" in kept.get("/metrics")


def test_the_other_commands_work_against_it(kept: Kept) -> None:
    before = outcomes(kept.said)["all"]
    assert kept.run("topics", "check").returncode == 0
    produced = kept.run("produce", str(SAMPLES / "closure.txt"))
    assert (produced.returncode, produced.stdout) == (0, "1 article acknowledged by news.raw\n"), produced.stderr
    reconciled = kept.run("reconcile", "--wait", "--json")
    balance = orjson.loads(reconciled.stdout)
    assert (reconciled.returncode, balance["inputs"], balance["settled"], balance["missing"]) == (0, before + 1, before + 1, 0)
    assert balance["by_outcome"]["duplicate"] == outcomes(kept.said)["duplicate"] + 1


def test_dead_letters_are_listed_shown_unchanged_and_sent_back_once(kept: Kept) -> None:
    listed = [orjson.loads(line) for line in kept.run("dead", "list", "--reason", "not_json", "--json").stdout.splitlines()]
    assert [one["reason"] for one in listed] == ["not_json"]
    raw = kept.run("dead", "show", listed[0]["letter"], "--raw").stdout
    assert raw in (SAMPLES / "sample-articles.jsonl").read_text(encoding="utf-8")
    assert "not_json" in kept.run("dead", "show", listed[0]["input"]).stdout
    assert kept.run("dead", "replay", "--reason", "not_json", "--dry-run").stdout.endswith(
        "1 dead letter would be sent back to the input\n"
    )
    assert kept.run("dead", "replay", "--reason", "not_json").stdout == "1 dead letter was sent back to the input\n"
    assert kept.run("reconcile", "--wait").returncode == 0
    again = [orjson.loads(line)["letter"] for line in kept.run("dead", "list", "--reason", "not_json", "--json").stdout.splitlines()]
    assert len(again) == 1
    assert again != [listed[0]["letter"]]


def test_ctrl_c_ends_the_demo_with_its_worker_and_its_broker(kept: Kept) -> None:
    address = kept.url.removeprefix("http://").split(":")
    kept.process.send_signal(signal.SIGINT)
    assert kept.process.wait(60) == 0
    deadline = time.monotonic() + 10
    for host, port in (address, kept.broker.split(":")):
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex((host, int(port))) != 0:
                    break
            time.sleep(0.1)
        else:
            pytest.fail(f"something still listens on {host}:{port}")
