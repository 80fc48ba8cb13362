"""An operator passes over an input at which workers die; the workers that are started afterwards take it as their own doing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.broker.deployment import Deployment
from tests.broker.kafka_io import read

pytestmark = pytest.mark.kafka

ARTICLES = tuple(
    f'{{"text": "Nothing happened in the capital on {day}, and the museum of {what} stayed shut."}}'.encode()
    for day, what in (("Monday", "clocks"), ("Tuesday", "maps"), ("Wednesday", "salt"), ("Thursday", "glass"), ("Friday", "trams"))
)
FIRST, THEN = ARTICLES[:2], ARTICLES[2:]


@pytest.fixture
def installed(apache_kafka: str, tmp_path: Path) -> Iterator[Deployment]:
    made = Deployment(apache_kafka, "skipping", tmp_path, partitions=1).create_topics()
    try:
        yield made
    finally:
        made.close()


def said(deployment: Deployment, *arguments: str, code: int = 0, stdin: bytes | None = None) -> str:
    done = deployment.command(*arguments, stdin=stdin)
    assert done.returncode == code, done.stdout + done.stderr
    return " ".join((done.stdout + done.stderr).split())


def test_a_skipped_input_has_its_outcome_and_those_behind_it_are_read(installed: Deployment) -> None:
    def place(offset: int) -> str:
        return f"{installed.topic('raw')}-0-{offset}"

    said(installed, "produce", "-", stdin=b"\n".join(FIRST))
    worker = installed.start_worker().wait_ready()
    said(installed, "reconcile", "--wait", "--timeout", "100")
    assert "stop all workers first" in said(installed, "dead", "skip", place(len(FIRST)), code=1)
    assert worker.stop() == 0
    said(installed, "produce", "-", stdin=b"\n".join(THEN))
    deadly = place(len(FIRST))
    assert f"{deadly} would become a dead letter" in said(installed, "dead", "skip", deadly, "--dry-run")
    assert "would be lost; start at" in said(installed, "dead", "skip", place(len(FIRST) + 1), code=1)
    assert f"{deadly} became a dead letter, unread" in said(installed, "dead", "skip", deadly)
    assert "is passed already" in said(installed, "dead", "skip", deadly, code=1)
    worker = installed.start_worker().wait_ready()
    balance = json.loads(said(installed, "reconcile", "--wait", "--timeout", "100", "--json"))
    assert (balance["inputs"], balance["settled"], balance["missing"]) == (len(ARTICLES), len(ARTICLES), 0)
    ledger = [(record.key.decode(), json.loads(record.value)["outcome"]) for record in read(installed.bootstrap, installed.topic("ledger"))]
    dead = [offset for offset in range(len(ARTICLES)) if (place(offset), "dead") in ledger]
    assert (dead, len(ledger)) == ([len(FIRST)], len(ARTICLES))
    assert worker.alive
    assert "strange_commits" not in worker.log.read_text(encoding="utf-8")
    assert worker.stop() == 0
    assert f"stays ({deadly}): whoever has the article must send it again" in said(installed, "dead", "replay", "--yes")
    assert "0 dead letters were sent back" in said(installed, "dead", "replay", "--yes")
    assert "holds no bytes of it" in said(installed, "dead", "show", deadly, "--raw", code=1)
    assert "skipped by an operator" in said(installed, "dead", "show", deadly)
