"""What the page asks for beside the worker's own state: incidents as rows and whole, events, dead letters, and explanations."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol

import orjson
from aiohttp import web

from service.record import Headers, Record, Source
from service.selection import Known
from service.telemetry.catalogue import Catalogue
from service.telemetry.http_connections import ANSWER_WITHIN_S
from service.telemetry.http_files import SECURITY_HEADERS
from service.telemetry.http_query import chosen, is_number, number
from service.telemetry.incident_csv import table

MOST_ROWS = 1_000
"""In one answer: about 1 MB, which a browser takes without a stutter."""
FIRST_ROWS = 200
"""In the first one, so that there is something to read at once however many follow."""
LOOK_EVERY_S = 0.5
"""How often a stream looks for changes; many at a time go out as one message."""
_ALIVE_EVERY_S = 15.0
"""A proxy cuts a silent connection, and a worker finds out only by writing that nobody listens any more."""
MOST_STREAMS = 40
"""Of the 100 connections that a worker has; the rest is for probes, Prometheus and the page's questions."""
MOST_EXPLAINED_BYTES = 300_000
"""Of a text that is pasted: fifty times a long article."""
FETCH_WITHIN_S = 10.0
_INCIDENTS = 100
"""In an answer of `/api/incidents` that asks for no other number."""
_BREATH = 200
"""Incidents looked at before the loop gets its turn: 4 ms."""

Fetch = Callable[[str, int, int], Awaitable[Record | None]]


class BusyError(Exception):
    """Others wait already."""


class NotExplainedError(Exception):
    """What an article was given to ended, or took too long; the message says which."""


class Explaining(Protocol):
    """Explains one article in another process (`service.edge.page.desk.ExplainDesk`)."""

    async def explain(self, value: bytes, headers: Headers, timestamp_ms: int) -> bytes:
        """JSON: `explanation` and what each stage `said`. Raises BusyError and NotExplainedError."""


