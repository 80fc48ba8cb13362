"""Clients that mean no good: half-open connections, slow ones, and what is no HTTP. On real sockets."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import uvloop

from service.selection import Known
from service.telemetry import http_connections
from service.telemetry.http import HttpServer
from tests.unit.telemetry.test_http import FakeStatus

WITHIN_S = 60.0
HALF_OPEN = 1_000
LARGE = 8_000_000

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection is closed for its age."""
    monkeypatch.setattr(http_connections, "HEADER_WITHIN_S", 3_600.0)


@pytest.fixture
async def server(patient: None) -> AsyncIterator[HttpServer]:
    del patient
    started = HttpServer(FakeStatus(), Known({}))
    await started.start("127.0.0.1", 0)
    yield started
    await started.stop()


@pytest.fixture
async def streams() -> AsyncIterator[list[Stream]]:
    """Connections, closed at the end."""
    made: list[Stream] = []
    yield made
    for _, writer in made:
        writer.transport.abort()
    await asyncio.sleep(0)


async def connect(server: HttpServer, streams: list[Stream], **settings: Any) -> Stream:
    streams.append(await asyncio.open_connection("127.0.0.1", int(server.url.rpartition(":")[2]), **settings))
    return streams[-1]


async def alive(server: HttpServer) -> bool:
    async with asyncio.timeout(WITHIN_S), aiohttp.ClientSession(server.url) as session, session.get("/livez") as answer:
        return answer.status == 200


async def ended(reader: asyncio.StreamReader) -> bytes:
    """What comes until the server ends the connection."""
    async with asyncio.timeout(WITHIN_S):
        try:
            return await reader.read(-1)
        except ConnectionResetError:
            return b""


async def test_half_open_connections_keep_nobody_from_asking(server: HttpServer, streams: list[Stream]) -> None:
    for _ in range(HALF_OPEN):
        _, writer = await connect(server, streams)
        writer.write(b"GET /livez HTTP/1.1\r\nHost: localhost\r\nX: ")
    assert await alive(server)
    assert await ended(streams[0][0]) == b""


@pytest.mark.usefixtures("patient")
def test_the_same_on_the_loop_of_a_worker_whose_transports_are_none_of_asyncio() -> None:
    async def ask() -> bytes:
        server = HttpServer(FakeStatus(), Known({}))
        await server.start("127.0.0.1", 0)
        streams: list[Stream] = []
        for _ in range(2 * http_connections.MOST_CONNECTIONS):
            await connect(server, streams)
        assert await alive(server)
        oldest = await ended(streams[0][0])
        await server.stop()
        for _, writer in streams:
            writer.transport.abort()
        return oldest

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        assert runner.run(ask()) == b""


async def test_a_request_that_does_not_come_to_an_end_is_not_waited_for(streams: list[Stream], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_connections, "HEADER_WITHIN_S", 0.1)
    server = HttpServer(FakeStatus(), Known({}))
    await server.start("127.0.0.1", 0)
    try:
        for begun in (b"", b"GET /livez HTTP/1.1\r\nHost: localh", b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\nGET /li"):
            reader, writer = await connect(server, streams)
            writer.write(begun)
            assert (b"alive" in await ended(reader)) == (b"\r\n\r\n" in begun)
    finally:
        await server.stop()


async def test_a_client_that_does_not_take_its_answer_is_cut_off_and_told_of_in_one_line(
    server: HttpServer, streams: list[Stream], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(http_connections, "ANSWER_WITHIN_S", 0.2)
    monkeypatch.setattr(FakeStatus, "events", (b'"' + b"x" * LARGE + b'"',))
    reader, writer = await connect(server, streams, limit=1_000)
    writer.write(b"GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    async with asyncio.timeout(WITHIN_S):
        while not caplog.records:  # noqa: ASYNC110 - the log has no event to wait for
            await asyncio.sleep(0.01)
    assert [record.getMessage() for record in caplog.records] == ["an HTTP client did not take its answer, cut off: SlowClientError"]
    assert len(await ended(reader)) < LARGE


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"HELP\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 20_000 + b"\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
    ],
)
async def test_a_malformed_request_is_refused_and_told_of_in_one_line(
    sent: bytes, server: HttpServer, streams: list[Stream], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        reader, writer = await connect(server, streams)
        writer.write(sent)
        assert (await ended(reader)).startswith(b"HTTP/1.0 400 ")
    (record,) = [record for record in caplog.records if record.name == "aiohttp.server"]
    assert record.getMessage().startswith("malformed HTTP request, refused: ")
    assert record.exc_info is None


async def test_a_worker_that_ends_does_not_wait_for_a_client(streams: list[Stream], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeStatus, "events", (b'"' + b"x" * LARGE + b'"',))
    server = HttpServer(FakeStatus(), Known({}))
    await server.start("127.0.0.1", 0)
    _, writer = await connect(server, streams, limit=1_000)
    writer.write(b"GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert await alive(server)
    async with asyncio.timeout(http_connections.ANSWER_WITHIN_S):
        await server.stop()
