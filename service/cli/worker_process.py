"""A worker as a child process: started with given settings, watched through what it logs, stopped."""

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from functools import partial
from types import TracebackType
from typing import IO, Self

import orjson
from pydantic import SecretStr

from service.edge.parentage import die_with_parent
from service.errors import Fatal
from service.settings import CONFIG_VARIABLE, PREFIX, Settings
from service.telemetry.logs import LogEvent

_STOP_WITHIN_S = 40.0
"""A worker ends within 30 s (`draining.DRAIN_S`), and is given some more on a busy machine."""
_LAST_LINES = 5
COMMAND = (sys.executable, "-m", "service.cli.main", "run")


class WorkerProcess:
    """A `demarche run` for as long as the `with` block lasts; it dies with its parent."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is started yet."""
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._last: deque[str] = deque(maxlen=_LAST_LINES)
        self._changed = threading.Condition()
        self._ready = False
        self._ended = False
        self.url = ""

    def __enter__(self) -> Self:
        """Start it and listen to its log; does not wait."""
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            COMMAND,
            env=environment(self._settings.model_copy(update={"log_format": "json", "log_level": "info"})),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C must reach us first, so that the worker drains while the broker is still there
            preexec_fn=partial(die_with_parent, os.getpid()),  # noqa: PLW1509 - one system call, and no thread of ours runs yet
        )
        if self._process.stderr is not None:
            threading.Thread(target=self._listen, args=(self._process.stderr,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        """Stop it."""
        self.stop()

    def wait_ready(self, within_s: float) -> None:
        """Wait until it takes part in the work; raises `Fatal` with its last words when it ended or took too long."""
        with self._changed:
            self._changed.wait_for(lambda: self._ready or self._ended, within_s)
            if not self._ready:
                raise Fatal(f"The worker did not get ready within {within_s:.0f} s. {self.last_words()}")

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process is not None and self._process.poll() is None

    def last_words(self) -> str:
        """The last lines of its log, on one line."""
        return f"The worker's last lines: {' | '.join(self._last)}" if self._last else "The worker said nothing."

    def stop(self) -> int:
        """Let it drain and end; returns its exit status."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.send_signal(signal.SIGTERM)
        try:
            return process.wait(_STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def _listen(self, log: IO[bytes]) -> None:
        with log:
            for line in log:
                self._take(line)
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _take(self, line: bytes) -> None:
        self._last.append(line.decode("utf-8", "replace").strip())
        try:
            said = orjson.loads(line)
        except orjson.JSONDecodeError:
            return
        with self._changed:
            self.url = said.get("url", self.url)
            self._ready = self._ready or said.get("event") == LogEvent.WORKER_READY
            self._changed.notify_all()


def environment(settings: Settings) -> dict[str, str]:
    """The process environment with exactly these settings, whatever ours says."""
    foreign = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX) or name.startswith(f"{PREFIX}TEST_")}
    foreign.pop(CONFIG_VARIABLE, None)
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if value is not None:
            foreign[PREFIX + name.upper()] = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    return foreign
