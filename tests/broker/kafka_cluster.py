"""Real Apache Kafka for tests and benches: one or three brokers in KRaft combined mode, each stopped, killed and started by process id.

From a shell, `python -m tests.broker.kafka_cluster --port 9092` starts one broker, prints its address and runs until it is stopped.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from service.edge.kafka.embedded_broker import free_port
from service.edge.parentage import die_with_parent
from tests.broker.kafka_jars import kafka_jars

HOST = "127.0.0.1"
READY_WITHIN_S = 180.0
HEAP = "-Xmx384m"


@dataclass
class Broker:
    """One broker: its process, its ports and its own directory."""

    node: int
    port: int
    controller_port: int
    proxied_port: int
    advertised_port: int
    """What clients are told that come by `proxied_port`: a TCP proxy may be put there."""
    directory: Path
    version: str | None = None
    """Which Apache Kafka the next start runs; None is that of the tests."""
    options: list[str] = field(default_factory=list)
    """Of the JVM of the next start; they win over ours."""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _log_began: int = 0
    """Size of the log when the process was started: what stands before is of an earlier life."""

    @property
    def address(self) -> str:
        """Where clients connect to."""
        return f"{HOST}:{self.port}"

    @property
    def config(self) -> Path:
        """The properties file."""
        return self.directory / "server.properties"

    @property
    def log(self) -> Path:
        """What the broker printed."""
        return self.directory / "broker.log"

    @property
    def data(self) -> Path:
        """Where the partitions are stored."""
        return self.directory / "data"

    def running(self) -> bool:
        """Say whether the process lives (also when it is stopped by SIGSTOP)."""
        return self.process is not None and self.process.poll() is None

    def start(self, *, wait: bool = True) -> None:
        """Start the process on the same ports and data; with `wait`, return when it accepts requests."""
        if self.running():
            return
        with self.log.open("ab") as log:
            self._log_began = log.tell()
            self.process = subprocess.Popen(
                [*java(self.version), "-Xms128m", HEAP, "-XX:+UseSerialGC", *self.options, "kafka.Kafka", str(self.config)],
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=partial(die_with_parent, os.getpid()),  # noqa: PLW1509 - one system call; a killed test run leaves no broker behind
            )
        if wait:
            self.wait_ready()

    def wait_ready(self, timeout: float = READY_WITHIN_S) -> None:
        """Return when the broker says that it has started; raises with the end of its log when it does not."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if not self.running():
                raise RuntimeError(f"broker {self.node} ended early:\n{self._tail()}")
            if self._says_started() and self._listens():
                return
            time.sleep(0.05)
        raise RuntimeError(f"broker {self.node} was not ready within {timeout:.0f} s:\n{self._tail()}")

    def stop(self, timeout: float = 60.0) -> None:
        """SIGTERM: a clean stop, with the leadership handed over."""
        self._end(signal.SIGTERM, timeout)

    def kill(self) -> None:
        """SIGKILL."""
        self._end(signal.SIGKILL, 10.0)

    def pause(self) -> None:
        """SIGSTOP: alive for the kernel, silent for everybody else."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """SIGCONT."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    def _end(self, number: signal.Signals, timeout: float) -> None:
        if self.process is None:
            return
        self._signal(number)
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        self.process = None

    def _says_started(self) -> bool:
        return f"[KafkaRaftServer nodeId={self.node}] Kafka Server started".encode() in self.log.read_bytes()[self._log_began :]

    def _listens(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            return probe.connect_ex((HOST, self.port)) == 0

    def _tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-30:])


