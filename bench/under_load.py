"""What a user waits for at half load, and what a second worker brings, on real Kafka.

At half load: articles arrive evenly, half as many a second as one worker settled of a full topic; for each the time from its sending to its
ledger entry in the hands of a consumer. A second worker: one and then two of them over the same articles, each with a core of its own and
one process that reads, so with more cores each would have more. Broker and bench run beside them on the same cores.

Usage: python -m bench.under_load [--articles N]
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from rich.console import Console

from bench.end_to_end import DEMARCHE, PARTITIONS, PATIENCE_S, POLL_S, environment, fill, load, written
from tests.broker.kafka_cluster import KafkaCluster

HALF_LOAD_S = 60.0
_BEGIN_S = 10.0
"""Of the half load that is not counted: the first articles wait for the worker's first rebalance."""


@contextmanager
def _workers(own: dict[str, str], cores: Sequence[int | None]) -> Iterator[None]:
    """A worker for each core (None: on all of them)."""
    with ExitStack() as stack:
        log = stack.enter_context(tempfile.TemporaryFile())
        for core in cores:
            pinned = [] if core is None else ["taskset", "--cpu-list", str(core)]
            process = subprocess.Popen([*pinned, DEMARCHE, "run"], env=own, stdout=log, stderr=log)
            stack.callback(process.wait, 60)
            stack.callback(process.terminate)
        yield


async def _speed(bootstrap: str, ledger: str, count: int) -> float:
    """Articles a second between the first tenth and the last of `count` ledger entries."""
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap)
    await consumer.start()
    began, before, end = 0.0, 0, time.monotonic() + PATIENCE_S
    try:
        while (done := await written(consumer, ledger, PARTITIONS)) < count:
            if not before and done >= count // 10:
                began, before = time.monotonic(), done
            if time.monotonic() > end:
                raise RuntimeError(f"only {done} of {count} articles were settled")
            await asyncio.sleep(POLL_S)
        return (count - before) / (time.monotonic() - began)
    finally:
        await consumer.stop()


async def _waits(bootstrap: str, prefix: str, rate: float) -> list[float]:
    """Seconds from sending to the ledger entry in hand, of articles that arrive evenly, `rate` a second."""
    count = int(rate * HALF_LOAD_S)
    values = list(load(count))
    consumer = AIOKafkaConsumer(f"{prefix}.ledger", bootstrap_servers=bootstrap, fetch_max_wait_ms=10, auto_offset_reset="latest")
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap)
    await consumer.start()
    await producer.start()
    sent: dict[str, float] = {}

    async def send() -> None:
        began = time.monotonic()
        for number, value in enumerate(values):
            await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            at = time.monotonic()
            placed = await producer.send_and_wait(f"{prefix}.raw", value, partition=number % PARTITIONS)
            if number >= _BEGIN_S * rate:
                sent[f"{placed.topic}-{placed.partition}-{placed.offset}"] = at

    sending = asyncio.create_task(send())
    heard: dict[str, float] = {}
    end = time.monotonic() + PATIENCE_S
    while not sending.done() or len(heard) < count:
        for found in (await consumer.getmany(timeout_ms=20)).values():
            heard.update(dict.fromkeys((one.key.decode() for one in found), time.monotonic()))
        if time.monotonic() > end:
            raise RuntimeError(f"only {len(heard)} of {count} articles were settled")
    await sending
    await consumer.stop()
    await producer.stop()
    return [heard[name] - at for name, at in sent.items()]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(prog="python -m bench.under_load", description=__doc__)
    arguments.add_argument("--articles", type=int, default=2_000, help="articles that are waiting for one and for two workers")
    count = arguments.parse_args().articles
    cores = sorted(os.sched_getaffinity(0))
    console = Console()
    speeds = {}
    with KafkaCluster() as cluster:
        for name, processes, on in (("all", 2, (None,)), ("one", 1, cores[:1]), ("two", 1, cores[:2])):
            own = environment(cluster.bootstrap, name, processes)
            subprocess.run([DEMARCHE, "topics", "create"], env=own, check=True, stdout=subprocess.DEVNULL)
            asyncio.run(fill(cluster.bootstrap, f"{name}.raw", count))
            with _workers(own, on):
                speeds[name] = asyncio.run(_speed(cluster.bootstrap, f"{name}.ledger", count))
                if name == "all":
                    rate = speeds[name] / 2
                    waits = asyncio.run(_waits(cluster.bootstrap, name, rate))
                    parts = statistics.quantiles(waits, n=100)
                    console.print(
                        f"{rate:.0f} articles/s, half of {speeds[name]:.0f}: {len(waits)} outcomes after {parts[49] * 1e3:.0f} ms (median), "
                        f"{parts[94] * 1e3:.0f} (p95), {parts[98] * 1e3:.0f} (p99)"
                    )
    console.print(
        f"one worker on one core {speeds['one']:.0f} articles/s, two on a core each {speeds['two']:.0f}: {speeds['two'] / speeds['one']:.2f}"
    )


if __name__ == "__main__":
    main()
