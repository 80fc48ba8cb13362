"""A publisher that goes on while things break: sends samples at a steady rate from a thread, and knows what was acknowledged."""

import asyncio
import threading
import time
from collections.abc import Sequence

from tests.broker.articles import Sample
from tests.broker.kafka_io import Sent, producer, send_samples

_BATCH_S = 0.1


class Feeder:
    """Starts to send at once; `join` returns everything that was acknowledged, which must be everything."""

    def __init__(self, bootstrap: str, topic: str, samples: Sequence[Sample], partitions: int, *, rate: float) -> None:
        """`rate`: articles a second."""
        self._bootstrap = bootstrap
        self._topic = topic
        self._samples = samples
        self._partitions = partitions
        self._rate = rate
        self._sent: list[Sent] = []
        self._problem: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether there is still something to send."""
        return self._thread.is_alive()

    def join(self, timeout: float = 600.0) -> list[Sent]:
        """Wait until everything is acknowledged."""
        self._thread.join(timeout)
        if self._problem is not None:
            raise self._problem
        assert not self._thread.is_alive(), (
            f"only {len(self._sent)} of {len(self._samples)} articles were acknowledged within {timeout:.0f} s"
        )
        return self._sent

    def _run(self) -> None:
        try:
            asyncio.run(self._send())
        except BaseException as problem:  # noqa: BLE001 - shown by join
            self._problem = problem

    async def _send(self) -> None:
        batch = max(1, int(self._rate * _BATCH_S))
        began = time.monotonic()
        async with producer(self._bootstrap) as sender:
            for start in range(0, len(self._samples), batch):
                await asyncio.sleep(max(0.0, began + start / self._rate - time.monotonic()))
                chunk = self._samples[start : start + batch]
                self._sent += await send_samples(sender, self._topic, chunk, self._partitions)
