"""Group 14: the cluster itself changes under the workers: where partitions lie, who controls it, which Kafka it runs."""

from collections.abc import Callable

from tests.broker.deployment import Deployment
from tests.broker.kafka_admin import replicas
from tests.broker.kafka_cluster import Broker
from tests.broker.kafka_jars import NEXT_MAJOR
from tests.broker.kafka_scripts import active_controller, reassign
from tests.faults.rig import Result, Rig
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor

_COPIES = 2
Change = Callable[[Supervisor, Deployment], None]


def _changing(rig: Rig, seconds: float, change: Change, *, copies: int | None = None) -> Result:
    """What two workers made of the articles of so many seconds while `change` was made to the cluster."""
    count = rig.articles
    with rig.deployment(replication=copies) as deployment:
        crew = Supervisor(deployment, 2)
        crew.wait_ready()
        feeder = rig.feed(deployment, count, seconds=seconds)
        change(crew, deployment)
        sent = feeder.join()
        crew.finish(sent)
        rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
        return rig.judge(deployment, sent)


@scenario(
    14, "three brokers: all partitions are moved to other brokers in the middle of the work, again and again", brokers=3, only_long=True
)
def partition_reassignment(rig: Rig) -> Result:
    """Two copies of each, so that every round takes one copy away and makes another somewhere else."""
    brokers = len(rig.cluster.brokers)

    def move(crew: Supervisor, deployment: Deployment) -> None:
        for _ in range(rig.size(2, 3)):
            crew.run(rig.size(2, 10))
            lying = replicas(rig.cluster.bootstrap, deployment.prefix)
            reassign(rig.cluster.bootstrap, {place: [node % brokers + 1 for node in nodes] for place, nodes in lying.items()})
            rig.fault(f"{len(lying)} partitions moved")

    return _changing(rig, rig.size(20, 90), move, copies=_COPIES)


@scenario(14, "three brokers: the active controller is killed, and then the one that took over", brokers=3, only_long=True)
def controller_failover(rig: Rig) -> Result:
    """The controllers are brokers too, as in small installations, so that leaders and coordinators move as well."""

    def kill(crew: Supervisor, _deployment: Deployment) -> None:
        for _ in range(2):
            crew.run(rig.size(3, 10))
            controller = rig.cluster.broker(active_controller(rig.cluster.bootstrap))
            controller.kill()
            rig.fault("SIGKILL of the active controller")
            crew.run(rig.size(6, 20))
            controller.start()

    return _changing(rig, rig.size(20, 60), kill)


@scenario(14, "three brokers: rolled one by one to the next major version of Kafka, and back", brokers=3, only_long=True)
def rolling_upgrade(rig: Rig) -> Result:
    """Each is stopped cleanly and started with the other version on the same data; the features of the cluster stay as they were."""

    def roll(crew: Supervisor, _deployment: Deployment) -> None:
        for version in (NEXT_MAJOR, None):
            for broker in rig.cluster.brokers:
                crew.run(rig.size(2, 5))
                _restart(broker, version=version)
            rig.fault(f"all brokers rolled to {version or 'the version before'}")

    try:
        return _changing(rig, rig.size(40, 120), roll)
    finally:
        for broker in rig.cluster.brokers:
            if broker.version is not None:
                _restart(broker)


def _restart(broker: Broker, *, version: str | None = None) -> None:
    """Stop it cleanly and start it on the same data, with that version."""
    broker.stop()
    broker.version = version
    broker.start()
