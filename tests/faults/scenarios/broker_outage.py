"""Group 5: the only broker is restarted, killed, and away for a minute, while articles come in."""

from tests.faults.rig import Result, Rig
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor


def _outage(rig: Rig, *, kill: bool, away_s: float, times: int) -> Result:
    count = rig.articles
    (broker,) = rig.cluster.brokers
    with rig.deployment() as deployment:
        crew = Supervisor(deployment, 2)
        crew.wait_ready()
        feeder = rig.feed(deployment, count, seconds=rig.size(8, 60))
        for _ in range(times):
            crew.run(rig.size(3, 10))
            if kill:
                broker.kill()
            else:
                broker.stop()
            rig.fault(f"broker {'killed' if kill else 'stopped'} for {away_s:.0f} s")
            crew.run(away_s)
            broker.start()
        sent = feeder.join()
        crew.finish(sent, timeout=240 + count / 50)
        rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
        return rig.judge(deployment, sent)


@scenario(5, "clean restart of the only broker under load", only_long=True)
def broker_restart(rig: Rig) -> Result:
    """SIGTERM, and start at once."""
    return _outage(rig, kill=False, away_s=0.0, times=rig.size(1, 3))


@scenario(5, "SIGKILL of the only broker under load")
def broker_kill(rig: Rig) -> Result:
    """SIGKILL, and start at once; the log is recovered from disk."""
    return _outage(rig, kill=True, away_s=0.0, times=rig.size(1, 3))


@scenario(5, "the only broker is away for 60 s", only_long=True)
def broker_away(rig: Rig) -> Result:
    """Longer than the session and than the producer's patience: workers exit and are started again, or go on."""
    return _outage(rig, kill=True, away_s=60.0, times=1)
