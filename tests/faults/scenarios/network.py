"""Group 7: the network between workers and broker, by a TCP proxy; the tests themselves talk to the broker directly."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.broker.deployment import Deployment
from tests.faults.proxy import Mode, Proxy
from tests.faults.rig import Result, Rig
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor


@contextmanager
def _proxied(rig: Rig) -> Iterator[tuple[Deployment, Proxy]]:
    (broker,) = rig.cluster.brokers
    with (
        Proxy(broker.proxied_port, broker.advertised_port) as proxy,
        rig.deployment(DEMARCHE_KAFKA_BOOTSTRAP_SERVERS=f"127.0.0.1:{proxy.port}") as deployment,
    ):
        yield deployment, proxy


@scenario(7, "40 ms more on the way, in both directions", only_long=True)
def network_latency(rig: Rig) -> Result:
    """Slow, and nothing else: no exit, no replay."""
    count = rig.articles
    with _proxied(rig) as (deployment, proxy):
        proxy.set(delay=0.04)
        rig.fault("40 ms of latency each way")
        sent = rig.send(deployment, count)
        crew = Supervisor(deployment, 2)
        crew.finish(sent)
        assert not crew.exits, f"exits: {dict(crew.exits)}"
        return rig.judge(deployment, sent)


@scenario(7, "all connections are reset, again and again", only_long=True)
def network_resets(rig: Rig) -> Result:
    """RST to both sides, of every connection there is."""
    count = rig.articles
    with _proxied(rig) as (deployment, proxy):
        crew = Supervisor(deployment, 2)
        crew.wait_ready()
        feeder = rig.feed(deployment, count, seconds=rig.size(8, 60))
        for _ in range(rig.size(3, 15)):
            crew.run(rig.random.uniform(1.0, rig.size(2, 5)))
            broken = proxy.reset_all()
            rig.fault(f"{broken} connections reset")
        sent = feeder.join()
        crew.finish(sent)
        rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
        return rig.judge(deployment, sent)


def _silence(rig: Rig, mode: Mode, seconds: float) -> Result:
    count = rig.articles
    with _proxied(rig) as (deployment, proxy):
        crew = Supervisor(deployment, 2)
        crew.wait_ready()
        feeder = rig.feed(deployment, count, seconds=rig.size(8, 40))
        crew.run(3.0)
        proxy.set(mode)
        rig.fault(f"{mode.value} of {seconds:.0f} s")
        crew.run(seconds)
        proxy.set(Mode.PASS)
        sent = feeder.join()
        crew.finish(sent)
        rig.note(f"exits of workers meanwhile: {dict(crew.exits) or 'none'}")
        return rig.judge(deployment, sent)


@scenario(7, "a black hole of 40 s: connections stay, nothing arrives", only_long=True)
def network_black_hole(rig: Rig) -> Result:
    """Longer than the session."""
    return _silence(rig, Mode.BLACK_HOLE, rig.size(15, 40))


@scenario(7, "half-open connections: requests arrive, answers do not", only_long=True)
def network_half_open(rig: Rig) -> Result:
    """Writes happen, their confirmations are lost."""
    return _silence(rig, Mode.HALF_OPEN, rig.size(12, 40))
