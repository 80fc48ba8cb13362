"""Group 1: SIGKILL of random workers under load."""

from tests.faults.rig import Result, Rig
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor

_ARTICLES = 12_000
"""In the long form: with 20 kills, and the undisturbed run that it is compared with, some ten minutes of two cores."""


@scenario(1, "a random one of three workers is killed every few seconds, under load")
def random_kills(rig: Rig) -> Result:
    """SIGKILL; the dead worker's partitions wait for its session to end."""
    return _kills(rig, named=False)


@scenario(
    1, "the same with static membership: a killed worker comes back under its name; copies are in different partitions", only_long=True
)
def random_kills_static(rig: Rig) -> Result:
    """SIGKILL; the new worker has the instance id of the dead one. Of the copies exactly one is the original, whichever it is."""
    return _kills(rig, named=True)


def _kills(rig: Rig, *, named: bool) -> Result:
    count, wanted = rig.size(600, _ARTICLES), rig.size(3, 20)
    with rig.deployment() as deployment:
        sent = rig.send(deployment, count, spread=named)
        crew = Supervisor(deployment, 3, named=named)
        crew.wait_ready()
        killed = 0
        while killed < wanted:
            crew.run(rig.random.uniform(1.0, rig.size(2, 6)))
            alive = crew.workers()
            if alive:
                rig.random.choice(alive).kill()
                rig.fault("SIGKILL of a worker")
                killed += 1
        crew.finish(sent)
        return rig.judge(deployment, sent, compare=not named)  # which copy comes first is a matter of time where partitions differ
