"""What connections may cost the worker: how many there are, how long each may take, and what is said of a bad one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

HEADER_WITHIN_S = 15.0
"""From the connection, or the last answer, to the end of a request's header. Prometheus asks every 10 s, and so keeps its connection."""
ANSWER_WITHIN_S = 30.0
"""A client that has not taken its answer by then is cut off: up to 8 MB of events would wait for it."""
CLOSING_S = 1.0
"""Answers that are under way when the worker ends have so long."""
MOST_CONNECTIONS = 100
"""A page has two and Prometheus one. With 1,000 half-open ones, and no limit, `/livez` did not answer any more."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class SlowClientError(ConnectionError):
    """A client did not take its answer in time."""


class ConnectionLog(logging.LoggerAdapter[logging.Logger]):
    """Says in one line, and without a traceback, what a client did wrong; aiohttp prints its own stack for a request that it can't read.

    Goes by the name of aiohttp's logger, so that it is said once a minute.
    """

    def __init__(self) -> None:
        """Writes to the log of `aiohttp.server`."""
        super().__init__(logging.getLogger("aiohttp.server"), {})

    def exception(self, msg: object, *args: object, exc_info: Any = True, **more: Any) -> None:
        """Something went wrong with a request."""
        if isinstance(exc_info, HttpProcessingError):
            self.logger.warning("malformed HTTP request, refused: %s", type(exc_info).__name__)
        elif isinstance(exc_info, ConnectionError):
            self.logger.warning("an HTTP client did not take its answer, cut off: %s", type(exc_info).__name__)
        else:
            super().exception(msg, *args, exc_info=exc_info, **more)

    def debug(self, msg: object, *args: object, exc_info: Any = None, **more: Any) -> None:
        """As `exception` for a request that aiohttp takes for noise: no HTTP at all."""
        if isinstance(exc_info, HttpProcessingError):
            self.exception(msg, *args, exc_info=exc_info)
        else:
            super().debug(msg, *args, exc_info=exc_info, **more)


def runner_of(app: web.Application) -> web.AppRunner:
    """What runs the application, with bounds on the time of each connection."""
    return web.AppRunner(
        app, access_log=None, logger=ConnectionLog(), keepalive_timeout=HEADER_WITHIN_S, shutdown_timeout=CLOSING_S, tcp_keepalive=True
    )


def connections_of(server: web.Server, most: int) -> Callable[[], web.RequestHandler]:
    """What makes a protocol for each connection: where there are `most`, the oldest is cut off, so that a new one always gets through."""

    def connect() -> web.RequestHandler:
        open_ones = server.connections
        for oldest in open_ones[: max(0, len(open_ones) - most + 1)]:
            if oldest.transport is not None:
                oldest.transport.abort()
        return server()

    return connect


@web.middleware
async def answered_in_time(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Send the answer here, where its time can be bounded; must be the outermost."""
    response = await handler(request)
    if response.prepared and (request.transport is None or request.transport.is_closing()):
        return response  # a stream whose reader has gone, as all of them do in the end
    try:
        async with asyncio.timeout(ANSWER_WITHIN_S):
            await response.prepare(request)
            await response.write_eof()
    except TimeoutError:
        if request.transport is not None:
            request.transport.abort()
        raise SlowClientError("no answer taken in time") from None
    return response
