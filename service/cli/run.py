"""`demarche run`: a worker."""

import os
import signal

import typer

from service.outcome import ExitCode


def run() -> None:
    """Run a worker until SIGTERM or Ctrl-C. Any number may run against one cluster: they share the work."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(ExitCode.OK))  # until the worker's loop handles them: nothing is taken yet
    from service.edge.worker.worker import run_worker
    from service.settings import load_settings
    from service.telemetry import logs

    settings, _ = load_settings()
    logs.configure(settings.log_format, settings.log_level)
    raise typer.Exit(run_worker(settings))
