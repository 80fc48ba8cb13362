"""Waiting for the service to settle its inputs, by its own ledger."""

import time
from collections.abc import Callable, Sequence

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from tests.broker.deployment import Deployment
from tests.broker.kafka_io import Sent, read

SETTLED_WITHIN_S = 120.0
_POLL_S = 0.5
_SLOWEST_RATE = 8
"""Articles a second: with three brokers and other work on two cores, 2,000 took more than 280 s."""


class LedgerTail:
    """The keys that the ledger holds, read on from where the last look ended."""

    def __init__(self, deployment: Deployment) -> None:
        """Nothing is read yet."""
        self._deployment = deployment
        self._position: dict[TopicPartition, int] = {}
        self.keys: set[bytes] = set()

    def poll(self) -> int:
        """Read what is new; return how many inputs are settled. A broker that does not answer has settled nothing new."""
        try:
            records = read(self._deployment.bootstrap, self._deployment.topic("ledger"), start=self._position)
        except (KafkaError, OSError):
            return len(self.keys)
        for record in records:
            self._position[TopicPartition(record.topic, record.partition)] = record.offset + 1
            if record.key is not None:
                self.keys.add(record.key)
        return len(self.keys)


def wait_settled(
    deployment: Deployment, sent: Sequence[Sent], timeout: float | None = None, tend: Callable[[], object] = lambda: None
) -> None:
    """Return when each input has an outcome; calls `tend` between two looks; raises with the workers' logs after `timeout` seconds.

    Without a `timeout` it is as long as a busy machine takes for so many, through a fault.
    """
    timeout = timeout or _settled_within(len(sent))
    wanted = {one.ledger_key for one in sent}
    tail = LedgerTail(deployment)
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        tail.poll()
        if wanted <= tail.keys:
            return
        tend()
        time.sleep(_POLL_S)
    missing = wanted - tail.keys
    logs = "\n\n".join(f"{worker.log.name} ({worker.process.poll()}):\n{worker.tail(15)}" for worker in deployment.workers[-3:])
    raise AssertionError(f"{len(missing)} of {len(wanted)} inputs unsettled after {timeout:.0f} s, e.g. {sorted(missing)[:3]}\n{logs}")


def _settled_within(articles: int) -> float:
    return 2 * SETTLED_WITHIN_S + articles / _SLOWEST_RATE


def wait_for_progress(deployment: Deployment, settled: int, timeout: float = SETTLED_WITHIN_S) -> None:
    """Return when at least `settled` inputs have an outcome."""
    tail = LedgerTail(deployment)
    end = time.monotonic() + timeout
    while tail.poll() < settled:
        logs = "\n\n".join(worker.tail(15) for worker in deployment.workers[-3:])
        assert time.monotonic() < end, f"only {len(tail.keys)} of {settled} settled after {timeout:.0f} s\n{logs}"
        time.sleep(_POLL_S)


def wait_until(condition: Callable[[], bool], timeout: float = SETTLED_WITHIN_S, tend: Callable[[], object] = lambda: None) -> None:
    """Return when the condition holds; calls `tend` between two looks; raises after `timeout` seconds."""
    end = time.monotonic() + timeout
    while not condition():
        tend()
        assert time.monotonic() < end, f"still not so after {timeout:.0f} s"
        time.sleep(_POLL_S)
