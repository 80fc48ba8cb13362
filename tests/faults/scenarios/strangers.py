"""Group 13 too: another program in our consumer group, before and while a worker is there."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import InconsistentGroupProtocolError

from tests.broker.deployment import Deployment
from tests.broker.kafka_io import committed, reset_group
from tests.broker.progress import wait_settled
from tests.faults.rig import Result, Rig
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor


@scenario(
    13, "a stranger in the consumer group: refused while a worker is there, refuses a worker while it is there, and what it took is found"
)
def stranger_in_the_group(rig: Rig) -> Result:
    """A plain consumer with our group id took 73 of 150 articles without a trace, once."""
    count = rig.articles
    with rig.deployment() as deployment:
        sent = rig.send(deployment, count)
        places = {TopicPartition(deployment.topic("raw"), part): 0 for part in range(deployment.partitions)}
        worker = deployment.start_worker().wait_ready()
        try:
            reset_group(deployment.bootstrap, deployment.prefix, dict.fromkeys(places, 10))
        except InconsistentGroupProtocolError:
            rig.fault("a stranger tries to join beside a worker")
        else:
            raise AssertionError("the stranger was let in")
        wait_settled(deployment, sent)
        assert worker.stop() == 0
        more = rig.send(deployment, count)
        with _stranger(deployment):
            rig.fault("a stranger is in the group before the worker")
            _refused(deployment, "has members that are no workers of this release")
        stolen = committed(deployment.bootstrap, deployment.prefix, deployment.topic("raw"))
        reset_group(deployment.bootstrap, deployment.prefix, {place: offset + 20 for place, offset in stolen.items()})
        rig.fault("a stranger has committed 20 articles in each partition")
        _refused(deployment, f"and {20 * len(places)} inputs before them have no outcome")
        reset_group(deployment.bootstrap, deployment.prefix, places)
        crew = Supervisor(deployment, 1)
        crew.finish([*sent, *more])
        now = committed(deployment.bootstrap, deployment.prefix, deployment.topic("raw"))
        reset_group(deployment.bootstrap, deployment.prefix, now)
        rig.fault("a commit of another program that has passed over nothing")
        accepted = deployment.start_worker().wait_ready()
        assert "strange_commits" in accepted.log.read_text()
        assert accepted.stop() == 0
        return rig.judge(deployment, [*sent, *more], compare=False)


def _refused(deployment: Deployment, reason: str) -> None:
    worker = deployment.start_worker()
    assert worker.wait(timeout=120) == 1, worker.tail()
    assert reason in worker.tail(), worker.tail()


@contextmanager
def _stranger(deployment: Deployment) -> Iterator[None]:
    """A member of the group for as long as the block lasts, which reads and commits nothing."""
    joined, leave = threading.Event(), threading.Event()

    async def stay() -> None:
        consumer = AIOKafkaConsumer(
            deployment.topic("raw"), bootstrap_servers=deployment.bootstrap, group_id=deployment.prefix, enable_auto_commit=False
        )
        await consumer.start()
        try:
            while not leave.is_set():
                await consumer.getmany(timeout_ms=200, max_records=1)
                if consumer.assignment():
                    joined.set()
        finally:
            await consumer.stop()

    thread = threading.Thread(target=lambda: asyncio.run(stay()), daemon=True)
    thread.start()
    try:
        assert joined.wait(60), "the stranger could not join"
        yield
    finally:
        leave.set()
        thread.join(30)
