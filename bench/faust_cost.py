"""What Faust costs an input: the consumer of our app, with an agent that does nothing, beside a bare aiokafka consumer of the same records.

Each way in a process of its own, in turn, as often as there are rounds; counted is the CPU of the whole process from the first records
to the last. Both commit once a second. The app is the worker's own (`build_app`), with the check that nothing is skipped.

Usage: python -m bench.faust_cost [--articles N] [--kafka]     (without --kafka on the embedded broker)
"""

import argparse
import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any

from aiokafka import AIOKafkaConsumer

from bench.end_to_end import PARTITIONS, fill, make_topic
from service.edge.kafka.continuity import Continuity, Gap, Partition
from service.edge.kafka.embedded_broker import EmbeddedBroker
from service.edge.kafka.faust_app import add_agent, build_app
from service.settings import Settings
from tests.broker.kafka_cluster import KafkaCluster

TOPIC = "bench.raw"
ROUNDS = 3
COMMIT_S = 1.0


class Meter:
    """CPU µs of this process for each record after the first that come."""

    def __init__(self, count: int) -> None:
        """Counts up to `count` records."""
        self._first, self._count, self._seen, self._began = 0, count, 0, 0
        self.done = asyncio.Event()
        self.spent = 0.0

    def took(self, records: int) -> None:
        """So many more have come."""
        self._seen += records
        if not self._first:
            self._began, self._first = time.process_time_ns(), self._seen
        if self._seen >= self._count and not self.done.is_set():
            self.spent = (time.process_time_ns() - self._began) / 1e3 / (self._seen - self._first)
            self.done.set()


class _Host:
    """A worker of which the consumer needs nothing."""

    def __init__(self) -> None:
        self.continuity = Continuity()

    async def before_revoke(self, partitions: frozenset[Partition]) -> None:
        """Nothing is in flight."""

    def gaps(self, gaps: list[Gap]) -> None:
        """There are none."""

    def committed(self, offsets: Mapping[Partition, int]) -> None:
        """Nothing."""

    def strange(self, offsets: Mapping[Partition, int]) -> None:
        """Nothing."""


async def bare(bootstrap: str, group: str, meter: Meter) -> None:
    """Read with aiokafka alone."""
    consumer = AIOKafkaConsumer(
        TOPIC, bootstrap_servers=bootstrap, group_id=group, auto_offset_reset="earliest", auto_commit_interval_ms=int(COMMIT_S * 1000)
    )
    await consumer.start()
    while not meter.done.is_set():
        for records in (await consumer.getmany(timeout_ms=500, max_records=100)).values():
            meter.took(len(records))
    await consumer.stop()


async def faust(bootstrap: str, group: str, meter: Meter, *, embedded: bool) -> None:
    """Read with our app."""
    host = _Host()
    app = build_app(Settings(kafka_bootstrap_servers=bootstrap, group=group), host, embedded=embedded)

    async def handle(event: Any) -> None:
        if host.continuity.admit(Partition(event.message.topic, event.message.partition), event.message.offset):
            event.ack()
            meter.took(1)

    add_agent(app, TOPIC, "read", handle)
    await app.start()
    await meter.done.wait()


async def _one_way(bootstrap: str, way: str, group: str, count: int, *, embedded: bool) -> None:
    meter = Meter(count)
    await (bare(bootstrap, group, meter) if way == "aiokafka" else faust(bootstrap, group, meter, embedded=embedded))
    print(meter.spent, flush=True)
    os._exit(0)  # Faust would first wait for its group


def main() -> None:
    """Start a broker, fill the topic, measure and print."""
    arguments = argparse.ArgumentParser(prog="python -m bench.faust_cost", description=__doc__)
    arguments.add_argument("--articles", type=int, default=20_000)
    arguments.add_argument("--kafka", action="store_true", help="on Apache Kafka (JDK 17 and Maven)")
    arguments.add_argument("one_way", nargs="*", help="bootstrap servers, way and group: be one of the processes")
    chosen = arguments.parse_args()
    if chosen.one_way:
        asyncio.run(_one_way(*chosen.one_way, chosen.articles, embedded=not chosen.kafka))
        return
    ways = {"aiokafka": list[float](), "faust": list[float]()}
    with KafkaCluster() if chosen.kafka else EmbeddedBroker() as broker:
        bootstrap = broker.bootstrap if isinstance(broker, KafkaCluster) else broker.bootstrap_servers
        asyncio.run(make_topic(bootstrap, TOPIC))
        asyncio.run(fill(bootstrap, TOPIC, chosen.articles))
        for number in range(ROUNDS):
            for way, found in ways.items():
                command = [sys.executable, "-m", "bench.faust_cost", "--articles", str(chosen.articles), bootstrap, way, f"{way}-{number}"]
                command += ["--kafka"] if chosen.kafka else []
                found.append(float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]))
    print(f"{chosen.articles} records over {PARTITIONS} partitions, CPU µs a record, the least of {ROUNDS}; load {os.getloadavg()[0]:.1f}")
    for way, found in ways.items():
        print(f"{way:10} {min(found):7.1f}   {min(found) / min(ways['aiokafka']):.1f}")


if __name__ == "__main__":
    main()
