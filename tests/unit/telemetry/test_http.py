"""What the worker answers over HTTP."""

import socket
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from service.errors import Fatal
from service.outcome import ExitCode
from service.selection import Known
from service.telemetry import http
from service.telemetry.http import HttpServer

KNOWN = Known({"diplomatic_protest": ("walkout", "expulsion"), "defection": ("asylum",)})


class FakeStatus:
    """A worker that says what a test wants."""

    is_ready = (True, "")
    events = (b'{"event_id":"1"}', b'{"event_id":"2"}', b'{"event_id":"3"}')

    def ready(self) -> tuple[bool, str]:
        return self.is_ready

    def report(self) -> dict[str, Any]:
        return {"ready": self.is_ready[0], "outcomes": {"event": 3}}

    def events_after(self, number: int) -> tuple[int, list[tuple[int, bytes]]]:
        return 3, list(enumerate(self.events))[number:]


@pytest.fixture
def status() -> FakeStatus:
    return FakeStatus()


@pytest.fixture
async def server(status: FakeStatus) -> AsyncIterator[HttpServer]:
    started = HttpServer(status, KNOWN)
    await started.start("127.0.0.1", 0)
    yield started
    await started.stop()


@pytest.fixture
async def client(server: HttpServer) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(server.url) as session:
        yield session


async def test_readiness_follows_the_worker_and_says_why_not(client: aiohttp.ClientSession, status: FakeStatus) -> None:
    async with client.get("/readyz") as answer:
        assert (answer.status, await answer.text()) == (200, "ready\n")
    status.is_ready = (False, "joining the group")
    async with client.get("/readyz") as answer:
        assert (answer.status, await answer.text()) == (503, "joining the group\n")


async def test_a_worker_that_is_not_ready_is_alive(client: aiohttp.ClientSession, status: FakeStatus) -> None:
    status.is_ready = (False, "loading")
    async with client.get("/livez") as answer:
        assert answer.status == 200


async def test_metrics_come_as_prometheus_text(client: aiohttp.ClientSession) -> None:
    async with client.get("/metrics") as answer:
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        assert "demarche_articles_total" in await answer.text()


async def test_status_is_what_the_worker_reports(client: aiohttp.ClientSession) -> None:
    async with client.get("/api/status") as answer:
        assert await answer.json() == {"ready": True, "outcomes": {"event": 3}}


async def test_events_come_whole_or_from_a_number_on(client: aiohttp.ClientSession) -> None:
    async with client.get("/api/events") as answer:
        assert await answer.json() == {"latest": 3, "events": [{"event_id": "1"}, {"event_id": "2"}, {"event_id": "3"}]}
    async with client.get("/api/events?after=2") as answer:
        assert await answer.json() == {"latest": 3, "events": [{"event_id": "3"}]}


async def test_only_the_newest_of_large_events_are_sent(
    client: aiohttp.ClientSession, status: FakeStatus, monkeypatch: pytest.MonkeyPatch
) -> None:
    status.events = (b'{"n":1}', b'{"n":2}', b'{"n":3}')
    for room, expected in ((14, [2, 3]), (13, [3]), (1, [3]), (100, [1, 2, 3])):
        monkeypatch.setattr(http, "MOST_EVENT_BYTES", room)
        async with client.get("/api/events") as answer:
            assert [event["n"] for event in (await answer.json())["events"]] == expected


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "²", ""])
async def test_a_number_that_is_none_is_refused(client: aiohttp.ClientSession, after: str) -> None:
    async with client.get("/api/events", params={"after": after}) as answer:
        assert answer.status == 400


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=walkout", [1, 3]),
        ("kind=walkout&kind=asylum", [1, 2, 3]),
        ("topic=defection&after=1", [2]),
        ("min_confidence=0.8", [2, 3]),
        ("actor=mali", [1]),
        ("limit=2", [2, 3]),
        ("kind=walkout&limit=1", [3]),
    ],
)
async def test_events_are_chosen_by_the_filters_of_a_query(
    client: aiohttp.ClientSession, status: FakeStatus, query: str, expected: list[int]
) -> None:
    status.events = (
        b'{"n":1,"topic":"diplomatic_protest","kind":"walkout","confidence":0.5,"actors":[{"name":"Mali","country":"MLI"}]}',
        b'{"n":2,"topic":"defection","kind":"asylum","confidence":0.9,"actors":[{"name":"Somalia","country":"SOM"}]}',
        b'{"n":3,"topic":"diplomatic_protest","kind":"walkout","confidence":0.8}',
    )
    async with client.get(f"/api/events?{query}") as answer:
        assert [event["n"] for event in (await answer.json())["events"]] == expected


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("colour=red", "colour: there is no such filter; there are topic, kind, country"),
        ("kind=walkuot", "kind: walkuot is no kind; there are walkout, expulsion, asylum"),
        ("kind=asylum&topic=diplomatic_protest", "kind: asylum is no kind; there are walkout, expulsion\n"),
        ("country=France", "country: FRANCE is no country; write its three letters (ISO 3166), such as FRA"),
        ("since=yesterday", "since: yesterday is no time; write a day (2026-11-29)"),
        ("limit=0", "limit: 0 is no limit"),
    ],
)
async def test_a_filter_that_there_is_not_or_does_not_take_is_400_with_a_line_that_says_what_is_allowed(
    client: aiohttp.ClientSession, query: str, said: str
) -> None:
    async with client.get(f"/api/events?{query}") as answer:
        text = await answer.text()
        assert (answer.status, text.count("\n")) == (400, 1)
        assert said in text


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/", "text/html"),
        ("/style.css", "text/css"),
        ("/app.js", "text/javascript"),
        ("/dom.js", "text/javascript"),
        ("/world.json", "application/json"),
        ("/icon.svg", "image/svg+xml"),
    ],
)
async def test_the_page_is_served_from_the_package(client: aiohttp.ClientSession, path: str, content_type: str) -> None:
    async with client.get(path) as answer:
        assert (answer.status, answer.content_type) == (200, content_type)
        assert "http://" not in (await answer.text()).replace("http://www.w3.org", "")


@pytest.mark.parametrize("path", ["/", "/metrics", "/api/events", "/api/events?after=x", "/no-such-thing", "/../settings.py"])
async def test_every_answer_allows_nothing_but_our_own_files(client: aiohttp.ClientSession, path: str) -> None:
    async with client.get(path) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_taken_port_falls_back_to_a_free_one(status: FakeStatus) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        server = HttpServer(status, KNOWN)
        await server.start("127.0.0.1", taken)
        try:
            assert server.url.startswith("http://127.0.0.1:")
            assert not server.url.endswith(f":{taken}")
            async with aiohttp.ClientSession(server.url) as session, session.get("/livez") as answer:
                assert answer.status == 200
        finally:
            await server.stop()


async def test_an_address_of_another_machine_is_wrong_use_and_named(status: FakeStatus) -> None:
    with pytest.raises(Fatal, match=r"DEMARCHE_HTTP_HOST is 192\.0\.2\.1") as raised:
        await HttpServer(status, KNOWN).start("192.0.2.1", 0)
    assert raised.value.exit_code == ExitCode.USAGE
