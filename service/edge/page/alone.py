"""The page without a worker: the same incidents and articles, from the topics alone, in a process that takes no part in the work."""

import asyncio
import signal
from collections.abc import Callable

from service.edge.children.chunk import Assignment
from service.edge.page.side import PageSide
from service.selection import Known
from service.settings import Settings
from service.telemetry.http import HttpServer
from service.telemetry.http_access import Access
from service.telemetry.status import Status

_GROUP = "none, as it is a page alone"


async def serve_page(settings: Settings, told: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; `told(url)` is called when it listens.

    Raises `Fatal` for a broken topic file or an address that is not of this machine. Brokers may be away: they are looked for.
    """
    assignment = Assignment.of(settings)
    context = assignment.context()
    status = Status(version=context.pipeline_version, rules_version=context.rules.version, group=_GROUP, instance=None)
    status.now("")
    known = Known.of(context.rules.topics)
    page = PageSide(settings, known, context.event_topics, assignment)
    token = settings.http_token.get_secret_value() if settings.http_token else None
    server = HttpServer(status, known, Access.of(settings.http_host, settings.http_names, token), page.api)
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    await server.start(settings.http_host, settings.http_port)
    try:
        page.start()
        told(server.url)
        await asked.wait()
    finally:
        await server.stop()
        await page.stop()
