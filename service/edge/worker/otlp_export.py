"""Sends the metrics to an OpenTelemetry collector, where OpenTelemetry's own variables name one. Nothing waits for it.

The variables are read by OpenTelemetry's library, which is the extra `otel`. It speaks OTLP over HTTP, in protobuf.
"""

import os
import threading
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry

from service.telemetry.logs import LogEvent, get_logger

if TYPE_CHECKING:
    from service.telemetry.otlp import Sender

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_EVERY_MS = 60_000
"""OpenTelemetry's own default."""


class OtlpExport:
    """A thread that sends what a registry holds, again and again."""

    def __init__(self, registry: CollectorRegistry, version: str, instance: str | None) -> None:
        """Of the pipeline's `version`. `instance`: the worker's stable name, if any."""
        self._registry = registry
        self._version = version
        self._sent_by = {"service.name": "demarche"} | ({"service.instance.id": instance} if instance else {})
        self._ended = threading.Event()
        self._sender: Sender | None = None

    def start(self) -> None:
        """Begin, where a collector is named and one is wanted; where the extra is missing, say so and do nothing."""
        endpoint = next(filter(os.environ.get, _ENDPOINTS), None)
        unwanted = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true" or os.environ.get("OTEL_METRICS_EXPORTER") == "none"
        if endpoint is None or unwanted:
            return
        try:
            from service.telemetry.otlp import Sender
        except ModuleNotFoundError:
            problem = f"{endpoint} is set, but the extra that sends metrics is not installed: pip install 'demarche[otel]'"
            get_logger().warning(LogEvent.METRICS_NOT_EXPORTED, problem=problem)
            return
        self._sender = Sender(self._registry, self._version, self._sent_by)
        threading.Thread(target=self._run, args=(self._sender,), name="otlp", daemon=True).start()

    def stop(self) -> None:
        """End; nobody waits for what is on its way."""
        self._ended.set()
        if self._sender:
            self._sender.close()

    def _run(self, sender: "Sender") -> None:
        every_s = _milliseconds(os.environ.get("OTEL_METRIC_EXPORT_INTERVAL")) / 1000
        while not self._ended.wait(every_s):
            sender.send()


def _milliseconds(text: str | None) -> int:
    """What is no number counts as unset, as OpenTelemetry asks for."""
    return int(text) if text and text.isdigit() and int(text) else _EVERY_MS
