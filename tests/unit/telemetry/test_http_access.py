"""Who may ask a worker over HTTP."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import aiohttp
import pytest

from service.selection import Known
from service.telemetry.http import HttpServer
from service.telemetry.http_access import Access
from service.telemetry.status import Status

TOKEN = "Grüße-0123456789"

Ask = Callable[..., Awaitable[int]]


@pytest.fixture
async def ask() -> AsyncIterator[Callable[[Access], Awaitable[Ask]]]:
    """A worker with this access; what it answers to a path, with headers."""
    async with AsyncExitStack() as stack:

        async def start(access: Access) -> Ask:
            server = HttpServer(Status(version="1", rules_version="2", group="g", instance=None), Known({}), access)
            await server.start("127.0.0.1", 0)
            stack.push_async_callback(server.stop)
            session = await stack.enter_async_context(aiohttp.ClientSession(server.url))

            async def answer(path: str, **headers: str) -> int:
                async with session.get(path, headers=headers) as got:
                    return got.status

            return answer

        yield start


async def test_without_a_token_everybody_may_ask(ask: Callable[[Access], Awaitable[Ask]]) -> None:
    status = await ask(Access())
    assert [await status(path) for path in ("/metrics", "/api/status", "/api/events")] == [200, 200, 200]


async def test_what_tells_of_the_news_wants_the_token_and_the_probes_do_not(ask: Callable[[Access], Awaitable[Ask]]) -> None:
    status = await ask(Access(TOKEN))
    closed = ("/metrics", "/api/status", "/api/events", "/api/anything", "/no-such-thing")
    assert {await status(path) for path in closed} == {401}
    assert {await status(path, Authorization=f"Bearer {TOKEN}") for path in closed[:3]} == {200}
    assert [await status(path) for path in ("/livez", "/readyz", "/", "/app.js")] == [200, 503, 200, 200]


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", f"bearer {TOKEN}"])
async def test_another_token_is_none(given: str, ask: Callable[[Access], Awaitable[Ask]]) -> None:
    assert await (await ask(Access(TOKEN)))("/metrics", Authorization=given) == 401


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("localhost:8080", 200),
        ("LOCALHOST.", 200),
        ("127.0.0.1:9", 200),
        ("[::1]:8080", 200),
        ("10.0.0.7:8080", 200),
        ("evil.example", 421),
        ("evil.example:8080", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost:80:80", 421),
    ],
)
async def test_a_worker_of_this_machine_alone_is_not_asked_by_the_name_of_a_page_of_the_web(
    host: str, name: str, status: int, ask: Callable[[Access], Awaitable[Ask]]
) -> None:
    answers = await ask(Access.of(host, None, None))
    assert await answers("/api/status", Host=name) == status
    assert await answers("/livez", Host=name) == status


async def test_names_may_be_given_and_then_no_other_is_answered(ask: Callable[[Access], Awaitable[Ask]]) -> None:
    answers = await ask(Access.of("0.0.0.0", "Worker-1, demarche.example", None))
    named = ["worker-1:8080", "demarche.example", "10.0.0.7:8080", "evil.example"]
    assert [await answers("/metrics", Host=name) for name in named] == [200, 200, 200, 421]


async def test_a_worker_that_others_can_reach_is_asked_by_any_name_unless_names_are_given(ask: Callable[[Access], Awaitable[Ask]]) -> None:
    assert await (await ask(Access.of("0.0.0.0", None, None)))("/metrics", Host="worker-1:8080") == 200
