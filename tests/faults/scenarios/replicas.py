"""Group 6 and part of 9: three brokers, three replicas, two in sync wanted."""

from tests.broker.kafka_admin import leader
from tests.broker.kafka_io import Sent
from tests.faults.rig import Result, Rig, mixed
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor


@scenario(6, "three brokers: the leader is killed in the middle of the work, twice", brokers=3, only_long=True)
def leader_killed(rig: Rig) -> Result:
    """The leader of the lane topic, then that of the ledger."""
    count = rig.articles
    with rig.deployment() as deployment:
        crew = Supervisor(deployment, 2)
        crew.wait_ready()
        feeder = rig.feed(deployment, count, seconds=rig.size(12, 60))
        for suffix in ("articles", "ledger"):
            crew.run(rig.size(3, 15))
            leading = rig.cluster.broker(leader(rig.cluster.bootstrap, deployment.topic(suffix)))
            leading.kill()
            rig.fault(f"SIGKILL of the broker that leads {suffix}")
            crew.run(rig.size(6, 20))
            leading.start()
        sent = feeder.join()
        crew.finish(sent)
        rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
        return rig.judge(deployment, sent)


@scenario(6, "three brokers: one down, the service goes on; two down, it stops; both back, it resumes", brokers=3)
def brokers_down(rig: Rig) -> Result:
    """With two down, no write reaches two replicas: nothing may be acknowledged."""
    count = rig.articles // 2
    with rig.deployment() as deployment:
        crew = Supervisor(deployment, 2)
        crew.wait_ready()
        first, second, _ = rig.random.sample(rig.cluster.brokers, 3)
        first.stop()
        rig.fault("one broker down")
        sent: list[Sent] = rig.feed(deployment, count, seconds=3).join()
        crew.run(2.0)
        more = rig.feed(deployment, mixed(count, start=count), seconds=6)
        crew.run(2.0)
        second.kill()
        rig.fault("two brokers down")
        crew.run(rig.size(10, 60))
        second.start(wait=False)
        first.start(wait=False)
        first.wait_ready()
        second.wait_ready()
        sent += more.join()
        crew.finish(sent)
        rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
        return rig.judge(deployment, sent)
