"""A worker whose file system can't be written: what it lacks is never held against an article."""

import subprocess
from pathlib import Path

import pytest
import yaml

from service.outcome import ExitCode
from tests.broker.articles import corpus
from tests.broker.deployment import Deployment
from tests.broker.kafka_io import Sent, read, send
from tests.broker.progress import wait_settled

_PLACES = ("/", "/tmp", "/var/tmp", "/dev/shm")
_COMPOSE = yaml.safe_load((Path(__file__).parents[2] / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
_, _SIZE = _COMPOSE["worker-1"]["tmpfs"][0].split(":")
_AS_TMPFS = f"mount -t tmpfs -o {_SIZE} none /dev/shm && export TMPDIR=/dev/shm &&"
WITHIN_S = 120.0


def read_only(*, but_for_tmp: bool) -> list[str]:
    """The command that runs another one in a view of the file system of its own; skips the test where the machine allows none."""
    closed = " && ".join(
        f"{{ mountpoint -q {place} || mount --bind {place} {place}; }} && mount -o remount,bind,ro {place}" for place in _PLACES
    )
    opened = _AS_TMPFS if but_for_tmp else ""
    command = ["unshare", "--mount", "sh", "-c", f'mount --make-rprivate / && {closed} && {opened} cd /proc && exec "$0" "$@"']
    try:
        tried = subprocess.run([*command, "true"], capture_output=True, timeout=30, check=False)
    except FileNotFoundError:
        pytest.skip("there is no unshare here")
    if tried.returncode:
        pytest.skip(f"no read-only file system can be made here: {tried.stderr.decode().strip()}")
    return command


def produced(deployment: Deployment) -> list[Sent]:
    """Articles of several languages, sent."""
    samples = [one for one in corpus(300) if one.kind != "poison"]
    return send(deployment.bootstrap, deployment.topic("raw"), samples, deployment.partitions, idempotent=not deployment.embedded)


def test_a_worker_that_may_write_in_its_tmp_alone_reads_all(deployment: Deployment) -> None:
    sent = produced(deployment)
    worker = deployment.start_worker(within=read_only(but_for_tmp=True)).wait_ready()
    wait_settled(deployment, sent, timeout=WITHIN_S)
    assert read(deployment.bootstrap, deployment.topic("dead")) == []
    assert worker.stop() == 0


def test_a_worker_that_may_write_nowhere_refuses_to_start_and_blames_no_article(deployment: Deployment) -> None:
    produced(deployment)
    worker = deployment.start_worker(within=read_only(but_for_tmp=False))
    assert worker.wait(WITHIN_S) == ExitCode.FAILED, worker.tail()
    assert "No usable temporary directory" in worker.tail()
    assert read(deployment.bootstrap, deployment.topic("dead")) == []
