"""Kafka's own scripts, where Python's clients cannot ask the same: moving partitions, electing leaders, who controls the cluster."""

import json
import re
import subprocess
import tempfile
import time
from pathlib import Path

from tests.broker.kafka_admin import Replicas
from tests.broker.kafka_cluster import java

_ELECT = "org.apache.kafka.tools.LeaderElectionCommand"
_QUORUM = "org.apache.kafka.tools.MetadataQuorumCommand"
_REASSIGN = "org.apache.kafka.tools.reassign.ReassignPartitionsCommand"


def active_controller(bootstrap: str) -> int:
    """The node that leads the quorum of controllers; raises AssertionError when the script does not say."""
    said = _run(_QUORUM, "--bootstrap-server", bootstrap, "describe", "--status")
    found = re.search(r"LeaderId:\s+(\d+)", said)
    assert found, said
    return int(found[1])


def reassign(bootstrap: str, wanted: Replicas, timeout: float = 240.0) -> None:
    """Move partitions, and return when all are where they were wanted; raises AssertionError when it takes over `timeout` seconds."""
    partitions = [{"topic": topic, "partition": number, "replicas": list(nodes)} for (topic, number), nodes in wanted.items()]
    with tempfile.TemporaryDirectory() as directory:
        plan = Path(directory, "plan.json")
        plan.write_text(json.dumps({"version": 1, "partitions": partitions}), encoding="utf-8")
        place = ("--bootstrap-server", bootstrap, "--reassignment-json-file", str(plan))
        _run(_REASSIGN, *place, "--execute")
        end = time.monotonic() + timeout
        while "still in progress" in (said := _run(_REASSIGN, *place, "--verify")):
            assert time.monotonic() < end, f"not moved within {timeout:.0f} s:\n{said}"
            time.sleep(0.5)


def elect_unclean(bootstrap: str, topic: str, partitions: int) -> None:
    """Let a replica lead that is not in sync, in each partition of the topic that has no leader; raises AssertionError when it cannot."""
    wanted = {"partitions": [{"topic": topic, "partition": number} for number in range(partitions)]}
    with tempfile.TemporaryDirectory() as directory:
        plan = Path(directory, "plan.json")
        plan.write_text(json.dumps(wanted), encoding="utf-8")
        _run(_ELECT, "--bootstrap-server", bootstrap, "--election-type", "unclean", "--path-to-json-file", str(plan))


def _run(name: str, *arguments: str) -> str:
    done = subprocess.run([*java(), name, *arguments], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
