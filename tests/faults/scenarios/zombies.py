"""Group 3: workers that are stopped for longer than their session lasts and come back; and workers that live and do nothing."""

import json
import signal
from datetime import datetime

from tests.broker.deployment import Deployment
from tests.broker.kafka_io import read
from tests.faults.releases import release
from tests.faults.rig import Result, Rig
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor

_SESSION_S = 10.0
"""The worker's session timeout (`service/edge/kafka/faust_app.py`)."""
_NOTICED_WITHIN_S = 60.0


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
        crew.finish(sent)
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
        crew.finish(sent)
        assert crew.exits == {70: 1}, f"exits: {dict(crew.exits)}"
        result = rig.judge(deployment, sent)
        noticed = _noticed_after(deployment)
        assert noticed <= _NOTICED_WITHIN_S, f"noticed after {noticed:.0f} s"
        rig.note(f"noticed {noticed:.0f} s after the last outcome, work again after {result.longest_pause_s:.0f} s")
        return result


def _noticed_after(deployment: Deployment) -> float:
    """Seconds from the last outcome that the stuck worker wrote to the watchdog's line in its log."""
    log = deployment.workers[0].log.read_text().splitlines()
    (line,) = [entry for entry in (json.loads(said) for said in log if said.startswith("{")) if entry["event"] == "watchdog"]
    barked = datetime.fromisoformat(line["timestamp"]).timestamp()
    ledger = read(deployment.bootstrap, deployment.topic("ledger"))
    return barked - max(record.timestamp for record in ledger if record.timestamp / 1000 < barked) / 1000
