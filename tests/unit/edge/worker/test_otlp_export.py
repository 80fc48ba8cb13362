"""Metrics reach an OpenTelemetry collector, and nothing that a collector does hurts the worker."""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from opentelemetry.proto.metrics.v1.metrics_pb2 import AGGREGATION_TEMPORALITY_CUMULATIVE
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from service.edge.worker.otlp_export import OtlpExport
from service.telemetry import logs
from service.telemetry.metrics import REGISTRY
from tests.broker.collector import Collector, Received, collector


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    with collector() as made:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", made.url)
        monkeypatch.setenv("OTEL_METRIC_EXPORT_INTERVAL", "10")
        yield made


@contextmanager
def exporting(registry: CollectorRegistry) -> Iterator[set[threading.Thread]]:
    """The threads that were started for it."""
    before = set(threading.enumerate())
    export = OtlpExport(registry, "1.2.3", "worker-1")
    export.start()
    try:
        yield set(threading.enumerate()) - before
    finally:
        export.stop()


def received(receiver: Collector, registry: CollectorRegistry) -> Received:
    with exporting(registry):
        return receiver.next()


def test_counters_gauges_and_histograms_arrive_with_their_values_and_labels(receiver: Collector) -> None:
    registry = CollectorRegistry()
    Counter("things_total", "Things.", ["kind"], registry=registry).labels(kind="good").inc(3)
    Gauge("lag", "Lag.", registry=registry).set(7)
    seconds = Histogram("seconds", "Time.", ["stage"], buckets=(1, 5), registry=registry)
    for value in (0.5, 0.6, 4, 9):
        seconds.labels(stage="code").observe(value)
    found = received(receiver, registry).by_name
    (things,), (lag,), (code,) = (
        found["things"].sum.data_points,
        found["lag"].gauge.data_points,
        found["seconds"].histogram.data_points,
    )
    assert (things.as_double, things.attributes[0].key, things.attributes[0].value.string_value) == (3, "kind", "good")
    assert found["things"].sum.is_monotonic
    assert found["things"].sum.aggregation_temporality == AGGREGATION_TEMPORALITY_CUMULATIVE
    assert 0 < things.start_time_unix_nano < things.time_unix_nano
    assert lag.as_double == 7
    assert (code.count, list(code.bucket_counts), list(code.explicit_bounds)) == (4, [2, 1, 1], [1, 5])
    assert code.sum == pytest.approx(14.1)
    assert not code.HasField("min")


def test_all_metrics_of_a_worker_arrive(receiver: Collector) -> None:
    found = received(receiver, REGISTRY).by_name
    assert {family.name for family in REGISTRY.collect() if family.samples} == set(found)
    assert found["demarche_end_to_end_seconds"].HasField("histogram")
    assert len(found["demarche_articles"].sum.data_points) > 1


def test_it_is_said_whose_they_are_and_the_receiver_gets_its_headers(receiver: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20abc,x-tenant=7")
    monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=test")
    monkeypatch.setenv("OTEL_SERVICE_NAME", "protests")
    request = received(receiver, REGISTRY)
    resource = {one.key: one.value.string_value for one in request.metrics.resource_metrics[0].resource.attributes}
    assert resource == {"service.name": "protests", "service.instance.id": "worker-1", "deployment.environment": "test"}
    assert (request.headers["authorization"], request.headers["x-tenant"]) == ("Bearer abc", "7")


def test_a_receiver_that_refuses_is_asked_again_and_said_once(receiver: Collector, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "info")
    receiver.status = 400
    with exporting(REGISTRY):
        for _ in range(3):
            receiver.next()
    said = [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()]
    assert said == ["Failed to export metrics batch code: 400, reason: Bad Request"]


def test_nothing_is_sent_where_no_collector_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    with exporting(REGISTRY) as threads:
        assert threads == set()


@pytest.mark.parametrize(("variable", "value"), [("OTEL_SDK_DISABLED", "true"), ("OTEL_METRICS_EXPORTER", "none")])
def test_nothing_is_sent_where_none_is_wanted(receiver: Collector, monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with exporting(REGISTRY) as threads:
        assert threads == set()
    assert receiver.requests.empty()


def test_where_the_extra_is_missing_it_is_said_and_the_worker_goes_on(
    receiver: Collector, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("json", "info")
    for name in [name for name in sys.modules if name.startswith(("opentelemetry.exporter", "service.telemetry.otlp"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter", None)
    with exporting(REGISTRY) as threads:
        assert threads == set()
    assert receiver.requests.empty()
    assert (
        "OTEL_EXPORTER_OTLP_ENDPOINT is set, but the extra that sends metrics is not installed: pip install 'demarche[otel]'"
        in capsys.readouterr().err
    )
