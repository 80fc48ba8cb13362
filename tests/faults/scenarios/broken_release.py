"""Group 12: a release that can't read any article must not drain the input into the dead letters."""

import json
from dataclasses import replace

from service import dead_letter
from service.edge.hops.broken_release import MOST
from service.outcome import DeadReason, ExitCode
from tests.broker.deployment import Deployment
from tests.broker.kafka_io import Sent, read
from tests.broker.oracle import judge
from tests.broker.progress import wait_settled, wait_until
from tests.faults.releases import release
from tests.faults.rig import Result, Rig, mixed
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor

_ONE_BY_ONE = 40
_TOGETHER = 10


@scenario(12, "every article raises in hop 1: the worker stops with 78, a working release and `dead replay` process everything")
def broken_reading(rig: Rig) -> Result:
    """The stage code raises for every article."""
    return _broken(rig, "code")


@scenario(12, "every article raises in hop 2: the same", only_long=True)
def broken_settling(rig: Rig) -> Result:
    """All of hop 2 raises for every reading."""
    return _broken(rig, "settle")


def _broken(rig: Rig, stage: str) -> Result:
    """Some letters come one by one, below the ceiling; then a flood, of which next to nothing may become letters."""
    samples = mixed(rig.articles)
    with rig.deployment() as deployment:
        crew = Supervisor(deployment)
        crew.scale(1, **release("broken", stage=stage))
        sent = []
        for start in range(0, _ONE_BY_ONE, _TOGETHER):
            sent += rig.send(deployment, samples[start : start + _TOGETHER])
            wait_settled(deployment, sent)
        few = sum(one.kind != "poison" for one in sent)
        sent += rig.send(deployment, samples[_ONE_BY_ONE:])
        rig.fault(f"a release whose {stage} raises for every article")
        wait_until(lambda: bool(crew.given_up), tend=crew.tend)
        assert crew.given_up == [ExitCode.BROKEN_RELEASE]
        letters = _stage_errors(deployment)
        assert few <= len(letters) <= MOST, f"{len(letters)} inputs became dead letters before the worker stopped"
        crew.slots.clear()
        crew.scale(1)
        replayed = deployment.command("dead", "replay", "--reason", "stage_error")
        assert replayed.returncode == 0, replayed.stdout + replayed.stderr
        sent += _sent_again(deployment, sent, letters)
        wait_settled(deployment, sent, tend=crew.tend)
        crew.stop()
        left = deployment.command("dead", "list", "--json", "--reason", "stage_error")
        assert (left.returncode, left.stdout.strip()) == (0, ""), f"still open: {left.stdout}{left.stderr}"
        reconciled = deployment.command("reconcile", "--wait")
        assert reconciled.returncode == 0, reconciled.stdout + reconciled.stderr
        verdict = judge(deployment, sent, may_die_of=DeadReason.STAGE_ERROR)
        assert verdict.problems == [], verdict.problems
        assert _stage_errors(deployment) == letters, "an article failed again, or the broken release went on writing"
        rig.note(f"{len(letters)} letters before the stop with exit code {int(ExitCode.BROKEN_RELEASE)}, all replayed with success")
        return rig.result(verdict)


def _stage_errors(deployment: Deployment) -> set[bytes]:
    """Ledger keys of the inputs that ended so."""
    ledger = read(deployment.bootstrap, deployment.topic("ledger"))
    return {record.key for record in ledger if record.key and json.loads(record.value)["reason"] == DeadReason.STAGE_ERROR}


def _sent_again(deployment: Deployment, sent: list[Sent], letters: set[bytes]) -> list[Sent]:
    """The inputs that the replay made: each letter's once, with a link to it."""
    first = {one.ledger_key: one for one in sent}
    again = []
    for record in read(deployment.bootstrap, deployment.topic("raw")):
        said = dead_letter.read(tuple(record.headers))
        if said.replay_of:
            assert said.first == said.replay_of, "sent back for the first time, so both links name the same input"
            place = {"partition": record.partition, "offset": record.offset, "timestamp": record.timestamp}
            key = said.replay_of.encode()
            again.append((key, replace(first[key], **place)))
    assert sorted(key for key, _ in again) == sorted(letters), "not each letter was sent back once"
    return [one for _, one in again]
