"""Group 8: records that no decent publisher sends, and texts that kill, hang or break what reads them."""

import asyncio
import json
from pathlib import Path

from aiokafka import AIOKafkaProducer

from service.outcome import DeadReason
from tests.broker.articles import Sample
from tests.broker.deployment import Deployment, Worker
from tests.broker.kafka_io import Sent
from tests.broker.progress import wait_settled
from tests.faults.hostile import hostile
from tests.faults.releases import release
from tests.faults.rig import Result, Rig, mixed
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor

_FAR = 10_000_000
"""Above the numbers of all samples."""


@scenario(8, "the corpus of hostile records between good articles")
def hostile_records(rig: Rig) -> Result:
    """Each gets its one outcome, with the reason that belongs to it; no worker exits."""
    poison = hostile()
    good = mixed(200, seed=3)
    with rig.deployment() as deployment:
        samples = good[:100] + poison + good[100:]
        sent = rig.send(deployment, [_renumbered(one, number) for number, one in enumerate(samples)])
        rig.fault(f"{len(poison)} hostile records")
        crew = Supervisor(deployment, 1)
        crew.finish(sent)
        assert not crew.exits, f"exits: {dict(crew.exits)}"
        return rig.judge(deployment, sent, compare=False)


@scenario(8, "texts that kill or hang the process that reads them, or raise in a stage, become dead letters after the second time")
def deadly_texts(rig: Rig) -> Result:
    """A release with texts that it can't survive; the hanging one is ended by its limit of CPU time, so the long form alone has it."""
    marks = ["KILLS-ITS-READER", "RAISES-IN-A-STAGE"] + (["HANGS-ITS-READER"] if rig.long else [])
    with rig.deployment() as deployment:
        samples = mixed(300)
        for place, mark in enumerate(marks * 2):
            value = json.dumps({"text": f"{mark}. The council met on Sunday."}).encode()
            samples.insert(40 * (place + 1), Sample(0, "poison", None, 0, b"deadly", value, (), DeadReason.STAGE_ERROR))
            rig.fault(f"a text with {mark}")
        sent = rig.send(deployment, [_renumbered(one, number) for number, one in enumerate(samples)])
        crew = Supervisor(deployment)
        crew.scale(1, **release("deadly"))
        crew.finish(sent, timeout=600)  # each hang costs 20 s of CPU, twice
        assert not crew.exits, f"exits: {dict(crew.exits)}"
        return rig.judge(deployment, sent, compare=False)


_MOST_RESIDENT_MB = 600
"""It needed 1,590 MB when it unpacked 300."""


@scenario(8, "a record of 400 MB that compression made small enough for the broker, and one of 3 MB a hundred times", only_long=True)
def compression_bomb(rig: Rig) -> Result:
    """The broker's limit is of what it stores: a worker that unpacked such a record would need its size several times over."""
    with rig.deployment() as deployment:
        sent = rig.send(deployment, 300)
        sent += asyncio.run(_send_packed(deployment, 1, 400 * 2**20)) + asyncio.run(_send_packed(deployment, 100, 3 * 2**20))
        sent += rig.send(deployment, mixed(300, start=300))
        rig.fault("two batches that inflate to 400 and 300 MB")
        crew = Supervisor(deployment, 1)
        wait_settled(deployment, sent)
        (worker,) = crew.workers()
        resident = _most_resident(worker)
        rig.note(f"the worker needed {resident} MB at most")
        assert resident < _MOST_RESIDENT_MB
        crew.stop()
        assert not crew.exits, f"exits: {dict(crew.exits)}"
        return rig.judge(deployment, sent, compare=False)


async def _send_packed(deployment: Deployment, count: int, size: int) -> list[Sent]:
    """So many records of one letter, in one batch that gzip makes a thousand times smaller."""
    value, topic = b"a" * size, deployment.topic("raw")
    limits = {"max_request_size": 2**30, "max_batch_size": 2**30, "linger_ms": 500}
    async with AIOKafkaProducer(bootstrap_servers=deployment.bootstrap, compression_type="gzip", **limits) as sender:
        places = await asyncio.gather(*[await sender.send(topic, value, partition=0) for _ in range(count)])
    number = _FAR + size
    return [
        Sent(number + at, "poison", None, number + at, DeadReason.TOO_LARGE, topic, 0, place.offset, place.timestamp)
        for at, place in enumerate(places)
    ]


def _most_resident(worker: Worker) -> int:
    """The largest resident size, in MB, that the worker itself has had."""
    lines = Path(f"/proc/{worker.process.pid}/status").read_text(encoding="ascii").splitlines()
    (peak,) = [line.split()[1] for line in lines if line.startswith("VmHWM")]
    return int(peak) // 1024


def _renumbered(sample: Sample, number: int) -> Sample:
    """Poison stands in the partition of its place in the list; good samples keep their families, far from it."""
    if sample.kind != "poison":
        return sample
    unique = 1_000_000 + number
    return Sample(unique, "poison", None, unique, sample.key, sample.value, sample.headers, sample.reason)
