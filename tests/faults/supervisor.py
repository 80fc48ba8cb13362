"""What systemd or Kubernetes does for the service: keep so many workers running, start those again that exit, leave 78 alone."""

import signal
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.outcome import ExitCode
from tests.broker.deployment import Deployment, Worker
from tests.broker.kafka_io import Sent
from tests.broker.progress import wait_settled

_RESTART_AFTER_S = 0.5
_TICK_S = 0.2


@dataclass
class Slot:
    """A place for one worker; `variables` are the environment of its next start only, `always` of all."""

    name: str
    always: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    worker: Worker | None = None
    ended_at: float = 0.0


class Supervisor:
    """Slots of workers of one deployment. Nothing happens by itself: `tend` is called by whoever waits."""

    def __init__(self, deployment: Deployment, workers: int = 0, *, named: bool = False) -> None:
        """Start `workers`; `named` gives each slot a stable instance id (static membership)."""
        self._deployment = deployment
        self._named = named
        self.slots: list[Slot] = []
        self.exits: Counter[int] = Counter()
        """Exit codes of workers that nobody had asked to stop; a signal is negative."""
        self.given_up: list[int] = []
        self.scale(workers)

    def scale(self, workers: int, **always: str) -> None:
        """Start or stop (SIGTERM, which must end with 0) workers until there are so many."""
        while len(self.slots) > workers:
            slot = self.slots.pop()
            if slot.worker and slot.worker.alive:
                slot.worker.signal(signal.SIGTERM)
                _expect_clean(slot.worker)
        while len(self.slots) < workers:
            name = f"{self._deployment.prefix}-{len(self.slots)}"
            slot = Slot(name, always | ({"DEMARCHE_INSTANCE_ID": name} if self._named else {}))
            self.slots.append(slot)
            self._start(slot)

    def arm(self, **variables: str) -> Worker:
        """Start one worker in a slot of its own whose first life has these variables."""
        slot = Slot(f"{self._deployment.prefix}-{len(self.slots)}", variables=variables)
        self.slots.append(slot)
        return self._start(slot)

    def workers(self) -> list[Worker]:
        """Those that live, in the order of their slots."""
        return [slot.worker for slot in self.slots if slot.worker and slot.worker.alive]

    def tend(self) -> None:
        """Start again what has exited; called often."""
        now = time.monotonic()
        for slot in self.slots:
            if slot.worker is not None and not slot.worker.alive:
                code = slot.worker.process.returncode
                self.exits[code] += 1
                slot.worker, slot.ended_at = None, now
                if code == ExitCode.BROKEN_RELEASE:
                    self.given_up.append(code)
                    slot.ended_at = float("inf")
            if slot.worker is None and now - slot.ended_at >= _RESTART_AFTER_S:
                self._start(slot)

    def run(self, seconds: float) -> None:
        """Tend for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.tend()
            time.sleep(min(_TICK_S, left))

    def wait_ready(self, timeout: float = 180.0) -> None:
        """Tend until every slot has a worker that is ready."""
        end = time.monotonic() + timeout
        while len(self.workers()) < len(self.slots) or not all(worker.ready() for worker in self.workers()):
            assert time.monotonic() < end, "not ready:\n" + "\n\n".join(worker.tail(10) for worker in self.workers())
            self.tend()
            time.sleep(_TICK_S)

    def finish(self, sent: Sequence[Sent], timeout: float | None = None) -> None:
        """Tend until all is settled, then stop everything cleanly; `timeout` as `wait_settled` takes it."""
        wait_settled(self._deployment, sent, timeout, tend=self.tend)
        self.stop()

    def stop(self) -> None:
        """SIGTERM to all at once; every exit must be clean."""
        ending = self.workers()
        self.slots.clear()
        for worker in ending:
            worker.signal(signal.SIGTERM)
        for worker in ending:
            _expect_clean(worker)

    def _start(self, slot: Slot) -> Worker:
        slot.worker = self._deployment.start_worker(**(slot.always | slot.variables))
        slot.variables = {}
        return slot.worker


def _expect_clean(worker: Worker) -> None:
    """Exit code 0; or the signal itself, where it came before Python had begun to run the worker, so that there was nothing to finish."""
    code = worker.wait()
    unborn = code == -signal.SIGTERM and "worker_starting" not in worker.log.read_text(errors="replace")
    assert code == 0 or unborn, f"a worker asked to stop ended with {code}:\n{worker.tail()}"
