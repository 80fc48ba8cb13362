"""The worker's HTTP side: metrics, probes, the live page and its JSON.

Runs in the worker's event loop, so that an answer of `/livez` proves that the loop ticks.
"""

from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any, Protocol

import orjson
from aiohttp import web

from service.errors import Fatal
from service.outcome import ExitCode
from service.telemetry import metrics
from service.telemetry.logs import LogEvent, get_logger

_CONTENT_TYPES = {
    "index.html": "text/html",
    "style.css": "text/css",
    "app.js": "text/javascript",
    "dom.js": "text/javascript",
    "event_card.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
_SECURITY_HEADERS = {
    # Articles are hostile input: nothing but our own files may run, load or be asked.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
MOST_EVENT_BYTES = 8_000_000
"""Of one answer of `/api/events`: an event carries its article, and 50 of the largest would be more than a page can show."""
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Reported(Protocol):
    """What the worker tells of itself (`service.telemetry.status.Status`)."""

    def ready(self) -> tuple[bool, str]:
        """Whether the worker takes part in the group's work, and if not, why."""

    def report(self) -> dict[str, Any]:
        """The answer of `/api/status`."""

    def events_after(self, number: int) -> tuple[int, list[bytes]]:
        """The number of the latest event, and the recent events (JSON, oldest first) with a higher number than `number`."""


class HttpServer:
    """Serves until `stop`; `url` is where."""

    def __init__(self, status: Reported) -> None:
        """Nothing listens before `start`."""
        self._status = status
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self, host: str, port: int) -> None:
        """Listen on `port`, or on a free one when it is 0 or taken; logs the address. Raises `Fatal` when `host` is not of this machine."""
        app = web.Application(middlewares=[_secure])
        app.router.add_get("/metrics", self._metrics)
        app.router.add_get("/livez", self._livez)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/api/status", self._api_status)
        app.router.add_get("/api/events", self._api_events)
        for name in _CONTENT_TYPES:
            app.router.add_get("/" if name == "index.html" else f"/{name}", _page(name))
        self._runner = runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            self.url = await _listen(runner, host, port)
        except OSError as problem:
            try:
                self.url = await _listen(runner, host, 0)
            except OSError as worse:
                raise Fatal(f"DEMARCHE_HTTP_HOST is {host}, where this machine can't listen ({worse.strerror}).", ExitCode.USAGE) from worse
            get_logger().warning(LogEvent.HTTP_PORT_TAKEN, wanted=port, reason=problem.strerror, url=self.url)
        get_logger().info(LogEvent.HTTP_LISTENING, url=self.url)

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner:
            await self._runner.cleanup()

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
        after = request.query.get("after", "0")
        if not after.isascii() or not after.isdigit():
            raise web.HTTPBadRequest(text="after must be a number\n")
        latest, events = self._status.events_after(int(after[:18]))
        body = b'{"latest":%d,"events":[%b]}' % (latest, b",".join(_newest(events, MOST_EVENT_BYTES)))
        return web.Response(body=body, content_type="application/json")


def _newest(events: list[bytes], most: int) -> list[bytes]:
    """The newest events (at least one) that fit into `most` bytes, oldest first."""
    first, room = len(events), most
    while first > 0 and (len(events[first - 1]) <= room or first == len(events)):
        first -= 1
        room -= len(events[first])
    return events[first:]


async def _listen(runner: web.AppRunner, host: str, port: int) -> str:
    """Listen there and return the URL."""
    await web.TCPSite(runner, host, port).start()
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{runner.addresses[-1][1]}"


def _page(name: str) -> _Handler:
    body = files("service.web").joinpath(name).read_bytes()

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=body, content_type=_CONTENT_TYPES[name], charset="utf-8")

    return answer


@web.middleware
async def _secure(request: web.Request, handler: _Handler) -> web.StreamResponse:
    try:
        response = await handler(request)
    except web.HTTPException as refused:
        refused.headers.update(_SECURITY_HEADERS)
        raise
    response.headers.update(_SECURITY_HEADERS)
    return response
