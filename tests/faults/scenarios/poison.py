"""Group 8: records that no decent publisher sends, and texts that kill, hang or break what reads them."""

import json

from service.outcome import DeadReason
from tests.broker.articles import Sample
from tests.faults.hostile import hostile
from tests.faults.releases import release
from tests.faults.rig import Result, Rig, mixed
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor


@scenario(8, "the corpus of hostile records between good articles")
def hostile_records(rig: Rig) -> Result:
    """Each gets its one outcome, with the reason that belongs to it; no worker exits."""
    poison = hostile()
    good = mixed(200, seed=3)
    with rig.deployment() as deployment:
        samples = good[:100] + poison + good[100:]
        sent = rig.send(deployment, [_renumbered(one, number) for number, one in enumerate(samples)])
        rig.fault(f"{len(poison)} hostile records")
        crew = Supervisor(deployment, 1)
        crew.finish(sent, timeout=240)
        assert not crew.exits, f"exits: {dict(crew.exits)}"
        return rig.judge(deployment, sent, compare=False)


@scenario(8, "texts that kill or hang the process that reads them, or raise in a stage, become dead letters after the second time")
def deadly_texts(rig: Rig) -> Result:
    """A release with texts that it can't survive; the hanging one is ended by its limit of CPU time, so the long form alone has it."""
    marks = ["KILLS-ITS-READER", "RAISES-IN-A-STAGE"] + (["HANGS-ITS-READER"] if rig.long else [])
    with rig.deployment() as deployment:
        samples = mixed(300)
        for place, mark in enumerate(marks * 2):
            value = json.dumps({"text": f"{mark}. The council met on Sunday."}).encode()
            samples.insert(40 * (place + 1), Sample(0, "poison", None, 0, b"deadly", value, (), DeadReason.STAGE_ERROR))
            rig.fault(f"a text with {mark}")
        sent = rig.send(deployment, [_renumbered(one, number) for number, one in enumerate(samples)])
        crew = Supervisor(deployment)
        crew.scale(1, **release("deadly"))
        crew.finish(sent, timeout=600)  # each hang costs 20 s of CPU, twice
        assert not crew.exits, f"exits: {dict(crew.exits)}"
        return rig.judge(deployment, sent, compare=False)


def _renumbered(sample: Sample, number: int) -> Sample:
    """Poison stands in the partition of its place in the list; good samples keep their families, far from it."""
    if sample.kind != "poison":
        return sample
    unique = 1_000_000 + number
    return Sample(unique, "poison", None, unique, sample.key, sample.value, sample.headers, sample.reason)
