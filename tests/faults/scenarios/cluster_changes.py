"""Group 14: the cluster itself changes under the workers: where partitions lie, who controls it, which Kafka it runs, what time it has."""

import asyncio
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient

from tests.broker.deployment import Deployment
from tests.broker.kafka_cluster import Broker
from tests.broker.kafka_jars import NEXT_MAJOR
from tests.broker.kafka_scripts import Replicas, active_controller, reassign
from tests.faults.rig import Result, Rig
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor

_COPIES = 2
_SKEW = "3600"
"""Seconds; as far as a broker without NTP was seen to run, and within the time that duplicates are remembered."""
_FAKE_TIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"


@scenario(
    14, "three brokers: all partitions are moved to other brokers in the middle of the work, again and again", brokers=3, only_long=True
)
def partition_reassignment(rig: Rig) -> Result:
    """Two copies of each, so that every round takes one copy away and makes another somewhere else."""
    count = rig.articles
    with rig.deployment(replication=_COPIES) as deployment:
        crew = Supervisor(deployment, 2)
        crew.wait_ready()
        feeder = rig.feed(deployment, count, seconds=rig.size(20, 90))
        for _ in range(rig.size(2, 3)):
            crew.run(rig.size(2, 10))
            moved = _turned(_replicas(rig, deployment), len(rig.cluster.brokers))
            reassign(rig.cluster.bootstrap, moved)
            rig.fault(f"{len(moved)} partitions moved")
        sent = feeder.join()
        crew.finish(sent, timeout=240 + count / 50)
        rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
        return rig.judge(deployment, sent)


@scenario(14, "three brokers: the active controller is killed, and then the one that took over", brokers=3, only_long=True)
def controller_failover(rig: Rig) -> Result:
    """The controllers are brokers too, as in small installations, so that leaders and coordinators move as well."""
    count = rig.articles
    with rig.deployment() as deployment:
        crew = Supervisor(deployment, 2)
        crew.wait_ready()
        feeder = rig.feed(deployment, count, seconds=rig.size(20, 60))
        for _ in range(2):
            crew.run(rig.size(3, 10))
            controller = _broker(rig, active_controller(rig.cluster.bootstrap))
            controller.kill()
            rig.fault("SIGKILL of the active controller")
            crew.run(rig.size(6, 20))
            controller.start()
        sent = feeder.join()
        crew.finish(sent, timeout=240 + count / 50)
        rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
        return rig.judge(deployment, sent)


@scenario(14, "three brokers: rolled one by one to the next major version of Kafka, and back", brokers=3, only_long=True)
def rolling_upgrade(rig: Rig) -> Result:
    """Each is stopped cleanly and started with the other version on the same data; the features of the cluster stay as they were."""
    count = rig.articles
    with rig.deployment() as deployment:
        crew = Supervisor(deployment, 2)
        crew.wait_ready()
        feeder = rig.feed(deployment, count, seconds=rig.size(40, 120))
        for version in (NEXT_MAJOR, None):
            for broker in rig.cluster.brokers:
                crew.run(rig.size(2, 5))
                broker.stop()
                broker.version = version
                broker.start()
            rig.fault(f"all brokers rolled to {version or 'the version before'}")
        sent = feeder.join()
        crew.finish(sent, timeout=240 + count / 50)
        rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
        return rig.judge(deployment, sent)


@scenario(14, "three brokers whose clocks are an hour apart: one ahead, one behind (needs libfaketime)", brokers=3, only_long=True)
def broker_clock_skew(rig: Rig) -> Result:
    """Kafka stamps records with the time of the broker that leads, so that an article may arrive before the one that it is a copy of."""
    assert Path(_FAKE_TIME).exists(), "install libfaketime for this scenario"
    count = rig.articles
    ahead, behind, _ = rig.cluster.brokers
    try:
        for broker, sign in ((ahead, "+"), (behind, "-")):
            broker.stop()
            broker.environment = {"LD_PRELOAD": _FAKE_TIME, "FAKETIME": f"{sign}{_SKEW}", "DONT_FAKE_MONOTONIC": "1"}
            broker.start()
            rig.fault(f"a broker's clock set {sign}{_SKEW} s")
        with rig.deployment() as deployment:
            crew = Supervisor(deployment, 2)
            crew.wait_ready()
            sent = rig.feed(deployment, count, seconds=rig.size(6, 30)).join()
            crew.finish(sent, timeout=240 + count / 50)
            assert not crew.exits, f"exits: {dict(crew.exits)}"
            return rig.judge(deployment, sent)
    finally:
        for broker in (ahead, behind):
            broker.stop()
            broker.environment = {}
            broker.start()


def _broker(rig: Rig, node: int) -> Broker:
    return next(broker for broker in rig.cluster.brokers if broker.node == node)


def _turned(replicas: Replicas, brokers: int) -> Replicas:
    """The same, each copy one broker further."""
    return {place: [node % brokers + 1 for node in nodes] for place, nodes in replicas.items()}


def _replicas(rig: Rig, deployment: Deployment) -> Replicas:
    """Where the partitions of the deployment's topics lie."""

    async def ask() -> Replicas:
        client = AIOKafkaAdminClient(bootstrap_servers=rig.cluster.bootstrap)
        await client.start()
        try:
            names = [name for name in await client.list_topics() if name.startswith(f"{deployment.prefix}.")]
            found = await client.describe_topics(names)
        finally:
            await client.close()
        return {(topic["topic"], part["partition"]): part["replicas"] for topic in found for part in topic["partitions"]}

    return asyncio.run(ask())