class KafkaCluster:
    """One or three brokers; a context manager that leaves nothing behind."""

    def __init__(
        self, brokers: int = 1, *, port: int | None = None, settings: dict[str, str] | None = None, directory: Path | None = None
    ) -> None:
        """Lay out the brokers on free ports (`port` fixes the first one's); `settings` are broker properties that win over our own."""
        self._own_directory = directory is None
        self.directory = directory or Path(tempfile.mkdtemp(prefix="demarche-kafka-"))
        self.brokers = [
            Broker(
                node,
                port if port and node == 1 else free_port(),
                free_port(),
                free_port(),
                free_port(),
                self.directory / f"broker-{node}",
            )
            for node in range(1, brokers + 1)
        ]
        self._settings = settings or {}
        # Sixteen bytes as Kafka writes ids; the first is fixed, because the storage tool takes a leading "-" for an option.
        self._cluster_id = urlsafe_b64encode(b"D" + uuid.uuid4().bytes[1:]).rstrip(b"=").decode()

    @property
    def bootstrap(self) -> str:
        """The `bootstrap.servers` of the whole cluster."""
        return ",".join(broker.address for broker in self.brokers)

    def broker(self, node: int) -> Broker:
        """The broker with that number."""
        return next(broker for broker in self.brokers if broker.node == node)

    def start(self) -> Self:
        """Format the storage where that was not done before, start all brokers, return when all are ready."""
        for broker in self.brokers:
            broker.directory.mkdir(parents=True, exist_ok=True)
            broker.config.write_text("".join(f"{name}={value}\n" for name, value in self._properties(broker).items()), encoding="utf-8")
            if not (broker.data / "meta.properties").exists():
                command = [*java(), "kafka.tools.StorageTool", "format", "-t", self._cluster_id, "-c", str(broker.config)]
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for broker in self.brokers:
            broker.start(wait=False)
        for broker in self.brokers:
            broker.wait_ready()
        return self

    def stop(self) -> None:
        """Stop all brokers (no data is wanted afterwards) and remove their directories."""
        for broker in self.brokers:
            broker.resume()
            broker.kill()
        if self._own_directory:
            shutil.rmtree(self.directory, ignore_errors=True)

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Stop."""
        self.stop()

    def _properties(self, broker: Broker) -> dict[str, str]:
        copies = str(len(self.brokers))
        enough = "2" if len(self.brokers) > 1 else "1"
        return {
            "process.roles": "broker,controller",
            "node.id": str(broker.node),
            "controller.quorum.voters": ",".join(f"{each.node}@{HOST}:{each.controller_port}" for each in self.brokers),
            "listeners": f"PLAINTEXT://{broker.address},PROXIED://{HOST}:{broker.proxied_port},CONTROLLER://{HOST}:{broker.controller_port}",
            "advertised.listeners": f"PLAINTEXT://{broker.address},PROXIED://{HOST}:{broker.advertised_port}",
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "controller.listener.names": "CONTROLLER",
            "inter.broker.listener.name": "PLAINTEXT",
            "log.dirs": str(broker.data),
            "auto.create.topics.enable": "false",
            "unclean.leader.election.enable": "false",
            "group.initial.rebalance.delay.ms": "0",
            "offsets.topic.num.partitions": "4",
            "offsets.topic.replication.factor": copies,
            "transaction.state.log.num.partitions": "2",
            "transaction.state.log.replication.factor": copies,
            "transaction.state.log.min.isr": enough,
            "min.insync.replicas": enough,
            "replica.fetch.max.bytes": "16777216",
            "broker.session.timeout.ms": "4000",
            "broker.heartbeat.interval.ms": "500",
            "log.retention.check.interval.ms": "2000",
            "log.cleaner.dedupe.buffer.size": "8388608",
            "num.network.threads": "2",
            "num.io.threads": "4",
        } | self._settings


def java(version: str | None = None) -> list[str]:
    """The command that runs a class of Apache Kafka, of the tests' version unless another is named."""
    java_home = os.environ.get("JAVA_HOME")
    program = Path(java_home, "bin", "java") if java_home else Path("java")
    return [str(program), "-Dorg.slf4j.simpleLogger.defaultLogLevel=info", "-cp", f"{kafka_jars(version)}/*"]


def main() -> None:
    """Start a broker and wait to be stopped."""
    parser = argparse.ArgumentParser(description="Start Apache Kafka for trying things out; Ctrl-C ends it and removes its data.")
    parser.add_argument("--port", type=int, default=None, help="port of the (first) broker; a free one without it")
    parser.add_argument("--brokers", type=int, default=1, choices=(1, 3), help="1 or 3")
    chosen = parser.parse_args()
    cluster = KafkaCluster(chosen.brokers, port=chosen.port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with cluster:
            print(cluster.bootstrap, flush=True)  # noqa: T201 - the command's whole output
            signal.pause()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
