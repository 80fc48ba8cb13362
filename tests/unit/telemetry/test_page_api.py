"""What the page asks for over HTTP: rows, a stream of changes, incidents, events, dead letters, explanations."""

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from service.record import Headers, Record, Source
from service.selection import Known
from service.telemetry import page_api
from service.telemetry.catalogue import Catalogue
from service.telemetry.http import HttpServer
from service.telemetry.http_access import Access
from service.telemetry.page_api import BusyError, NotExplainedError, PageApi
from tests.browser.events import event
from tests.browser.incidents import defection, incident, report
from tests.unit.telemetry.test_http import FakeStatus

KNOWN = Known({"diplomatic_protest": ("expulsion", "recall"), "defection": ("desertion",)})


class Desk:
    """Says what it was asked."""

    problem: Exception | None = None

    async def explain(self, value: bytes, headers: Headers, timestamp_ms: int) -> bytes:
        if self.problem:
            raise self.problem
        return json.dumps({"value": value.decode(), "headers": len(headers), "timestamp": timestamp_ms}).encode()


class Side:
    """The page's side of a worker, with topics that hold what a test puts there."""

    def __init__(self) -> None:
        """Knows nothing."""
        self.catalogue = Catalogue()
        self.archive: dict[Source, Record] = {}
        self.desk = Desk()
        self.api = PageApi(self.catalogue, KNOWN, self.fetch, "news.raw", self.desk)

    async def fetch(self, topic: str, partition: int, offset: int) -> Record | None:
        return self.archive.get(Source(topic, partition, offset))

    def tell(self, *values: bytes) -> None:
        for value in values:
            self.catalogue.take_incident(Record(Source("news.incidents", 0, 0), 1_700_000_000_000, None, value))


@pytest.fixture
def side() -> Side:
    return Side()


@pytest.fixture
async def server(side: Side) -> AsyncIterator[HttpServer]:
    started = HttpServer(FakeStatus(), KNOWN, page=side.api)
    await started.start("127.0.0.1", 0)
    yield started
    await started.stop()


@pytest.fixture
async def client(server: HttpServer) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(server.url) as session:
        yield session


async def answer(client: aiohttp.ClientSession, path: str) -> Any:
    async with client.get(path) as given:
        assert given.status == 200, await given.text()
        return await given.json()


async def refusal(client: aiohttp.ClientSession, path: str) -> tuple[int, str]:
    async with client.get(path) as given:
        return given.status, await given.text()


async def test_rows_come_newest_first_and_in_pieces(client: aiohttp.ClientSession, side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_api, "FIRST_ROWS", 2)
    side.tell(*(incident(name) for name in "abc"))
    first = await answer(client, "/api/rows")
    assert ([row["id"] for row in first["rows"]], first["latest"], first["complete"]) == (["c", "b"], 3, False)
    second = await answer(client, f"/api/rows?before={first['before']}")
    assert ([row["id"] for row in second["rows"]], second["before"]) == (["a"], 0)
    assert await refusal(client, "/api/rows?before=x") == (400, "before must be a number\n")


async def message(stream: aiohttp.StreamReader) -> tuple[str, Any]:
    async with asyncio.timeout(30):
        name = (await stream.readline()).decode().removeprefix("event: ").strip()
        data = json.loads((await stream.readline()).removeprefix(b"data: "))
        await stream.readline()
    return name, data


async def test_changes_are_streamed_with_the_headers_of_every_answer(client: aiohttp.ClientSession, side: Side) -> None:
    side.tell(incident("a"), incident("b"))
    async with client.get("/api/stream?after=1") as stream:
        assert stream.content_type == "text/event-stream"
        assert stream.headers["Content-Security-Policy"].startswith("default-src 'none'")
        name, data = await message(stream.content)
        assert (name, [row["id"] for row in data["rows"]], data["latest"]) == ("rows", ["b"], 2)
        side.tell(incident("a", 2))
        assert [row["revision"] for row in (await message(stream.content))[1]["rows"]] == [2]
        side.catalogue.complete = True
        assert (await message(stream.content))[1] == {"latest": 3, "complete": True, "rows": []}


async def test_a_stream_after_a_number_that_was_never_given_begins_anew(client: aiohttp.ClientSession) -> None:
    async with client.get("/api/stream?after=77") as stream:
        assert (await message(stream.content))[0] == "restart"


async def test_more_pages_than_a_worker_can_bear_are_sent_away(client: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_api, "MOST_STREAMS", 1)
    async with client.get("/api/stream") as stream:
        await message(stream.content)
        assert (await refusal(client, "/api/stream"))[0] == 503


async def test_a_reader_that_has_gone_is_forgotten(client: aiohttp.ClientSession, side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_api, "MOST_STREAMS", 1)
    async with client.get("/api/stream") as stream:
        await message(stream.content)
    async with asyncio.timeout(30):
        while side.api._streams:  # noqa: ASYNC110 - nothing says so but this
            await asyncio.sleep(0.05)
    async with client.get("/api/stream") as stream:
        assert (await message(stream.content))[0] == "rows"


