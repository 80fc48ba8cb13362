"""What a worker remembers: how fast a lane's memory is loaded, and that hours of work with faults do not make the worker grow."""

import asyncio
import json
import resource
import time
from contextlib import suppress
from hashlib import blake2b
from random import Random

import numpy as np
from aiokafka import TopicPartition

from service.record import Source
from service.seen.codec import encode_entries
from service.seen.entry import Entry, Position, Verdict, content_mark, thread_of
from service.sketch import ANCHORS, LEAD_ANCHORS, SIGNATURE_SIZE, Sketch
from tests.broker.deployment import Deployment, Worker
from tests.broker.kafka_io import committed, producer
from tests.broker.progress import wait_settled, wait_until
from tests.faults.rig import Result, Rig
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor

_IN_A_RECORD = 64
"""As many as a lane record commonly brings."""
_LOADED_WITHIN_S = 15.0
_BYTES_AN_ENTRY = 200
_LATIN_LANE = 0
SOAK_MINUTES = 8
SOAK_RATE = 50
"""Articles a second: at some 8 ms of a core each, half a core is left for brokers, restarts and the check of two."""


@scenario(4, "a lane with 1,000,000 remembered articles moves to a new worker (50,000 in the short form)")
def recovery_of_seen(rig: Rig) -> Result:
    """Loaded in 15 s, at 200 bytes an entry, without being evicted from the group meanwhile, and ready only afterwards."""
    count = rig.size(50_000, 1_000_000)
    with rig.deployment() as deployment:
        asyncio.run(_fill_lane(deployment, count))
        empty = deployment.start_worker().wait_ready()
        before = _resident(empty)
        lane = TopicPartition(deployment.topic("articles"), _LATIN_LANE)
        wait_until(lambda: committed(deployment.bootstrap, deployment.prefix, lane.topic).get(lane) == -(-count // _IN_A_RECORD))
        assert empty.stop() == 0
        asyncio.run(_fill_seen(deployment, count))
        rig.fault(f"a lane of {count:,} entries moves to a new worker")
        began = time.monotonic()
        worker = deployment.start_worker().wait_ready(180)
        ready = time.monotonic() - began
        log = [json.loads(line) for line in worker.log.read_text().splitlines() if line.startswith("{")]
        (loaded,) = [line for line in log if line["event"] == "lane_loaded" and line["lane"] == _LATIN_LANE]
        each = (_resident(worker) - before) / count
        assert loaded["entries"] == count, f"{loaded['entries']} of {count} entries were loaded"
        assert sum(line["event"] == "partitions_assigned" for line in log) == 1, "the worker was evicted while it was loading"
        rig.note(f"{count:,} entries loaded in {loaded['seconds']:.1f} s, ready {ready:.1f} s after the start, {each:.0f} bytes an entry")
        if rig.long:
            assert loaded["seconds"] <= _LOADED_WITHIN_S, rig.notes
            assert each <= _BYTES_AN_ENTRY, rig.notes
        sent = rig.send(deployment, rig.articles)
        wait_settled(deployment, sent)
        assert worker.stop() == 0
        return rig.judge(deployment, sent)


async def _fill_lane(deployment: Deployment, count: int) -> None:
    """Write the lane records, empty, at whose offsets the remembered articles will have stood."""
    async with producer(deployment.bootstrap) as sender:
        for _ in range(0, count, _IN_A_RECORD):
            await sender.send(deployment.topic("articles"), b"[]", partition=_LATIN_LANE)


async def _fill_seen(deployment: Deployment, count: int) -> None:
    """Write entries of articles that resemble nothing, as if an earlier worker had settled them."""
    random = np.random.default_rng(1)
    now = int(time.time() * 1000)
    async with producer(deployment.bootstrap) as sender:
        futures = []
        for start in range(0, count, _IN_A_RECORD):
            bits = random.bytes(_IN_A_RECORD * (SIGNATURE_SIZE + 4 * (ANCHORS + LEAD_ANCHORS)))
            entries = [_entry(start + at, bits, at, now) for at in range(min(_IN_A_RECORD, count - start))]
            value = encode_entries(entries)
            futures.append(await sender.send(deployment.topic("seen"), value, b"", partition=_LATIN_LANE))
        await asyncio.gather(*futures)


def _entry(number: int, bits: bytes, at: int, now: int) -> Entry:
    size = SIGNATURE_SIZE + 4 * (ANCHORS + LEAD_ANCHORS)
    signature, anchors = bits[at * size :][:SIGNATURE_SIZE], bits[at * size + SIGNATURE_SIZE : (at + 1) * size]
    identity = f"remembered-{number}"
    digest = blake2b(identity.encode(), digest_size=16).digest()
    sketch = Sketch(digest, 400, signature, anchors, LEAD_ANCHORS)
    publisher = f"paper{number % 997}.example"
    return Entry(
        owner=Source("elsewhere.raw", number % 8, number // 8),
        position=Position(number // _IN_A_RECORD, number % _IN_A_RECORD),
        timestamp=now,
        article_id=identity,
        url=f"https://{publisher}/2026/03/{Random(number).getrandbits(64):x}",
        publisher=publisher,
        source=publisher,
        wire=None,
        sketch=sketch,
        verdict=Verdict.ORIGINAL,
        related=None,
        thread=thread_of(identity, content_mark(digest)),
    )


def _resident(worker: Worker) -> int:
    """Resident bytes of the worker itself, without its readers."""
    with open(f"/proc/{worker.process.pid}/statm", encoding="ascii") as statm:  # noqa: PTH123 - one line of a pseudo file
        return int(statm.read().split()[1]) * resource.getpagesize()


def _remembered(worker: Worker) -> int:
    """How many articles the worker remembers."""
    values = (line.split()[1] for line in worker.fetch("/metrics").splitlines() if line.startswith("demarche_seen_entries "))
    return int(float(next(values, "0")))


def _slope(seconds: list[float], values: list[int]) -> float:
    """The growth in an hour, by least squares."""
    return float(np.polyfit(seconds, values, 1)[0]) * 3600


@scenario(1, "eight minutes at 50 articles a second with random kills: memory stays flat, nothing is lost", only_long=True, apart=True)
def soak(rig: Rig) -> Result:
    """One worker is spared, and measured; the others are killed, stopped and replaced."""
    seconds = rig.size(1, SOAK_MINUTES) * 60
    with rig.deployment() as deployment:
        crew = Supervisor(deployment, 1)
        crew.wait_ready()
        (spared,) = crew.workers()
        crew.scale(3)
        feeder = rig.feed(deployment, seconds * SOAK_RATE, seconds=seconds)
        samples: list[tuple[float, int, int]] = []
        began = time.monotonic()
        while feeder.running:
            crew.run(rig.random.uniform(10, rig.size(15, 40)))
            assert spared.alive, f"the spared worker ended:\n{spared.tail()}"
            with suppress(OSError):  # a worker in a rebalance may be slow to answer
                samples.append((time.monotonic() - began, _resident(spared), _remembered(spared)))
            others = [worker for worker in crew.workers() if worker is not spared]
            if others:
                rig.random.choice(others).kill()
                rig.fault("SIGKILL of a worker")
        sent = feeder.join()
        settled = time.monotonic()
        crew.finish(sent, timeout=600)
        late = time.monotonic() - settled
        half = samples[len(samples) // 2 :]
        slope, growth = (_slope([one[0] for one in half], [one[column] for one in half]) for column in (1, 2))
        first, last = samples[0][1] / 2**20, samples[-1][1] / 2**20
        rig.note(f"{first:.0f} MB at first, {last:.0f} MB at last, {slope / 2**20:+.1f} MB an hour over the last half")
        rig.note(
            f"dedupe came to remember {growth:+,.0f} articles an hour meanwhile; lag 0 and stopped {late:.0f} s after the last article"
        )
        return rig.judge(deployment, sent, compare=False)
