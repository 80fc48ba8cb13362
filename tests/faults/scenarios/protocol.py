"""Group 2 (and hop 1's part of 10): death exactly at each step of the edge's protocol, switched on by the test-only fault points."""

import signal

from service.edge.fault_point import VARIABLE, FaultPoint
from tests.broker.kafka_io import Sent
from tests.faults.rig import Result, Rig, mixed
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor

_DIES_WITHIN_S = 90.0


def _die_at(rig: Rig, points: list[FaultPoint], times: list[int]) -> Result:
    """Worker after worker dies at its step, with new input before each; the last one is unarmed and settles all.

    Those that die have one name, so that the next need not wait for the session of the one before; the last has none and must.
    """
    articles = rig.articles // (len(points) * len(times))
    with rig.deployment() as deployment:
        sent: list[Sent] = []
        for point in points:
            for nth in times:
                seconds = 1 + 2 * nth if point is FaultPoint.DURING_COMMIT else 1  # there is a commit a second, while something comes
                feeder = rig.feed(deployment, mixed(articles, start=len(sent)), seconds=seconds)
                worker = deployment.start_worker(DEMARCHE_INSTANCE_ID="same", **{VARIABLE: f"{point.value}:{nth}"})
                code = worker.wait(_DIES_WITHIN_S)
                assert code == -signal.SIGKILL, f"the worker armed with {point.value}:{nth} ended with {code}:\n{worker.tail()}"
                sent += feeder.join()
                rig.fault(f"SIGKILL at {point.value}, time {nth}")
        crew = Supervisor(deployment, 1)
        crew.finish(sent)
        return rig.judge(deployment, sent)


def _times(rig: Rig) -> list[int]:
    """At which pass through the step the worker dies."""
    return [1, 3, 10] if rig.long else [2]


@scenario(2, "death at each step of hop 1's protocol: before its record is written, and after, so that the lane holds it twice")
def death_at_each_step_of_reading(rig: Rig) -> Result:
    """Fault points of hop 1."""
    return _die_at(rig, [FaultPoint.READ_BEFORE_PUBLISH, FaultPoint.READ_AFTER_PUBLISH], _times(rig))


@scenario(
    2, "death at each step of hop 2's protocol: before publishing, between seen and outputs, after, before the ack, during the commit"
)
def death_at_each_step_of_settling(rig: Rig) -> Result:
    """Fault points of hop 2."""
    points = [
        FaultPoint.SETTLE_BEFORE_PUBLISH,
        FaultPoint.SETTLE_AFTER_SEEN,
        FaultPoint.SETTLE_AFTER_PUBLISH,
        FaultPoint.BEFORE_ACK,
        FaultPoint.DURING_COMMIT,
    ]
    return _die_at(rig, points, _times(rig))


@scenario(10, "death while the state of a lane is being loaded", only_long=True)
def death_during_recovery(rig: Rig) -> Result:
    """Fault point inside the load; there must be something to load first."""
    with rig.deployment() as deployment:
        sent = rig.send(deployment, mixed(rig.articles // 2))
        Supervisor(deployment, 1).finish(sent)
        sent += rig.send(deployment, mixed(rig.articles // 2, start=len(sent)))
        for nth in (1, 2):
            worker = deployment.start_worker(DEMARCHE_INSTANCE_ID="same", **{VARIABLE: f"{FaultPoint.LOADING_SEEN.value}:{nth}"})
            assert worker.wait(_DIES_WITHIN_S) == -signal.SIGKILL, worker.tail()
            rig.fault(f"SIGKILL at {FaultPoint.LOADING_SEEN.value}, time {nth}")
        Supervisor(deployment, 1).finish(sent)
        return rig.judge(deployment, sent)
