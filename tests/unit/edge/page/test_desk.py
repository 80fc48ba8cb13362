"""Articles are explained by a process of their own, and it is no harm to anybody when that ends."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator

import pytest

from service.edge.children.chunk import Assignment
from service.edge.page import desk as module
from service.edge.page.desk import ExplainDesk
from service.settings import Settings
from service.telemetry.page_api import BusyError, NotExplainedError

TEXT = "Mali expelled the French ambassador on Monday and gave him 72 hours to leave."


@pytest.fixture
async def desk() -> AsyncIterator[ExplainDesk]:
    made = ExplainDesk(Assignment.of(Settings()))
    yield made
    await made.stop()


async def explained(desk: ExplainDesk, text: str) -> dict[str, object]:
    answer: dict[str, object] = json.loads(await desk.explain(json.dumps({"text": text}).encode(), (("own", None),), 1_700_000_000_000))
    return answer


async def test_an_article_is_explained_each_time_as_if_it_were_the_first(desk: ExplainDesk) -> None:
    for _ in range(2):
        found = await explained(desk, TEXT)
        explanation = found["explanation"]
        assert isinstance(explanation, dict)
        assert (explanation["outcome"], explanation["events"][0]["kind"]) == ("event", "expulsion")
        assert isinstance(found["said"], list)
        assert {"extract", "language", "gate", "judge", "code", "compose"} <= {one["stage"] for one in found["said"]}
    refused = json.loads(await desk.explain(b"{", (), 0))
    assert refused["said"][-1]["stage"] == "refused"


async def test_a_process_that_ends_is_told_of_and_replaced(desk: ExplainDesk) -> None:
    await explained(desk, TEXT)
    assert desk._process is not None
    os.kill(desk._process.pid, signal.SIGSTOP)  # so that it can't answer before it is ended
    asked = asyncio.ensure_future(explained(desk, TEXT))
    await asyncio.sleep(0.1)
    os.kill(desk._process.pid, signal.SIGKILL)
    with pytest.raises(NotExplainedError, match="ended the process"):
        await asked
    assert (await explained(desk, TEXT))["explanation"]


async def test_a_process_that_does_not_answer_is_ended(desk: ExplainDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    await explained(desk, TEXT)
    process = desk._process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    monkeypatch.setattr(module, "WITHIN_S", 0.2)
    with pytest.raises(NotExplainedError, match="no answer"):
        await explained(desk, TEXT)
    assert process.returncode == -signal.SIGKILL


async def test_who_comes_when_many_wait_is_sent_away(desk: ExplainDesk) -> None:
    waiting = [asyncio.ensure_future(explained(desk, TEXT)) for _ in range(module.WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(BusyError):
        await explained(desk, TEXT)
    assert all(one["explanation"] for one in await asyncio.gather(*waiting))


async def test_the_process_ends_when_nobody_asks(desk: ExplainDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IDLE_S", 0.1)
    await explained(desk, TEXT)
    async with asyncio.timeout(30):
        while desk._process is not None:  # noqa: ASYNC110 - nothing says so but this
            await asyncio.sleep(0.05)
