"""Sends the metrics to an OpenTelemetry collector, where OpenTelemetry's own variables name one. Nothing waits for it.

Of those variables these count: OTEL_EXPORTER_OTLP_METRICS_ENDPOINT (as it is) or OTEL_EXPORTER_OTLP_ENDPOINT (with `/v1/metrics` added),
OTEL_EXPORTER_OTLP_HEADERS, OTEL_METRIC_EXPORT_INTERVAL and OTEL_EXPORTER_OTLP_TIMEOUT (ms), OTEL_SERVICE_NAME,
OTEL_RESOURCE_ATTRIBUTES, OTEL_SDK_DISABLED and OTEL_METRICS_EXPORTER=none. It speaks OTLP over HTTP in JSON and nothing else.
"""

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote

import aiohttp
from prometheus_client import CollectorRegistry

from service.telemetry.logs import LogEvent, get_logger
from service.telemetry.otlp import export_request

_EVERY_MS, _WITHIN_MS = 60_000, 10_000
"""OpenTelemetry's own defaults."""
_SAID_EVERY_S = 60.0
_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Destination:
    """Where the metrics go, how often, and as whose."""

    url: str
    headers: dict[str, str]
    resource: dict[str, str]
    every_s: float
    within_s: float

    @classmethod
    def of(cls, environment: Mapping[str, str], instance: str | None) -> "Destination | None":
        """What the variables say; None where they name no collector or want nothing sent. `instance`: the worker's stable name, if any."""
        if environment.get("OTEL_SDK_DISABLED", "").lower() == "true" or environment.get("OTEL_METRICS_EXPORTER") == "none":
            return None
        base = environment.get("OTEL_EXPORTER_OTLP_ENDPOINT", "")
        url = environment.get("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT") or (f"{base.rstrip('/')}/v1/metrics" if base else "")
        if not url:
            return None
        named = {"service.name": "demarche"} | ({"service.instance.id": instance} if instance else {})
        named |= _pairs(environment.get("OTEL_RESOURCE_ATTRIBUTES", ""))
        if name := environment.get("OTEL_SERVICE_NAME"):
            named["service.name"] = name
        every_s, within_s = (
            _milliseconds(environment.get(variable), otherwise) / 1000
            for variable, otherwise in (("OTEL_METRIC_EXPORT_INTERVAL", _EVERY_MS), ("OTEL_EXPORTER_OTLP_TIMEOUT", _WITHIN_MS))
        )
        return cls(url, _pairs(environment.get("OTEL_EXPORTER_OTLP_HEADERS", "")), named, every_s, within_s)


class OtlpExport:
    """A task that sends what the registry holds, again and again. A collector that does not take it is a warning, at most one a minute."""

    def __init__(self, destination: Destination | None, registry: CollectorRegistry, version: str) -> None:
        """Does nothing without a destination."""
        self._destination = destination
        self._registry = registry
        self._version = version
        self._since_ns = time.time_ns()
        self._said_at = float("-inf")
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; needs a running loop."""
        if self._destination:
            self._task = asyncio.create_task(self._run(self._destination))

    async def stop(self) -> None:
        """End at once, whatever is on its way."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self, to: Destination) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=to.within_s)) as session:
            while True:
                await asyncio.sleep(to.every_s)
                try:
                    await self._send(session, to)
                except (aiohttp.ClientError, TimeoutError, ValueError) as problem:
                    self._say(to, f"{type(problem).__name__}: {problem}")

    async def _send(self, session: aiohttp.ClientSession, to: Destination) -> None:
        body = export_request(self._registry, to.resource, self._version, since_ns=self._since_ns, now_ns=time.time_ns())
        async with session.post(to.url, data=body, headers=to.headers | _JSON) as answer:
            if not answer.ok:
                self._say(to, f"it answered {answer.status}")

    def _say(self, to: Destination, problem: str) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._said_at >= _SAID_EVERY_S:
            self._said_at = now
            get_logger().warning(LogEvent.METRICS_NOT_EXPORTED, url=to.url, problem=problem)


def _pairs(text: str) -> dict[str, str]:
    """`name=value,name=value`, with what has a meaning there written as in a URL."""
    parts = (part.partition("=") for part in text.split(",") if "=" in part)
    return {unquote(name).strip(): unquote(value).strip() for name, _, value in parts}


def _milliseconds(text: str | None, otherwise: int) -> int:
    """What is no number counts as unset, as OpenTelemetry asks for."""
    return int(text) if text and text.isdigit() and int(text) else otherwise
