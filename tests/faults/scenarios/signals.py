"""Group 10: signals to the worker at bad moments, and clocks that jump."""

import signal
from pathlib import Path

from tests.broker.progress import wait_for_progress, wait_until
from tests.faults.releases import release
from tests.faults.rig import Result, Rig, mixed
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor

_DAY_S = 86_400


@scenario(10, "SIGTERM in the middle of a batch, again and again", only_long=True)
def sigterm_in_a_batch(rig: Rig) -> Result:
    """Every exit must be 0, and nothing may be settled twice."""
    count = rig.articles
    with rig.deployment() as deployment:
        sent = rig.send(deployment, count)
        for stop in range(rig.size(2, 6)):
            crew = Supervisor(deployment, 1)
            wait_for_progress(deployment, (stop + 1) * count // rig.size(5, 10))
            rig.fault("SIGTERM in the middle of a batch")
            crew.stop()
        Supervisor(deployment, 1).finish(sent)
        result = rig.judge(deployment, sent)
        assert result.replayed == 0, f"{result.replayed} inputs were settled twice although every stop was clean"
        return result


@scenario(10, "SIGTERM while the worker starts and loads its state, and SIGTERM twice")
def sigterm_at_bad_moments(rig: Rig) -> Result:
    """At several moments of the start; the second SIGTERM of a pair may end it with 70, and the log is replayed."""
    count = rig.articles // 2
    with rig.deployment() as deployment:
        sent = rig.send(deployment, count)
        Supervisor(deployment, 1).finish(sent)
        sent += rig.send(deployment, mixed(count, start=count))
        for delay in (0.5, 1.5, 2.5, 3.0):
            crew = Supervisor(deployment, 1)
            crew.run(delay)
            rig.fault(f"SIGTERM {delay} s after the start")
            worker = crew.workers()[0]
            assert worker.stop() in (0, -signal.SIGTERM), worker.tail()  # before Python has set its handlers, the signal itself ends it
        worker = deployment.start_worker()
        wait_until(worker.ready)
        worker.signal(signal.SIGTERM)
        worker.signal(signal.SIGTERM)
        rig.fault("SIGTERM twice")
        assert worker.wait() in (0, 70), worker.tail()
        Supervisor(deployment, 1).finish(sent)
        return rig.judge(deployment, sent)


@scenario(10, "the worker's clock jumps a day ahead, two days back, and again", only_long=True)
def clock_jumps(rig: Rig) -> Result:
    """Nothing that is written may depend on it."""
    count = rig.articles
    clock = Path(rig.directory, "clock")
    clock.write_text("0", encoding="ascii")
    with rig.deployment() as deployment:
        crew = Supervisor(deployment)
        crew.scale(2, **release("clock", clock=str(clock)))
        crew.wait_ready()
        feeder = rig.feed(deployment, count, seconds=rig.size(6, 40))
        for offset in (_DAY_S, -_DAY_S, _DAY_S, 0):
            crew.run(rig.size(1, 8))
            replacement = clock.with_suffix(".new")
            replacement.write_text(str(offset), encoding="ascii")
            replacement.replace(clock)
            rig.fault(f"the clock jumps to {offset:+} s")
        sent = feeder.join()
        crew.finish(sent)
        assert not crew.exits, f"exits: {dict(crew.exits)}"
        return rig.judge(deployment, sent)