async def test_a_stream_ends_with_the_server(side: Side) -> None:
    server = HttpServer(FakeStatus(), KNOWN, page=side.api)
    await server.start("127.0.0.1", 0)
    async with aiohttp.ClientSession(server.url) as session, session.get("/api/stream") as stream:
        await message(stream.content)
        async with asyncio.timeout(30):
            await server.stop()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["d", "b", "a"]),
        ("?kind=recall", ["b"]),
        ("?topic=defection&modality=asserted", ["d"]),
        ("?country=NIC&limit=1", ["b"]),
        ("?since=2023-11-14", ["d", "b", "a"]),
        ("?since=2024-01-01", []),
    ],
)
async def test_incidents_are_chosen_by_the_filters_of_a_query(
    client: aiohttp.ClientSession, side: Side, query: str, expected: list[str]
) -> None:
    side.tell(incident("a"), incident("b", kind="recall"), defection("d"))
    assert [one["incident_id"] for one in (await answer(client, f"/api/incidents{query}"))["incidents"]] == expected


async def test_a_filter_that_is_none_is_refused(client: aiohttp.ClientSession) -> None:
    status, text = await refusal(client, "/api/incidents?colour=red")
    assert status == 400
    assert text.startswith("colour: there is no such filter; there are topic, kind")


async def test_an_incident_comes_with_its_revisions_and_what_it_answers(client: aiohttp.ClientSession, side: Side) -> None:
    side.tell(incident("a"), incident("a", 2), incident("b", responds_to="a"))
    found = await answer(client, "/api/incidents/a")
    assert (found["incident"]["revision"], [one["revision"] for one in found["revisions"]]) == (2, [1, 2])
    assert ([row["id"] for row in found["answered_by"]], found["answers_to"]) == (["b"], None)
    assert (await answer(client, "/api/incidents/b"))["answers_to"]["id"] == "a"
    assert (await refusal(client, "/api/incidents/c"))[0] == 404
    assert await refusal(client, "/api/incidents/a?format=xml") == (400, "format: there are json and csv\n")


async def test_an_incident_as_a_table_has_no_formulas(client: aiohttp.ClientSession, side: Side) -> None:
    side.tell(incident("a", reports=[report(headline='=HYPERLINK("x")'), report("e2", source="+1", headline="Two, and\nmore")], date=None))
    async with client.get("/api/incidents/a?format=csv") as given:
        assert given.headers["Content-Disposition"] == 'attachment; filename="incident.csv"'
        rows = list(csv.DictReader(io.StringIO(await given.text(), newline="")))
    assert [row["headline"] for row in rows] == ['\'=HYPERLINK("x")', "Two, and\nmore"]
    assert rows[1]["source"] == "'+1"
    assert rows[0]["actors"] == "Chile (CHL)"


async def test_an_event_is_read_from_where_it_stands(client: aiohttp.ClientSession, side: Side) -> None:
    place = Source("news.events.x", 1, 5)
    record = Record(place, 0, None, event("It was.", "It was."))
    side.catalogue.take_event(record)
    assert (await refusal(client, "/api/events/e1"))[0] == 404
    side.archive[place] = record
    assert (await answer(client, "/api/events/e1"))["event_id"] == "e1"
    assert (await refusal(client, "/api/events/e2"))[0] == 404


async def test_an_input_is_explained_from_its_topic_and_from_no_other(client: aiohttp.ClientSession, side: Side) -> None:
    side.archive[Source("news.raw", 2, 9)] = Record(Source("news.raw", 2, 9), 77, None, b"text", (("a", b"b"),))
    assert await answer(client, "/api/explain/2/9") == {"value": "text", "headers": 1, "timestamp": 77}
    assert (await refusal(client, "/api/explain/2/10"))[0] == 404
    assert (await refusal(client, "/api/explain/x/10"))[0] == 400


async def test_a_text_is_explained_within_bounds(client: aiohttp.ClientSession, side: Side) -> None:
    async with client.post("/api/explain", json={"text": "x"}) as given:
        assert json.loads((await given.json())["value"]) == {"text": "x"}
    async with client.post("/api/explain", data="text=x") as given:
        assert given.status == 415
    async with client.post("/api/explain", json={"text": "x" * page_api.MOST_EXPLAINED_BYTES}) as given:
        assert given.status == 413
    for problem, status in ((BusyError(), 429), (NotExplainedError("it ended"), 503)):
        side.desk.problem = problem
        async with client.post("/api/explain", json={"text": "x"}) as given:
            assert given.status == status


async def test_nothing_of_the_news_is_told_without_the_token(side: Side) -> None:
    server = HttpServer(FakeStatus(), KNOWN, Access(token="s3cret"), side.api)
    await server.start("127.0.0.1", 0)
    side.tell(incident("a"))
    try:
        async with aiohttp.ClientSession(server.url) as session:
            for path in ("rows", "stream", "incidents", "incidents/a", "events/e1", "dead", "explain/0/0"):
                assert (await refusal(session, f"/api/{path}"))[0] == 401
            async with session.post("/api/explain", json={"text": "x"}) as given:
                assert given.status == 401
    finally:
        await server.stop()
