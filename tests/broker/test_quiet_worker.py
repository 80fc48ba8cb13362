"""A worker that had nothing to do for long, and then has much."""

import json
import time

from tests.broker.articles import PLAIN, corpus
from tests.broker.deployment import Deployment
from tests.broker.kafka_io import send
from tests.broker.progress import wait_settled
from tests.faults.releases import release

LIMIT_S = 1.0
"""After which Faust calls a stream hanging in that release; it looks every 2.5 s."""


def test_a_backlog_after_a_quiet_time_makes_no_false_alarm(deployment: Deployment) -> None:
    worker = deployment.start_worker(**release("impatient")).wait_ready()
    time.sleep(3 * LIMIT_S)
    samples = list(corpus(600, mix=PLAIN))
    sent = send(deployment.bootstrap, deployment.topic("raw"), samples, deployment.partitions, idempotent=not deployment.embedded)
    began = time.monotonic()
    wait_settled(deployment, sent, timeout=300)
    assert time.monotonic() - began > 3, "the backlog was too short for Faust to look at it"
    assert worker.stop() == 0
    said = [json.loads(line) for line in worker.log.read_text().splitlines()]
    assert [line for line in said if line["level"] not in {"info", "warning"}] == []