class PageApi:
    """The routes; `add_to` puts them into an application."""

    def __init__(self, catalogue: Catalogue, known: Known, fetch: Fetch, raw_topic: str, desk: Explaining) -> None:
        """`fetch(topic, partition, offset)` reads one record; `raw_topic` is the input.

        `known`: the topics and kinds that a filter may name.
        """
        self._catalogue = catalogue
        self._known = known
        self._fetch = fetch
        self._raw_topic = raw_topic
        self._desk = desk
        self._streams = 0
        self._closing = False

    def add_to(self, app: web.Application) -> None:
        """Add the routes; their streams end when the application shuts down."""

        async def close(_app: web.Application) -> None:
            self._closing = True

        self._closing = False
        app.on_shutdown.append(close)
        app.router.add_get("/api/rows", self._rows)
        app.router.add_get("/api/stream", self._stream)
        app.router.add_get("/api/incidents", self._incidents)
        app.router.add_get("/api/incidents/{name}", self._incident)
        app.router.add_get("/api/events/{name}", self._event)
        app.router.add_get("/api/dead", self._dead)
        app.router.add_get("/api/explain/{partition}/{offset}", self._explain_input)
        app.router.add_post("/api/explain", self._explain_text)

    async def _rows(self, request: web.Request) -> web.Response:
        """Rows that changed last before the number `before` (all, without one), newest first, `before` for the next question."""
        before = number(request, "before", 0) or None
        rows, last = self._catalogue.rows_before(before, MOST_ROWS if before else FIRST_ROWS)
        complete = b"true" if self._catalogue.complete else b"false"
        body = b'{"latest":%d,"complete":%b,"before":%d,"rows":[%b]}' % (self._catalogue.latest, complete, last, b",".join(rows))
        return web.Response(body=body, content_type="application/json")

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: the rows that changed after the number `after`, as they change."""
        after = number(request, "after", 0)
        if self._streams >= MOST_STREAMS:
            raise web.HTTPServiceUnavailable(text="too many pages are open\n", headers={"Retry-After": "30"})
        answer = web.StreamResponse(
            headers=SECURITY_HEADERS | {"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
        )
        self._streams += 1
        try:
            await answer.prepare(request)
            await self._tell(answer, after, request)
        except (TimeoutError, ConnectionError):
            if request.transport is not None:
                request.transport.abort()
        finally:
            self._streams -= 1
        return answer

    async def _tell(self, answer: web.StreamResponse, after: int, request: web.Request) -> None:
        loop = asyncio.get_running_loop()
        said, complete = loop.time(), None
        if after > self._catalogue.latest:  # another worker answers now, or this one anew: its numbers are others
            await _write(answer, b"event: restart\ndata: {}\n\n")
            return
        while not self._closing and request.transport is not None and not request.transport.is_closing():
            rows = self._catalogue.rows_after(after)
            if rows or complete != self._catalogue.complete:
                after, complete = self._catalogue.latest, self._catalogue.complete
                for start in range(0, max(len(rows), 1), MOST_ROWS):
                    some = b",".join(rows[start : start + MOST_ROWS])
                    body = b'{"latest":%d,"complete":%b,"rows":[%b]}' % (after, b"true" if complete else b"false", some)
                    await _write(answer, b"event: rows\ndata: " + body + b"\n\n")
                said = loop.time()
            elif loop.time() - said > _ALIVE_EVERY_S:
                await _write(answer, b": still here\n\n")
                said = loop.time()
            await asyncio.sleep(LOOK_EVERY_S)

    async def _incidents(self, request: web.Request) -> web.Response:
        """The incidents that the filters take, the one that changed last first."""
        selection = chosen(request, self._known)
        found: list[bytes] = []
        for looked_at, (value, written_ms) in enumerate(self._catalogue.incidents()):
            if looked_at % _BREATH == _BREATH - 1:
                await asyncio.sleep(0)
            if selection.takes(orjson.loads(value), written_ms):
                found.append(value)
            if len(found) == (selection.limit or _INCIDENTS):
                break
        return web.Response(body=b'{"incidents":[%b]}' % b",".join(found), content_type="application/json")

    async def _incident(self, request: web.Request) -> web.Response:
        """An incident with its revisions and answers; with `format=csv` its reports as a table, with `format=json` the incident alone."""
        name = request.match_info["name"]
        found = self._catalogue.incident(name)
        if found is None:
            raise web.HTTPNotFound(text="this worker knows no such incident; it may be older than the latest 10,000\n")
        value, past = found
        form = request.query.get("format", "")
        if form == "csv":
            return _file(table(orjson.loads(value)), "text/csv", "csv")
        if form == "json":
            return _file(value, "application/json", "json")
        if form:
            raise web.HTTPBadRequest(text="format: there are json and csv\n")
        first = orjson.loads(value)["responds_to"]
        answered = self._catalogue.row(first) if first else None
        body = b'{"incident":%b,"revisions":[%b],"answers_to":%b,"answered_by":[%b]}' % (
            value,
            b",".join(past),
            answered or b"null",
            b",".join(self._catalogue.answers_to(name)),
        )
        return web.Response(body=body, content_type="application/json")

    async def _event(self, request: web.Request) -> web.Response:
        """An event, whole, as its topic holds it."""
        told = self._catalogue.event(request.match_info["name"])
        if told is None:
            raise web.HTTPNotFound(text="this worker does not know where the event stands; it may be older than the latest 30,000\n")
        record = await self._record(told.place)
        return web.Response(body=record.value, content_type="application/json")

    async def _dead(self, _request: web.Request) -> web.Response:
        """The latest dead letters, newest first."""
        return web.Response(body=orjson.dumps({"letters": self._catalogue.letters()}), content_type="application/json")

    async def _explain_input(self, request: web.Request) -> web.Response:
        """What the stages say of an input, read again from its topic."""
        place = [request.match_info[name] for name in ("partition", "offset")]
        if not all(map(is_number, place)):
            raise web.HTTPBadRequest(text="partition and offset must be numbers\n")
        record = await self._record(Source(self._raw_topic, int(place[0]), int(place[1])))
        return await self._explained(record.value or b"", record.headers, record.timestamp)

    async def _explain_text(self, request: web.Request) -> web.Response:
        """What the stages make of a raw article in the body: JSON, so that no page of another site can send it unasked."""
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="send a raw article as application/json\n")
        if request.content_length is None or request.content_length > MOST_EXPLAINED_BYTES:
            raise web.HTTPRequestEntityTooLarge(
                MOST_EXPLAINED_BYTES, request.content_length or 0, text=f"send at most {MOST_EXPLAINED_BYTES:,} bytes\n"
            )
        return await self._explained(await request.read(), (), None)

    async def _explained(self, value: bytes, headers: Headers, timestamp: int | None) -> web.Response:
        try:
            answer = await self._desk.explain(value, headers, timestamp if timestamp is not None else _now_ms())
        except BusyError:
            raise web.HTTPTooManyRequests(
                text="others are being explained to; try again in a moment\n", headers={"Retry-After": "5"}
            ) from None
        except NotExplainedError as problem:
            raise web.HTTPServiceUnavailable(text=f"{problem}\n") from None
        return web.Response(body=answer, content_type="application/json")

    async def _record(self, place: Source) -> Record:
        record = None
        with suppress(TimeoutError):
            async with asyncio.timeout(FETCH_WITHIN_S):
                record = await self._fetch(place.topic, place.partition, place.offset)
        if record is None:
            raise web.HTTPNotFound(text=f"{place.key} can't be had: its topic holds it no more, or no broker answers\n")
        return record


async def _write(answer: web.StreamResponse, text: bytes) -> None:
    """Send, within the time that an answer has; raises TimeoutError."""
    async with asyncio.timeout(ANSWER_WITHIN_S):
        await answer.write(text)


def _now_ms() -> int:
    return int(time.time() * 1000)


def _file(body: bytes, content_type: str, end: str) -> web.Response:
    return web.Response(
        body=body, content_type=content_type, charset="utf-8", headers={"Content-Disposition": f'attachment; filename="incident.{end}"'}
    )
