"""Group 4: workers come and go under load."""

from service.edge.fault_point import VARIABLE, FaultPoint
from tests.faults.rig import Result, Rig, mixed
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor


@scenario(4, "1, 3, 1, 2 workers under load", only_long=True)
def scale_up_and_down(rig: Rig) -> Result:
    """Clean stops and starts while articles come in."""
    count = rig.articles
    with rig.deployment() as deployment:
        crew = Supervisor(deployment, 1)
        crew.wait_ready()
        feeder = rig.feed(deployment, count, seconds=rig.size(12, 60))
        for workers in (3, 1, 2):
            crew.run(rig.size(4, 20))
            crew.scale(workers)
            rig.fault(f"scaled to {workers}")
        sent = feeder.join()
        crew.finish(sent)
        return rig.judge(deployment, sent)


@scenario(4, "three rebalances within ten seconds")
def rapid_rebalances(rig: Rig) -> Result:
    """A worker joins, another leaves, another joins, each before the last rebalance has settled."""
    count = rig.articles
    with rig.deployment() as deployment:
        sent = rig.send(deployment, count)
        crew = Supervisor(deployment, 2)
        crew.wait_ready()
        for workers in (3, 2, 3):
            crew.scale(workers)
            rig.fault("rebalance")
            crew.run(3.0)
        crew.finish(sent)
        return rig.judge(deployment, sent)


@scenario(4, "a worker joins while another is loading the state of its lanes")
def join_during_recovery(rig: Rig) -> Result:
    """The first worker is slowed in its load by dying in it once, so that the second joins a group in recovery."""
    size = rig.articles // 2
    with rig.deployment() as deployment:
        sent = rig.send(deployment, mixed(size))
        Supervisor(deployment, 1).finish(sent)
        sent += rig.send(deployment, mixed(size, start=size))
        crew = Supervisor(deployment)
        crew.arm(**{VARIABLE: f"{FaultPoint.LOADING_SEEN.value}:2"})
        rig.fault("SIGKILL during the load")
        crew.scale(3)
        rig.fault("two more workers join")
        crew.finish(sent)
        return rig.judge(deployment, sent)
