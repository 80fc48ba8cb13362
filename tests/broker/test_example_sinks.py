"""The sinks in `examples/`, killed at their worst moments: nothing is lost, and nothing is there twice."""

import http.server
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from service.edge.parentage import die_with_parent
from tests.broker.postgres_server import PostgresServer, programs
from tests.broker.progress import wait_until
from tests.broker.published import NOTE, Published

pytestmark = pytest.mark.kafka

SINKS = Path(__file__).parents[2] / "examples" / "sinks"
WITHIN_S = 120.0
HELD_AT = (6, 14, 22, 29)
"""Requests, of some 40, in the middle of which the sink is killed."""


@pytest.fixture
def published(apache_kafka: str) -> Published:
    return Published(apache_kafka).create()


@contextmanager
def running(name: str, published: Published, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A sink of both topics, in a consumer group of these topics alone; killed at the end if it still runs."""
    group = ["--group", published.events] if "--group" not in options else []
    process = subprocess.Popen(
        [sys.executable, str(SINKS / name), "--bootstrap", published.bootstrap, "--instance", "one", *group, *options, *published.topics],
        stdin=subprocess.DEVNULL,
        preexec_fn=partial(die_with_parent, os.getpid()),  # noqa: PLW1509 - one system call; nothing outlives a killed test run
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def ended(process: subprocess.Popen[bytes], number: signal.Signals) -> int:
    process.send_signal(number)
    return process.wait(WITHIN_S)


def rows(database: Any) -> dict[tuple[str, str], tuple[int, Any]]:
    if database.execute("select to_regclass('demarche')").fetchone()[0] is None:
        return {}
    found = database.execute("select topic, key, revision, value from demarche").fetchall()
    return {(topic, key): (revision, value) for topic, key, revision, value in found}


def stored(published: Published) -> dict[tuple[str, str], tuple[int, Any]]:
    """The newest revisions, without the U+0000 that PostgreSQL does not take."""
    plain = {"note": NOTE.replace("\0", "")}
    return {place: (revision, value | plain if "note" in value else value) for place, (revision, value) in published.newest.items()}


def test_rows_of_postgres_are_neither_lost_nor_doubled_by_a_kill(published: Published) -> None:
    folder = programs()
    if folder is None:
        pytest.skip("no PostgreSQL server (Debian: postgresql)")
    if find_spec("psycopg") is None or find_spec("confluent_kafka") is None:
        pytest.skip("psycopg and confluent-kafka are not installed; `make test-kafka` does that")
    import psycopg

    with PostgresServer(folder) as server, psycopg.connect(server.address, autocommit=True) as database:
        database_option = ("--database", server.address)
        published.write(0, 6)
        with running("postgres.py", published, *database_option) as sink:
            wait_until(lambda: rows(database) == stored(published), WITHIN_S)
            # In the middle of a transaction: it waits for a lock that we hold.
            with database.transaction():
                database.execute("lock table demarche in exclusive mode")
                published.write(6, 6)
                wait_until(lambda: database.execute("select count(*) > 0 from pg_locks where not granted").fetchone() == (True,), WITHIN_S)
                assert ended(sink, signal.SIGKILL) == -signal.SIGKILL
        with running("postgres.py", published, *database_option) as sink:
            wait_until(lambda: rows(database) == stored(published), WITHIN_S)
            assert ended(sink, signal.SIGTERM) == 0
        # Killed between the rows and the commit of the offsets, all would come again: so it does for another group.
        written = database.execute("select key, xmin::text from demarche order by key").fetchall()
        published.write(12, 1)
        with running("postgres.py", published, *database_option, "--group", f"{published.events}.anew"):
            wait_until(lambda: rows(database) == stored(published), WITHIN_S)
        again = database.execute("select key, xmin::text from demarche order by key").fetchall()
        assert set(written) <= set(again), "a row was written though nothing newer had come"


class Receiver(http.server.ThreadingHTTPServer):
    """Takes CloudEvents. Refuses the second request, and never answers those of `HELD_AT`."""

    def __init__(self) -> None:
        """On a free port."""
        super().__init__(("127.0.0.1", 0), Hook)
        self.taken: list[tuple[str, bytes]] = []
        self.requests = 0
        self.held: queue.Queue[tuple[str, bytes]] = queue.Queue()

    @property
    def url(self) -> str:
        """Where to post."""
        return f"http://127.0.0.1:{self.server_port}/hook"


class Hook(http.server.BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        receiver = self.server
        receiver.requests += 1
        if receiver.requests == 2:
            self.send_error(503)
            return
        assert self.headers["content-type"] == "application/json"
        told = f"{self.headers['ce-source']} {self.headers['ce-id']}", body
        receiver.taken.append(told)
        if receiver.requests in HELD_AT:
            receiver.held.put(told)
            self.connection.recv(1)  # returns when the one who asked is dead
            self.close_connection = True
            return
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_a_webhook_is_told_everything_and_only_the_requests_that_kills_cut_off_twice(published: Published, tmp_path: Path) -> None:
    published.write(0, 6)
    source = {published.events: "/demarche/news.events.defection", published.incidents: f"/demarche/{published.incidents}"}
    all_of_it = {f"{source[topic]} {key}.{revision}" for topic, key, revision in published.values}
    cut_off = []
    with Receiver() as receiver:
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
        options = ("--state", str(tmp_path / "sent.db"), "--url", receiver.url)
        try:
            for _ in HELD_AT:
                with running("webhook.py", published, *options) as sink:
                    cut_off.append(receiver.held.get(timeout=WITHIN_S))
                    assert ended(sink, signal.SIGKILL) == -signal.SIGKILL
            with running("webhook.py", published, *options) as sink:
                wait_until(lambda: {ce_id for ce_id, _ in receiver.taken} == all_of_it, WITHIN_S)
                assert ended(sink, signal.SIGTERM) == 0
        finally:
            receiver.shutdown()
    assert {told: count for told, count in Counter(receiver.taken).items() if count > 1} == dict.fromkeys(cut_off, 2)
