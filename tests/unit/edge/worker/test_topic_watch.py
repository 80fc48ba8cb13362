"""Topics that change under a running worker; the real ones are tested on real Kafka."""

from collections.abc import Callable
from typing import Any

import pytest

from service.edge.kafka.client import UnreachableError
from service.edge.worker import topic_watch
from service.edge.worker.topic_watch import TopicWatch, went_back
from service.errors import Fatal
from service.settings import Settings

ENDS = {("news.seen", 0): 50, ("news.seen", 1): 7}


def test_ends_that_grow_or_stay_are_as_they_should_be() -> None:
    known: dict[tuple[str, int], int] = {}
    assert went_back(known, ENDS) is None
    assert went_back(known, ENDS | {("news.seen", 1): 8}) is None
    assert known["news.seen", 1] == 8


def test_an_end_that_went_back_says_that_the_topic_was_made_anew_as_often_as_it_is_asked() -> None:
    known = dict(ENDS)
    for _ in range(2):
        problem = went_back(known, ENDS | {("news.seen", 0): 3})
        assert "news.seen was deleted and made anew" in str(problem)


Look = Callable[..., Any]


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Look:
    """One look of a watch that finds this."""

    async def take(watch: TopicWatch, found: Exception | None) -> Exception | None:
        async def require(*_: object) -> None:
            if found:
                raise found

        async def ends_now() -> dict[tuple[str, int], int]:
            return dict(ENDS)

        monkeypatch.setattr(topic_watch.topics, "require", require)
        monkeypatch.setattr(watch, "_ends_now", ends_now)
        await watch._look()
        return watch.problem

    return take


def watch() -> TopicWatch:
    nothing: Any = None
    return TopicWatch(Settings(), nothing)


async def test_a_problem_counts_when_it_is_found_twice(look: Look) -> None:
    one, gone = watch(), Fatal("The topic news.seen is missing")
    assert await look(one, gone) is None
    assert await look(one, gone) is gone


async def test_a_problem_that_is_gone_at_the_next_look_was_none(look: Look) -> None:
    one = watch()
    for found in (Fatal("missing"), None, Fatal("missing"), None):
        assert await look(one, found) is None


async def test_brokers_that_are_away_are_no_problem_of_a_topic(look: Look) -> None:
    one = watch()
    for found in (UnreachableError("no broker"), UnreachableError("no broker"), TimeoutError()):
        assert await look(one, found) is None
