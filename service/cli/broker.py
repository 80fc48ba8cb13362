"""`demarche broker`: the embedded broker, alone."""

import os
import signal
import socket
from typing import Annotated

import typer

from service.cli.screen import messages, output
from service.errors import Fatal

DEFAULT_PORT = 9092
"""Where `DEMARCHE_KAFKA_BOOTSTRAP_SERVERS` looks by default, so that the other commands find it."""


def broker(*, port: Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen on; 0 takes a free one.")] = DEFAULT_PORT) -> None:
    """Run the embedded broker until Ctrl-C. It keeps everything in memory: for trying things out, never for real data."""
    from service.edge.kafka.embedded_broker import EmbeddedBroker

    _require_free(port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with EmbeddedBroker(port) as running:
            messages().print("Alpha software that keeps everything in memory: for trying things out, never for real data.", style="yellow")
            output().print(f"DEMARCHE_KAFKA_BOOTSTRAP_SERVERS={running.bootstrap_servers}")
            status = running.wait()
    except KeyboardInterrupt:
        return
    raise Fatal(f"The embedded broker ended by itself with status {status}.")


def _require_free(port: int) -> None:
    """A broker that ends at once, and another program's answers on its port, would be hard to tell from one that works."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as problem:
        raise Fatal(
            f"Port {port} can't be used ({os.strerror(problem.errno or 0)}); choose another one, e.g. demarche broker --port 0."
        ) from problem
