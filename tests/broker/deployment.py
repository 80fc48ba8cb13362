"""The service as its users run it: the command, in processes of its own, against one broker with a topic prefix and group of its own."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from service.edge.kafka.embedded_broker import free_port
from service.edge.parentage import die_with_parent

COMMAND = str(Path(sys.executable).parent / "demarche")
EVENT_TOPICS = ("events.diplomatic-protest", "events.defection")
READY_WITHIN_S = 180.0
STOP_WITHIN_S = 60.0


@dataclass
class Worker:
    """One `demarche run`, with its log and its port."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def alive(self) -> bool:
        """Whether the process has not ended (a stopped one is alive)."""
        return self.process.poll() is None

    def ready(self) -> bool:
        """What `/readyz` says now."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def readiness(self) -> str:
        """What `/readyz` answers, also when that is no."""
        try:
            return self.fetch("/readyz")
        except urllib.error.HTTPError as refusal:
            return str(refusal.read().decode())

    def fetch(self, path: str) -> str:
        """The body of a page of the worker."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
            return str(answer.read().decode())

    def wait_ready(self, timeout: float = READY_WITHIN_S) -> "Worker":
        """Return when it is ready; raises with the end of its log when it ends or takes too long."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if not self.alive:
                raise AssertionError(f"the worker ended with {self.process.returncode}:\n{self.tail()}")
            if self.ready():
                return self
            time.sleep(0.1)
        raise AssertionError(f"the worker was not ready within {timeout:.0f} s:\n{self.tail()}")

    def stop(self, timeout: float = STOP_WITHIN_S) -> int:
        """SIGTERM, and the exit code."""
        self.signal(signal.SIGTERM)
        return self.wait(timeout)

    def wait(self, timeout: float = STOP_WITHIN_S) -> int:
        """Wait for the end, and return the exit code."""
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the worker did not end within {timeout:.0f} s:\n{self.tail()}") from None

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self.signal(signal.SIGKILL)
        self.process.wait(10)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the worker alone, not to its children."""
        if self.alive:
            self.process.send_signal(number)

    def tail(self, lines: int = 40) -> str:
        """The end of the log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


@dataclass
class Deployment:
    """One installation of the service: prefix, group, settings, and the workers started so far."""

    bootstrap: str
    prefix: str
    directory: Path
    partitions: int = 4
    replication: int = 1
    embedded: bool = False
    environment: dict[str, str] = field(default_factory=dict)
    """Further variables for every command and worker."""
    workers: list[Worker] = field(default_factory=list)

    def topic(self, suffix: str) -> str:
        """Full name of a topic: `raw`, `ledger`, `events.defection`, ..."""
        return f"{self.prefix}.{suffix}"

    def variables(self, **more: str) -> dict[str, str]:
        """The environment of a command."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("DEMARCHE_")}
        return (
            inherited
            | {
                "DEMARCHE_KAFKA_BOOTSTRAP_SERVERS": self.bootstrap,
                "DEMARCHE_GROUP": self.prefix,
                "DEMARCHE_TOPIC_PREFIX": self.prefix,
                "DEMARCHE_PARTITIONS": str(self.partitions),
                "DEMARCHE_REPLICATION": str(self.replication),
                "DEMARCHE_PROCESSES": "1",
                "DEMARCHE_LOG_FORMAT": "json",
            }
            | self.environment
            | more
        )

    def command(self, *arguments: str, timeout: float = 120.0, stdin: bytes | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        """Run `demarche ARGUMENTS` to its end; the exit code is the caller's to judge."""
        done = subprocess.run(
            [COMMAND, *arguments], env=self.variables(**more), input=stdin, capture_output=True, timeout=timeout, check=False
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    def create_topics(self) -> "Deployment":
        """`demarche topics create`."""
        done = self.command("topics", "create")
        assert done.returncode == 0, done.stderr + done.stdout
        return self

    def start_worker(self, *, within: Sequence[str] = (), **more: str) -> Worker:
        """Start `demarche run` and return at once; `within`: a command that runs it, with its arguments."""
        port = free_port()
        log = self.directory / f"{self.prefix}-worker-{len(self.workers) + 1}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*within, COMMAND, "run"],
                env=self.variables(DEMARCHE_HTTP_PORT=str(port), **more),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=partial(die_with_parent, os.getpid()),  # noqa: PLW1509 - one system call; nothing outlives a killed test run
            )
        worker = Worker(process, port, log)
        self.workers.append(worker)
        return worker

    def close(self) -> None:
        """Kill every worker that lives."""
        for worker in self.workers:
            with contextlib.suppress(ProcessLookupError):
                worker.signal(signal.SIGCONT)
                worker.kill()
