"""One worker on real Kafka, beside it the bare copy loop, and the same functions on Quix Streams where `make bench` has installed it.

All on the same broker and articles: articles a second, CPU an article, peak memory.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from bench import quix
from bench.articles import real_texts, records
from tests.broker.kafka_cluster import KafkaCluster

PREFIX = "bench"
PARTITIONS = 8
POLL_S = 0.1
PATIENCE_S = 300.0
QUIX_PYTHON = Path(__file__).resolve().parents[1] / ".venv-quix" / "bin" / "python"
DEMARCHE = str(Path(sys.executable).parent / "demarche")


class Tree:
    """A process with its children: CPU seconds and memory of all of them together."""

    def __init__(self, pid: int) -> None:
        """Watch the tree that begins with `pid`."""
        self._root = psutil.Process(pid)
        self._seconds: dict[int, float] = {}
        self.peak_bytes = 0

    def look(self) -> float:
        """Return the CPU seconds spent so far; remembers the largest memory seen (proportional set size, so shared pages count once)."""
        memory = 0
        for process in (self._root, *self._root.children(recursive=True)):
            try:
                times = process.cpu_times()
                memory += process.memory_full_info().pss
            except psutil.NoSuchProcess:
                continue
            self._seconds[process.pid] = times.user + times.system
        self.peak_bytes = max(self.peak_bytes, memory)
        return sum(self._seconds.values())


def environment(bootstrap: str, prefix: str, processes: int) -> dict[str, str]:
    """Of a worker whose topics and group begin with `prefix`, with so many processes that read."""
    return {
        **os.environ,
        "DEMARCHE_KAFKA_BOOTSTRAP_SERVERS": bootstrap,
        "DEMARCHE_TOPIC_PREFIX": prefix,
        "DEMARCHE_GROUP": prefix,
        "DEMARCHE_PARTITIONS": str(PARTITIONS),
        "DEMARCHE_HTTP_PORT": "0",
        "DEMARCHE_PROCESSES": str(processes),
        "DEMARCHE_LOG_LEVEL": "warning",
    }


def load(count: int) -> Iterator[bytes]:
    """Real articles where there are so many, else ours."""
    return records(count, real=sum(1 for _ in real_texts(count)) == count)


async def fill(bootstrap: str, topic: str, count: int) -> None:
    """Write the load, evenly over the partitions."""
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, linger_ms=20, max_batch_size=512 * 1024, compression_type="lz4")
    await producer.start()
    try:
        futures = [await producer.send(topic, value, partition=number % PARTITIONS) for number, value in enumerate(load(count))]
        await asyncio.gather(*futures)
    finally:
        await producer.stop()


async def written(consumer: AIOKafkaConsumer, topic: str, partitions: int) -> int:
    """How many records a topic has had."""
    ends = await consumer.end_offsets([TopicPartition(topic, number) for number in range(partitions)])
    return sum(ends.values())


async def _time(bootstrap: str, process: subprocess.Popen[bytes], watched: str, count: int) -> dict[str, float]:
    """Wait until `watched` holds `count` records; the clock runs from the first of them on, the CPU from the process's start."""
    tree = Tree(process.pid)
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap)
    await consumer.start()
    first = None
    idle_cpu = 0.0
    end = time.monotonic() + PATIENCE_S
    try:
        while True:
            done, now, cpu = await written(consumer, watched, PARTITIONS), time.monotonic(), tree.look()
            if first is None and done:
                first, before = now, done
            if first is None:
                idle_cpu = cpu
            if done >= count:
                break
            if now > end or process.poll() is not None:
                raise RuntimeError(f"only {done} of {count} articles were settled")
            await asyncio.sleep(POLL_S)
    finally:
        await consumer.stop()
    seconds = max(now - first, POLL_S)
    return {
        "articles": count,
        "articles_per_second": (count - before) / seconds,
        "cpu_us_per_article": (cpu - idle_cpu) * 1e6 / count,
        "start_up_cpu_s": idle_cpu,
        "peak_memory_mb": tree.peak_bytes / 1e6,
    }


def measure(count: int) -> dict[str, dict[str, float]]:
    """Start a broker, fill the input with `count` articles, run the copy loop and then one worker over them."""
    with KafkaCluster() as cluster, tempfile.TemporaryDirectory() as folder:
        bootstrap = cluster.bootstrap
        own = environment(bootstrap, PREFIX, quix.ROLES.count("read"))
        subprocess.run([DEMARCHE, "topics", "create"], env=own, check=True, stdout=subprocess.DEVNULL)
        asyncio.run(make_topic(bootstrap, f"{PREFIX}.copy"))
        asyncio.run(fill(bootstrap, f"{PREFIX}.raw", count))
        found = {}
        commands = {
            "copy loop": (
                [sys.executable, "-m", "bench.copy_loop", bootstrap, f"{PREFIX}.raw", f"{PREFIX}.copy", str(count)],
                f"{PREFIX}.copy",
            ),
            "one worker": ([DEMARCHE, "run"], f"{PREFIX}.ledger"),
        }
        if QUIX_PYTHON.exists():
            asyncio.run(make_topic(bootstrap, quix.LEDGER))
            commands["the same on Quix Streams"] = [str(QUIX_PYTHON), "-m", "bench.quix", bootstrap], quix.LEDGER
        for name, (command, watched) in commands.items():
            with (Path(folder) / "log").open("wb") as log:
                process = subprocess.Popen(command, env=own, stdout=log, stderr=log)
                try:
                    found[name] = asyncio.run(_time(bootstrap, process, watched, count))
                finally:
                    process.terminate()
                    process.wait(60)
        return found


async def make_topic(bootstrap: str, name: str) -> None:
    """Make a topic of `PARTITIONS`."""
    from aiokafka.admin import AIOKafkaAdminClient, NewTopic

    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        await admin.create_topics([NewTopic(name, PARTITIONS, 1)])
    finally:
        await admin.close()
