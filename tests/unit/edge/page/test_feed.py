"""What the topics hold and what comes reaches the page, on a real broker."""

import asyncio
from collections.abc import Callable

import orjson

from service.edge.page.feed import PageFeed
from service.record import Output
from service.settings import Settings
from service.telemetry.catalogue import Catalogue
from tests.browser.events import event
from tests.browser.incidents import incident
from tests.unit.builders import context
from tests.unit.edge.operating.publishing import letter, publish

PATIENCE_S = 60.0


async def until(told: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not told():  # noqa: ASYNC110 - what is told of may be anything
            await asyncio.sleep(0.05)


async def test_history_and_what_comes_are_read_and_what_is_strange_is_left_out(installation: Settings) -> None:
    names = installation.topic_names
    topics = names.events(context().rules.topics)
    events = topics["diplomatic_protest"]

    def told(value: bytes) -> Output:
        return Output(names.incidents, b"k", value)

    await publish(
        installation,
        told(incident("a")),
        told(b"not json"),
        told(b'{"schema": "demarche/incident/v1"}'),
        Output(events, b"e", event("It was.", "It was.", incident_id="a")),
        letter(installation, 4),
    )
    catalogue = Catalogue()
    feed = PageFeed(installation, topics, catalogue)
    feed.start()
    try:
        await until(lambda: catalogue.complete and catalogue.event("e1") is not None and len(catalogue.letters()) == 1)
        row = catalogue.row("a")
        assert row is not None
        assert b"It was." in row
        assert catalogue.letters()[0]["why"] == "refused: it is not JSON"
        await publish(installation, told(incident("a", 2)), told(incident("b")))
        await until(lambda: catalogue.row("b") is not None)
        found = catalogue.incident("a")
        assert found is not None
        assert [one["revision"] for one in map(orjson.loads, found[1])] == [1, 2]
    finally:
        await feed.stop()
