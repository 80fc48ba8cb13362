"""`python -m tests.broker.try_image RUN...`: a worker that RUN starts in a container settles articles on real Kafka, and ends when asked.

RUN is what `env NAME=VALUE ... COMMAND` may be added to; scripts/build_image.sh gives it.
"""

import os
import signal
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import psutil

from service.edge.kafka.embedded_broker import free_port
from service.edge.parentage import die_with_parent
from tests.broker.articles import MIXED, corpus
from tests.broker.deployment import Deployment, Worker
from tests.broker.kafka_cluster import KafkaCluster
from tests.broker.kafka_io import send
from tests.broker.oracle import judge
from tests.broker.progress import wait_settled

_ARTICLES = 300
_PARTITIONS = 2
_ENTRYPOINT = "/usr/local/bin/entrypoint.sh"
_WITHIN_S = 300.0


def main(run: list[str]) -> None:
    """Raises AssertionError when the worker does not start, loses or alters anything, or does not end with 0."""
    with KafkaCluster() as cluster, tempfile.TemporaryDirectory() as directory:
        deployment = Deployment(cluster.bootstrap, "image", Path(directory), _PARTITIONS).create_topics()
        worker = _start(run, deployment)
        try:
            sent = send(cluster.bootstrap, deployment.topic("raw"), corpus(_ARTICLES, mix=MIXED), _PARTITIONS)
            worker.wait_ready(_WITHIN_S)
            wait_settled(deployment, sent, _WITHIN_S)
            verdict = judge(deployment, sent)
            assert verdict.problems == [], "\n".join(verdict.problems)
            _entrypoint(worker).send_signal(signal.SIGTERM)
            assert worker.wait() == 0, worker.tail()
        finally:
            deployment.close()
    print(f"{verdict.settled} articles were settled by the image, {len(verdict.lost)} lost: {dict(verdict.outcomes)}")  # noqa: T201


def _start(run: list[str], deployment: Deployment) -> Worker:
    port, log = free_port(), deployment.directory / "worker.log"
    settings = {name: value for name, value in deployment.variables().items() if name.startswith("DEMARCHE_")} | {
        "DEMARCHE_HTTP_PORT": str(port)
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*run, "env", *(f"{name}={value}" for name, value in settings.items()), _ENTRYPOINT, "run"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=partial(die_with_parent, os.getpid()),  # noqa: PLW1509 - one system call; nothing outlives a killed run
        )
    worker = Worker(process, port, log)
    deployment.workers.append(worker)
    return worker


def _entrypoint(worker: Worker) -> psutil.Process:
    """The process that a container's runtime would ask to end: what is around it is the builder's."""
    children = psutil.Process(worker.process.pid).children(recursive=True)
    return next(one for one in children if _ENTRYPOINT in one.cmdline()[:2])


if __name__ == "__main__":
    main(sys.argv[1:])
