"""Group 9, and the disk of 10: brokers that take nothing more."""

import subprocess
from pathlib import Path

from service.outcome import DeadReason
from tests.broker.articles import Mix
from tests.broker.kafka_admin import alter_topic
from tests.broker.kafka_cluster import KafkaCluster
from tests.broker.oracle import judge
from tests.faults.rig import Result, Rig, mixed
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor


@scenario(9, "the ledger's partitions have too few replicas in sync for a while", brokers=3, only_long=True)
def too_few_in_sync(rig: Rig) -> Result:
    """Three in sync are wanted of the ledger, and one broker is down: reading goes on, settling must wait."""
    count = rig.articles
    with rig.deployment() as deployment:
        alter_topic(rig.cluster.bootstrap, deployment.topic("ledger"), {"min.insync.replicas": "3"})
        crew = Supervisor(deployment, 2)
        crew.wait_ready()
        feeder = rig.feed(deployment, count, seconds=rig.size(8, 40))
        crew.run(2.0)
        down = rig.cluster.brokers[2]
        down.stop()
        rig.fault("one replica of the ledger short")
        crew.run(rig.size(10, 60))
        down.start()
        sent = feeder.join()
        crew.finish(sent)
        rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
        return rig.judge(deployment, sent)


@scenario(9, "events larger than their topic takes become dead letters, and the stream goes on")
def event_too_large(rig: Rig) -> Result:
    """The limit of the events' topics is below the size of an event."""
    count = rig.articles
    with rig.deployment() as deployment:
        for suffix in ("events.diplomatic-protest", "events.defection"):
            alter_topic(rig.cluster.bootstrap, deployment.topic(suffix), {"max.message.bytes": "2000"})
        rig.fault("limit of 2,000 bytes on the topics of events")
        sent = rig.send(deployment, mixed(count, Mix(event=100)))
        crew = Supervisor(deployment, 1)
        crew.finish(sent)
        assert not crew.exits, f"exits: {dict(crew.exits)}"
        verdict = judge(deployment, sent, may_die_of=DeadReason.OUTPUT_TOO_LARGE)
        assert verdict.problems == []
        assert verdict.outcomes["dead"] > 0
        rig.note(f"{verdict.outcomes['dead']} articles with events became dead letters with the reason output_too_large")
        return rig.result(verdict)


@scenario(10, "the broker's disk is full; there is room again after a while (needs root, to mount a small disk)", only_long=True)
def disk_full(rig: Rig) -> Result:
    """A small file system of its own under the broker's data: it halts when it can't write, and is started again after space was made."""
    count = rig.articles
    mount = Path(rig.directory, "disk")
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", str(mount)], check=True)
    try:
        ballast = mount / "ballast"
        with KafkaCluster(directory=mount) as cluster:
            rig.cluster = cluster
            (broker,) = cluster.brokers
            with rig.deployment() as deployment:
                crew = Supervisor(deployment, 2)
                crew.wait_ready()
                feeder = rig.feed(deployment, count, seconds=rig.size(8, 40))
                crew.run(2.0)
                _fill(ballast)
                rig.fault("no space left on the broker's disk")
                crew.run(rig.size(10, 30))
                ballast.unlink()
                broker.kill()
                broker.start()
                sent = feeder.join()
                crew.finish(sent)
                rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
                return rig.judge(deployment, sent)
    finally:
        subprocess.run(["umount", "-l", str(mount)], check=True)


def _fill(ballast: Path) -> None:
    """Write until the file system takes no more."""
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1_048_576))
        except OSError:
            return
