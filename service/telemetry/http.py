"""The worker's HTTP side: metrics, probes, the live page and its JSON.

Runs in the worker's event loop, so that an answer of `/livez` proves that the loop ticks.
"""

import asyncio
from typing import Any, Protocol

import orjson
from aiohttp import web

from service.errors import Fatal
from service.outcome import ExitCode
from service.selection import Known
from service.telemetry import http_connections, metrics
from service.telemetry.http_access import PROBES, Access
from service.telemetry.http_connections import Handler, answered_in_time, connections_of, runner_of
from service.telemetry.http_files import FILES, secure
from service.telemetry.http_query import chosen, number
from service.telemetry.logs import LogEvent, get_logger
from service.telemetry.page_api import PageApi

MOST_EVENT_BYTES = 8_000_000
"""Of one answer of `/api/events`: an event carries its article, and 50 of the largest would be more than a page can show."""
_OPEN_PATHS = PROBES | set(FILES)
"""Nothing of the news is in them."""
_AFTER = "after"
"""What the page asks with, beside the filters: the number of the latest event that it has."""


class Reported(Protocol):
    """What the worker tells of itself (`service.telemetry.status.Status`)."""

    def ready(self) -> tuple[bool, str]:
        """Whether the worker takes part in the group's work, and if not, why."""

    def report(self) -> dict[str, Any]:
        """The answer of `/api/status`."""

    def events_after(self, number: int) -> tuple[int, list[tuple[int, bytes]]]:
        """The number of the latest event, and the recent ones with a higher number than `number`, oldest first: when (ms), and the JSON."""


class HttpServer:
    """Serves until `stop`; `url` is where."""

    def __init__(self, status: Reported, known: Known, access: Access | None = None, page: PageApi | None = None) -> None:
        """Nothing listens before `start`. `known`: the topics and kinds that a filter may name; without `access` everybody may ask.

        `page`: what the page asks for beside the worker's own state.
        """
        self._status = status
        self._known = known
        self._access = access or Access()
        self._page = page
        self._listener: asyncio.Server | None = None
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self, host: str, port: int) -> None:
        """Listen on `port`, or on a free one when it is 0 or taken; logs the address. Raises `Fatal` when `host` is not of this machine."""
        app = web.Application(middlewares=[answered_in_time, secure, self._admit])
        app.router.add_get("/metrics", self._metrics)
        app.router.add_get("/livez", self._livez)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/api/status", self._api_status)
        app.router.add_get("/api/events", self._api_events)
        for path, answer in FILES.items():
            app.router.add_get(path, answer)
        if self._page is not None:
            self._page.add_to(app)
        self._runner = runner_of(app)
        await self._runner.setup()
        try:
            await self._listen(host, port)
        except OSError as problem:
            try:
                await self._listen(host, 0)
            except OSError as worse:
                raise Fatal(f"DEMARCHE_HTTP_HOST is {host}, where this machine can't listen ({worse.strerror}).", ExitCode.USAGE) from worse
            get_logger().warning(LogEvent.HTTP_PORT_TAKEN, wanted=port, reason=problem.strerror, url=self.url)
        get_logger().info(LogEvent.HTTP_LISTENING, url=self.url)

    async def stop(self) -> None:
        """Stop listening."""
        if self._listener:
            self._listener.close()
        if self._runner:
            await self._runner.cleanup()

    async def _listen(self, host: str, port: int) -> None:
        """Listen there; raises `OSError` where that can't be had."""
        server = self._runner.server if self._runner else None
        if server is None:
            raise RuntimeError("the runner is not set up")
        connect = connections_of(server, http_connections.MOST_CONNECTIONS)
        self._listener = await asyncio.get_running_loop().create_server(connect, host, port)
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{self._listener.sockets[-1].getsockname()[1]}"

    @web.middleware
    async def _admit(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self._access.check(request, _OPEN_PATHS)
        return await handler(request)

    async def _metrics(self, _request: web.Request) -> web.Response:
        return web.Response(body=metrics.exposition(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    async def _livez(self, _request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _readyz(self, _request: web.Request) -> web.Response:
        ready, reason = self._status.ready()
        return web.Response(text=f"{'ready' if ready else reason}\n", status=200 if ready else 503)

    async def _api_status(self, _request: web.Request) -> web.Response:
        return web.Response(body=orjson.dumps(self._status.report()), content_type="application/json")

    async def _api_events(self, request: web.Request) -> web.Response:
        """The recent events after the number `after`, those that the filters take (`service/selection.py`)."""
        after = number(request, _AFTER, 0)
        selection = chosen(request, self._known, but=_AFTER)
        latest, recent = self._status.events_after(after)
        events = [value for written_ms, value in recent if not selection.given or selection.takes(orjson.loads(value), written_ms)]
        newest = _newest(events[-selection.limit :] if selection.limit else events, MOST_EVENT_BYTES)
        return web.Response(body=b'{"latest":%d,"events":[%b]}' % (latest, b",".join(newest)), content_type="application/json")


def _newest(events: list[bytes], most: int) -> list[bytes]:
    """The newest events (at least one) that fit into `most` bytes, oldest first."""
    first, room = len(events), most
    while first > 0 and (len(events[first - 1]) <= room or first == len(events)):
        first -= 1
        room -= len(events[first])
    return events[first:]
