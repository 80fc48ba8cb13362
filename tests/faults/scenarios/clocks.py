"""Group 14: brokers whose clocks are wrong: everything is stamped with their time."""

from dataclasses import replace

from tests.broker.broker_clock import shifted, unavailable
from tests.broker.kafka_cluster import Broker
from tests.faults.rig import Result, Rig
from tests.faults.scenario import CannotRunError, scenario
from tests.faults.supervisor import Supervisor

_SKEW_S = 3600
"""What a machine in the wrong zone is off."""


@scenario(
    14,
    "three brokers: one comes back with a clock an hour ahead, one with a clock an hour behind, both with the right one",
    brokers=3,
    only_long=True,
)
def broker_clock_skew(rig: Rig) -> Result:
    """Times differ between partitions by two hours and go back within one; a worker is started meanwhile, and `reconcile` must balance."""
    if reason := unavailable():
        raise CannotRunError(reason)
    count = rig.articles
    ahead, behind = rig.random.sample(rig.cluster.brokers, 2)
    try:
        with rig.deployment() as deployment:
            crew = Supervisor(deployment, 2)
            crew.wait_ready()
            feeder = rig.feed(deployment, count, seconds=rig.size(30, 90))
            for broker, skew_s in ((ahead, _SKEW_S), (behind, -_SKEW_S)):
                crew.run(rig.size(2, 5))
                broker.stop()
                broker.options = shifted(skew_s, rig.directory)
                broker.start()
                rig.fault(f"a broker with a clock {abs(skew_s)} s {'ahead' if skew_s > 0 else 'behind'}")
            crew.scale(3)
            crew.run(rig.size(5, 20))
            balance = deployment.command("reconcile")
            assert balance.returncode == 0, balance.stdout + balance.stderr
            for broker in (ahead, behind):
                _right(broker)
                crew.run(rig.size(2, 5))
            rig.fault("both clocks right again")
            sent = feeder.join()
            crew.finish(sent)
            balance = deployment.command("reconcile", "--wait")
            assert balance.returncode == 0, balance.stdout + balance.stderr
            rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
            return replace(rig.judge(deployment, sent), longest_pause_s=None)
    finally:
        for broker in (ahead, behind):
            _right(broker)


def _right(broker: Broker) -> None:
    """Start it again with the machine's clock, unless it has that."""
    if broker.options:
        broker.stop()
        broker.options = []
        broker.start()
