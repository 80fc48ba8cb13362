"""The broker is killed under a command: it says so in one sentence and ends, or goes on when the broker is back. Nothing hangs."""

import contextlib
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest

from service.edge.parentage import die_with_parent
from service.outcome import ExitCode
from tests.broker.deployment import COMMAND, Deployment
from tests.broker.kafka_cluster import KafkaCluster
from tests.broker.kafka_jars import unavailable

pytestmark = pytest.mark.kafka

ENDS_WITHIN_S = 150.0
"""The longest that a command waits for an answer is 60 s, and machines are slow."""
ARTICLE = b'{"text": "Nothing happened in the capital on Monday."}\n'
OTHER_ARTICLE = b'{"text": "The museum of clocks was opened anew on Tuesday."}\n'
SENT = 3
SETTLED = "no_topic"


class Running:
    """A command that runs, with all that it has said."""

    def __init__(self, installed: Deployment, *arguments: str) -> None:
        """Start `demarche ARGUMENTS`."""
        self.process = subprocess.Popen(
            [COMMAND, *arguments],
            env=installed.variables(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            preexec_fn=partial(die_with_parent, os.getpid()),  # noqa: PLW1509 - one system call; nothing outlives a killed test run
        )
        self._lines: list[str] = []
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self._lines.append(line.decode())

    @property
    def said(self) -> str:
        """Its output and its messages, by words: a terminal's width is not what is tested."""
        return " ".join("".join(self._lines).split())

    def give(self, text: bytes) -> None:
        """To its standard input."""
        assert self.process.stdin is not None
        self.process.stdin.write(text)
        self.process.stdin.flush()

    def end_input(self) -> None:
        """Nothing more comes."""
        assert self.process.stdin is not None
        self.process.stdin.close()

    def until(self, there: Callable[[str], bool]) -> None:
        """Wait for what it says."""
        end = time.monotonic() + ENDS_WITHIN_S
        while not there(self.said):
            assert time.monotonic() < end, self.said
            time.sleep(0.1)

    def ended(self) -> int:
        """Wait for its end; returns the exit code."""
        code = self.process.wait(ENDS_WITHIN_S)
        self._listening.join(ENDS_WITHIN_S)
        return code

    def close(self) -> None:
        """End it if it has not ended, and leave no pipe open."""
        self.process.kill()
        self._listening.join(ENDS_WITHIN_S)
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(BrokenPipeError):
                assert pipe is not None
                pipe.close()
        self.process.wait(ENDS_WITHIN_S)


@dataclass
class Outage:
    """What the commands said of it, and how those ended that do not outlive it."""

    produce: Running
    reconcile: Running
    watch: Running
    codes: dict[str, int]
    lost_and_back: bool
    """Whether the watching one said so of both, before what came afterwards."""


@pytest.fixture(scope="module")
def outage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outage]:
    """The only broker is killed under three commands at once, and started again when two of them have ended."""
    if reason := unavailable():
        pytest.skip(reason)
    with contextlib.ExitStack() as ends:
        cluster = ends.enter_context(KafkaCluster())
        watched = Deployment(cluster.bootstrap, "gone-watched", tmp_path_factory.mktemp("watched"), partitions=1).create_topics()
        ends.callback(watched.close)
        unread = Deployment(cluster.bootstrap, "gone-unread", tmp_path_factory.mktemp("unread"), partitions=1).create_topics()

        def start(installed: Deployment, *arguments: str) -> Running:
            running = Running(installed, *arguments)
            ends.callback(running.close)
            return running

        send(watched, ARTICLE)
        watched.start_worker()
        watch = start(watched, "watch", "ledger", "--from-beginning")
        produce = start(unread, "produce", "-")
        produce.give(ARTICLE * SENT)
        while inputs(unread) < SENT:
            assert produce.process.poll() is None, produce.said
        reconcile = start(unread, "reconcile", "--wait")  # for ever: no worker is there
        reconcile.until(lambda said: "in flight" in said)
        watch.until(lambda said: said.count(SETTLED) == 1)
        cluster.broker(1).kill()
        try:
            produce.give(ARTICLE)
            produce.end_input()
            codes = {"produce": produce.ended(), "reconcile": reconcile.ended()}
            watch.until(lambda said: "is lost" in said)
        finally:
            cluster.broker(1).start()
        watch.until(lambda said: "is back" in said)
        send(watched, OTHER_ARTICLE)
        watch.until(lambda said: said.count(SETTLED) == 2)
        lost_and_back = watch.said.index("is lost") < watch.said.index("is back") < watch.said.rindex(SETTLED)
        watch.process.send_signal(signal.SIGINT)
        watch.ended()
        yield Outage(produce, reconcile, watch, codes, lost_and_back)


def send(installed: Deployment, article: bytes) -> None:
    done = installed.command("produce", "-", stdin=article)
    assert done.returncode == 0, done.stderr


def inputs(installed: Deployment) -> int:
    done = installed.command("reconcile", "--json")
    assert done.stdout, done.stderr
    return int(json.loads(done.stdout)["inputs"])


def test_produce_says_how_many_were_acknowledged_and_ends(outage: Outage) -> None:
    assert outage.codes["produce"] == ExitCode.FAILED
    assert f"{SENT} articles were acknowledged" in outage.produce.said
    assert "Send the others again when the cluster is back." in outage.produce.said


def test_reconcile_that_waits_says_that_no_broker_answers_and_ends(outage: Outage) -> None:
    assert outage.codes["reconcile"] == ExitCode.FAILED
    assert "Kafka" in outage.reconcile.said.partition("demarche: ")[2], outage.reconcile.said


def test_watch_says_that_the_connection_is_lost_and_goes_on_when_it_is_back(outage: Outage) -> None:
    assert outage.lost_and_back


def test_none_of_them_shows_a_traceback(outage: Outage) -> None:
    for said in (outage.produce.said, outage.reconcile.said, outage.watch.said):
        assert "Traceback" not in said, said
