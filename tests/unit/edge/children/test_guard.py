"""One article at a time in a process of its own."""

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from service.context import Context
from service.edge.children import guard
from service.edge.children.guard import GuardedReader, ReadingDiedError
from service.pipeline import read
from service.reading import Reading, Refusal
from service.record import Record, Source
from service.trace import Trace

TEXT = b"Norway summoned the Brazilian ambassador on Tuesday to protest over the raid, the foreign ministry in Oslo said."
PLAIN = (("content-type", b"text/plain"),)


class OddError(Exception):
    """One that can't be made again from its arguments."""

    def __init__(self, one: str, other: str) -> None:
        """Two parts, which its argument is not."""
        super().__init__(f"{one} {other}")


def record(value: bytes = TEXT) -> Record:
    return Record(Source("news.raw", 0, 0), 1_700_000_000_000, None, value, PLAIN)


@pytest.fixture(scope="module")
def context() -> Context:
    return Context.build()


@pytest.fixture
def reader(context: Context) -> Iterator[GuardedReader]:
    one = GuardedReader(context)
    yield one
    one.close()


def reads(monkeypatch: pytest.MonkeyPatch, does: Callable[[], None]) -> None:
    """An article that says "bad" does this when it is read."""

    def read_or(one: Record, context: Context, trace: Trace) -> Reading | Refusal:
        trace.enter("clean")
        if one.value == b"bad":
            does()
        return read(one, context, trace)

    monkeypatch.setattr(guard, "read", read_or)


def test_an_article_is_read_as_without_a_guard(reader: GuardedReader, context: Context) -> None:
    trace = Trace()
    assert reader(record(), trace) == read(record(), context, Trace())
    assert trace.stage == "enrich"


def test_a_refusal_comes_back_with_its_detail(reader: GuardedReader) -> None:
    refusal = reader(record(b""), Trace())
    assert isinstance(refusal, Refusal)
    assert refusal.detail == "the record has no value"


def _loop() -> None:
    while True:
        pass


def test_an_article_that_never_ends_is_ended_for_its_cpu_and_the_next_is_read(
    reader: GuardedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, _loop)
    monkeypatch.setattr(guard, "RECORD_CPU_S", 0.2)
    with pytest.raises(ReadingDiedError, match=r"more than 0\.2 s of CPU"):
        reader(record(b"bad"), Trace())
    assert isinstance(reader(record(), Trace()), Reading)


def test_an_article_that_takes_its_process_with_it_is_told_of(reader: GuardedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(ReadingDiedError, match="status -9"):
        reader(record(b"bad"), Trace())


def test_an_article_that_waits_for_ever_is_ended_too(reader: GuardedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, lambda: time.sleep(3_600))
    monkeypatch.setattr(guard, "_ANSWER_WITHIN_S", 0.2)
    monkeypatch.setattr(guard, "_GRACE_S", 0.0)
    with pytest.raises(ReadingDiedError, match="no answer"):
        reader(record(b"bad"), Trace())


@pytest.mark.parametrize(("problem", "comes_as"), [(KeyError("oops"), KeyError), (OddError("very", "odd"), RuntimeError)])
def test_what_a_stage_raises_is_raised_here_with_its_stage(
    reader: GuardedReader, monkeypatch: pytest.MonkeyPatch, problem: Exception, comes_as: type[Exception]
) -> None:
    def fails() -> None:
        raise problem

    reads(monkeypatch, fails)
    trace = Trace()
    with pytest.raises(comes_as, match=r"oops|OddError: very odd"):
        reader(record(b"bad"), trace)
    assert trace.stage == "clean"


def test_an_interrupt_at_the_terminal_leaves_the_process_to_its_parent(reader: GuardedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGINT))
    assert reader(record(b"bad"), Trace())
