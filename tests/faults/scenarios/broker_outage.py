"""Group 5: the only broker is restarted, killed, and away for a minute, while articles come in."""

import time
from dataclasses import dataclass

import psutil

from tests.broker.deployment import Worker
from tests.faults.rig import Result, Rig
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor

_NOTICED_S = 15.0
"""Silence counts after 10 s, a refused connection after 2."""
_STOPPED_WITHIN_S = 35.0
_MOST_LINES = 15
"""When the broker goes: one of ours, and each thing that the clients say of it once."""
_MOST_CPU = 0.05
"""Of a core; busy tries took all of one."""


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
        crew.finish(sent)
        rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
        return rig.judge(deployment, sent)


@scenario(5, "clean restart of the only broker under load", only_long=True)
def broker_restart(rig: Rig) -> Result:
    """SIGTERM, and start at once."""
    return _outage(rig, kill=False, away_s=0.0, times=rig.size(1, 3))


@scenario(5, "SIGKILL of the only broker under load", only_long=True)
def broker_kill(rig: Rig) -> Result:
    """SIGKILL, and start at once; the log is recovered from disk."""
    return _outage(rig, kill=True, away_s=0.0, times=rig.size(1, 3))


@scenario(5, "the only broker is away for 40 s (two minutes in the long form): it is waited for in the process, in few lines and at rest")
def broker_away(rig: Rig) -> Result:
    """Longer than the session and than the patience for confirmations: nobody exits, but one that is asked to, at once."""
    count, away_s = rig.articles, rig.size(40, 120)
    (broker,) = rig.cluster.brokers
    with rig.deployment() as deployment:
        crew = Supervisor(deployment, 2)
        leaver = deployment.start_worker()
        crew.wait_ready()
        leaver.wait_ready()
        feeder = rig.feed(deployment, count, seconds=rig.size(8, 60))
        crew.run(rig.size(3, 10))
        before = {worker.port: _Use.of(worker) for worker in crew.workers()}
        broker.kill()
        rig.fault(f"broker killed for {away_s} s")
        crew.run(_NOTICED_S)
        for worker in [*crew.workers(), leaver]:
            assert "no Kafka broker has answered" in worker.readiness(), worker.readiness()
            assert "demarche_kafka_connected 0.0" in worker.fetch("/metrics")
        asked = time.monotonic()
        assert leaver.stop() == 0
        stopped_in = time.monotonic() - asked
        at_rest = {worker.port: _Use.of(worker) for worker in crew.workers()}
        crew.run(away_s - (time.monotonic() - asked) - _NOTICED_S)
        uses = [(before[worker.port], at_rest[worker.port], _Use.of(worker)) for worker in crew.workers()]
        broker.start()
        sent = feeder.join()
        crew.finish(sent)
        lines = max(after.lines - first.lines for first, _, after in uses)
        cpu = max((after.cpu_s - rest.cpu_s) / (after.at - rest.at) for _, rest, after in uses)
        rig.note(f"{lines} log lines of a worker at most, {cpu:.1%} of a core, exits {dict(crew.exits) or 'none'}")
        rig.note(f"SIGTERM meanwhile: ended after {stopped_in:.1f} s")
        assert not crew.exits, crew.exits
        assert stopped_in < _STOPPED_WITHIN_S
        assert lines <= _MOST_LINES + away_s / 60
        assert cpu < _MOST_CPU
        return rig.judge(deployment, sent)


@dataclass(frozen=True)
class _Use:
    """What a worker and its children have used so far."""

    at: float
    lines: int
    cpu_s: float

    @classmethod
    def of(cls, worker: Worker) -> "_Use":
        processes = [psutil.Process(worker.process.pid)]
        processes += processes[0].children(recursive=True)
        cpu_s = sum(sum(one.cpu_times()[:2]) for one in processes)
        return cls(time.monotonic(), len(worker.log.read_text(errors="replace").splitlines()), cpu_s)
