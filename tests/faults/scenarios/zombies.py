"""Group 3: workers that are stopped for longer than their session lasts and come back; and workers that live and do nothing."""

import signal

from tests.faults.releases import release
from tests.faults.rig import Result, Rig
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor

_SESSION_S = 10.0
"""The worker's session timeout (`service/edge/app.py`)."""


@scenario(3, "a worker is stopped for longer than its session, then goes on as a zombie beside the new owner")
def zombie(rig: Rig) -> Result:
    """SIGSTOP of all of the process's threads, and of the readers with it, in the middle of the work; then SIGCONT."""
    count = rig.articles
    with rig.deployment() as deployment:
        crew = Supervisor(deployment, 2)
        crew.wait_ready()
        feeder = rig.feed(deployment, count, seconds=rig.size(16, 60))
        for _ in range(rig.size(1, 4)):
            crew.run(2.0)
            stopped = rig.random.choice(crew.workers())
            stopped.signal(signal.SIGSTOP)
            rig.fault("SIGSTOP of a worker beyond its session, then SIGCONT")
            crew.run(_SESSION_S + 4.0)
            stopped.signal(signal.SIGCONT)
            crew.run(2.0)
        sent = feeder.join()
        crew.finish(sent, timeout=180 + count / 50)
        rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
        return rig.judge(deployment, sent)


@scenario(3, "a worker that stays a member of the group and consumes nothing notices it and restarts itself within 60 s", only_long=True)
def stuck_worker(rig: Rig) -> Result:
    """A release in which the first worker's agents hang after some records; the watchdog has to end it with exit code 70."""
    count = rig.articles
    with rig.deployment() as deployment:
        sent = rig.send(deployment, count)
        crew = Supervisor(deployment)
        crew.arm(**release("stuck", after="500"))
        rig.fault("the agents hang for good")
        crew.finish(sent, timeout=240)
        assert crew.exits == {70: 1}, f"exits: {dict(crew.exits)}"
        result = rig.judge(deployment, sent)
        rig.note(f"noticed and restarted within {result.longest_pause_s:.0f} s")
        return result
