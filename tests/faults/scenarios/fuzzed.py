"""Group 8: optional fields, headers and encodings at random."""

import json
from collections import Counter

from tests.broker.kafka_io import read
from tests.faults.fuzzed import fuzzed
from tests.faults.rig import Result, Rig
from tests.faults.scenario import scenario
from tests.faults.supervisor import Supervisor


@scenario(8, "records whose optional fields, headers and encodings are filled at random")
def fuzzed_records(rig: Rig) -> Result:
    """Each gets one outcome, none of them `stage_error`, and no worker exits: whatever a publisher sends is data."""
    count = rig.size(1_500, 20_000)
    with rig.deployment() as deployment:
        sent = rig.send(deployment, fuzzed(count))
        rig.fault(f"{count:,} records filled at random")
        crew = Supervisor(deployment, 1)
        crew.finish(sent)
        assert not crew.exits, f"exits: {dict(crew.exits)}"
        entries = [json.loads(record.value) for record in read(deployment.bootstrap, deployment.topic("ledger")) if record.value]
        defects = [entry["input"] for entry in entries if entry["reason"] == "stage_error"]
        assert defects == [], f"{len(defects)} stage_error, e.g. {defects[:5]}"
        outcomes = Counter(entry["outcome"] for entry in entries)
        rig.note(", ".join(f"{outcome} {number:,}" for outcome, number in sorted(outcomes.items())))
        return rig.judge(deployment, sent, compare=False)
