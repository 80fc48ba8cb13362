"""The embedded broker on the command line."""

import os
import signal
import socket
import struct
import subprocess
import sys
import time

import pytest

from service.cli.main import execute
from service.edge.kafka.embedded_broker import EmbeddedBroker

API_VERSIONS = struct.pack(">ihhih4s", 14, 18, 0, 1, 4, b"test")
"""The first request of any Kafka client: size, key, version, correlation id, client id."""


def test_a_taken_port_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert execute(["broker", "--port", str(port)]) == 1
    assert capsys.readouterr().err == (
        f"demarche: Port {port} can't be used (Address already in use); choose another one, e.g. demarche broker --port 0.\n"
    )


def test_it_stops_within_two_seconds_though_a_client_stays() -> None:
    with EmbeddedBroker() as broker, socket.create_connection((broker.host, broker.port)) as client:
        client.sendall(API_VERSIONS)
        assert client.recv(4)
        began = time.monotonic()
        broker.stop()
        assert time.monotonic() - began < 2.0


def test_it_says_how_to_reach_it_and_ends_well_on_sigterm() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DEMARCHE_")}
    command = [sys.executable, "-m", "service.cli.main", "broker", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as broker:
        assert broker.stdout is not None
        name, _, address = broker.stdout.readline().strip().partition("=")
        assert name == "DEMARCHE_KAFKA_BOOTSTRAP_SERVERS"
        host, port = address.split(":")
        socket.create_connection((host, int(port)), timeout=5).close()
        broker.send_signal(signal.SIGTERM)
        assert broker.wait(20) == 0
        with socket.socket() as probe:
            assert probe.connect_ex((host, int(port))) != 0
