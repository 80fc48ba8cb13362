"""Timing the stages and merging what the processes measured."""

import pickle
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, generate_latest

from service.telemetry import stage_seconds
from service.telemetry.stage_seconds import BOUNDS, StageSeconds, TimedTrace


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    now = [100.0]
    monkeypatch.setattr(stage_seconds, "perf_counter", lambda: now[0])
    return now


def metric(registry: CollectorRegistry, sample: str, **labels: str) -> float | None:
    return registry.get_sample_value(f"stage_seconds_{sample}", labels)


def test_each_stage_is_timed_until_the_next_one_begins(clock: list[float]) -> None:
    trace, registry = TimedTrace(), CollectorRegistry()
    collector = StageSeconds("stage_seconds", "Time.", registry=registry)
    trace.enter("decode")
    clock[0] += 0.002
    trace.enter("extract")
    clock[0] += 0.3
    trace.leave()
    clock[0] += 50
    collector.merge(trace.take())
    assert metric(registry, "sum", stage="decode") == pytest.approx(0.002)
    assert metric(registry, "sum", stage="extract") == pytest.approx(0.3)
    assert metric(registry, "bucket", stage="extract", le="0.1") == 0
    assert metric(registry, "bucket", stage="extract", le="0.5") == 1


def test_a_bound_counts_into_its_own_bucket(clock: list[float]) -> None:
    clock[0] = 0.25  # so that adding a bound and taking it away again is exact
    trace, registry = TimedTrace(), CollectorRegistry()
    trace.enter("code")
    clock[0] += 0.5
    trace.leave()
    StageSeconds("stage_seconds", "Time.", registry=registry)
    StageSeconds("other_seconds", "Time.", registry=registry).merge(trace.take())
    assert registry.get_sample_value("other_seconds_bucket", {"stage": "code", "le": "0.5"}) == 1


def test_articles_that_go_through_a_stage_at_once_have_each_their_share_of_its_time(clock: list[float]) -> None:
    trace, registry = TimedTrace(), CollectorRegistry()
    trace.enter("sketch", 4)
    clock[0] += 0.008
    trace.leave()
    StageSeconds("stage_seconds", "Time.", registry=registry).merge(trace.take())
    assert metric(registry, "sum", stage="sketch") == pytest.approx(0.008)
    assert metric(registry, "bucket", stage="sketch", le="0.001") == 0
    assert metric(registry, "bucket", stage="sketch", le="0.0025") == 4


def test_time_that_is_of_no_article_in_particular_is_added_and_counts_none(clock: list[float]) -> None:
    trace, registry = TimedTrace(), CollectorRegistry()
    for articles in (0, 1):
        trace.enter("dedupe", articles)
        clock[0] += 0.002
        trace.leave()
    StageSeconds("stage_seconds", "Time.", registry=registry).merge(trace.take())
    assert (metric(registry, "sum", stage="dedupe"), metric(registry, "count", stage="dedupe")) == (pytest.approx(0.004), 1)


def test_the_stage_that_raised_stays_known_after_it_was_left() -> None:
    trace = TimedTrace()
    trace.enter("code")
    trace.leave()
    assert trace.stage == "code"


def test_time_between_articles_belongs_to_no_stage(clock: list[float]) -> None:
    trace = TimedTrace()
    trace.enter("enrich")
    trace.leave()
    clock[0] += 10
    trace.enter("decode")
    trace.leave()
    assert [counts[0] for counts in trace.take().values()] == [0.0, 0.0]


def test_what_was_taken_is_not_counted_again() -> None:
    trace = TimedTrace()
    trace.enter("decode")
    trace.leave()
    assert list(trace.take()) == ["decode"]
    assert trace.take() == {}


def test_measurements_cross_a_process_boundary_small() -> None:
    trace = TimedTrace()
    for _ in range(1_000):
        trace.enter("decode")
        trace.enter("extract")
        trace.leave()
    assert len(pickle.dumps(trace.take())) < 1_000


@given(st.lists(st.lists(st.floats(0, 20), max_size=20), max_size=5))
def test_merging_parts_gives_the_histogram_of_the_whole(chunks: list[list[float]]) -> None:
    registry = CollectorRegistry()
    collector = StageSeconds("stage_seconds", "Time.", registry=registry)
    for chunk in chunks:
        trace = TimedTrace()
        for seconds in chunk:
            trace._add("code", seconds)
        collector.merge(trace.take())
    everything = [seconds for chunk in chunks for seconds in chunk]
    if everything:
        assert metric(registry, "count", stage="code") == len(everything)
        assert metric(registry, "sum", stage="code") == pytest.approx(sum(everything))
        for bound in BOUNDS:
            assert metric(registry, "bucket", stage="code", le=str(bound)) == sum(seconds <= bound for seconds in everything)
    assert generate_latest(registry).startswith(b"# HELP stage_seconds Time.")
