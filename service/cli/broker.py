"""`demarche broker`: the embedded broker, alone."""

import signal
from typing import Annotated

import typer

from service.cli.screen import messages, output

DEFAULT_PORT = 9092
"""Where `DEMARCHE_KAFKA_BOOTSTRAP_SERVERS` looks by default, so that the other commands find it."""


def broker(*, port: Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen on; 0 takes a free one.")] = DEFAULT_PORT) -> None:
    """Run the embedded broker until Ctrl-C. It keeps everything in memory: for trying things out, never for real data."""
    from service.edge.embedded import EmbeddedBroker
    from service.errors import Fatal

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with EmbeddedBroker(port) as running:
            messages().print("Alpha software that keeps everything in memory: for trying things out, never for real data.", style="yellow")
            output().print(f"DEMARCHE_KAFKA_BOOTSTRAP_SERVERS={running.bootstrap_servers}")
            status = running.wait()
    except KeyboardInterrupt:
        return
    raise Fatal(f"The embedded broker ended by itself with status {status}.")
