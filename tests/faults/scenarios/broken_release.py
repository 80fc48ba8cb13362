"""Group 12: a release that can't read any article must not drain the input into the dead letters."""

import json

from service.outcome import ExitCode
from tests.broker.kafka_io import read
from tests.broker.progress import wait_until
from tests.faults.releases import release
from tests.faults.rig import Result, Rig
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor


@scenario(12, "every article raises in hop 1: the worker stops with 78, a working release and `dead replay` process everything")
def broken_reading(rig: Rig) -> Result:
    """The stage code raises for every article."""
    return _broken(rig, "code")


@scenario(12, "every article raises in hop 2: the same", only_long=True)
def broken_settling(rig: Rig) -> Result:
    """All of hop 2 raises for every reading."""
    return _broken(rig, "settle")


def _broken(rig: Rig, stage: str) -> Result:
    count = rig.articles
    with rig.deployment() as deployment:
        sent = rig.send(deployment, count)
        crew = Supervisor(deployment)
        crew.scale(1, **release("broken", stage=stage))
        rig.fault(f"a release whose {stage} raises for every article")
        wait_until(lambda: bool(crew.given_up), tend=crew.tend)
        assert crew.given_up == [ExitCode.BROKEN_RELEASE]
        drained = [json.loads(record.value) for record in read(deployment.bootstrap, deployment.topic("ledger"))]
        letters = [one for one in drained if one["reason"] == "stage_error"]
        assert len(letters) <= 100, f"{len(letters)} inputs were drained into the dead letters before the worker stopped"
        crew.slots.clear()
        crew.scale(1)
        replayed = deployment.command("dead", "replay", "--reason", "stage_error")
        assert replayed.returncode == 0, replayed.stdout + replayed.stderr
        crew.wait_ready()
        wait_until(lambda: deployment.command("reconcile", "--wait").returncode == 0)
        left = deployment.command("dead", "list", "--json", "--reason", "stage_error")
        assert left.returncode == 0, left.stderr
        assert left.stdout.strip() == "", f"still open: {left.stdout}"
        ledger = [json.loads(record.value) for record in read(deployment.bootstrap, deployment.topic("ledger"))]
        settled = {entry["article_id"] for entry in ledger if entry["outcome"] != "dead"}
        missing = [one.id for one in sent if one.id is not None and one.id not in settled]
        assert missing == [], f"{len(missing)} articles have no outcome but a dead letter: {missing[:5]}"
        crew.stop()
        rig.note(f"{len(letters)} letters before the stop, replayed with success")
        return Result(len(sent), rig.faults, 0, 0, 0.0, rig.notes)
