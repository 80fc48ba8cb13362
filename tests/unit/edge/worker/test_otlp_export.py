"""Metrics reach an OpenTelemetry receiver that takes the protocol at its word, and nothing that a receiver does hurts the worker."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from google.protobuf import json_format
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.metrics.v1.metrics_pb2 import AGGREGATION_TEMPORALITY_CUMULATIVE, Metric
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from service.edge.worker.otlp_export import Destination, OtlpExport
from service.telemetry.metrics import REGISTRY

WITHIN_S = 60


@dataclass
class Receiver:
    """What a collector was sent; it answers `status`."""

    url: str = ""
    status: int = 200
    headers: list[dict[str, str]] = field(default_factory=list)
    requests: "asyncio.Queue[ExportMetricsServiceRequest]" = field(default_factory=asyncio.Queue)

    async def take(self, request: web.Request) -> web.Response:
        assert request.content_type == "application/json"
        self.headers.append({name.lower(): value for name, value in request.headers.items()})
        self.requests.put_nowait(json_format.Parse(await request.text(), ExportMetricsServiceRequest()))
        return web.json_response({}, status=self.status)

    async def next(self) -> ExportMetricsServiceRequest:
        async with asyncio.timeout(WITHIN_S):
            return await self.requests.get()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.router.add_post("/v1/metrics", made.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = "http://{}:{}".format(*runner.addresses[0][:2])
    yield made
    await runner.cleanup()


def destination(receiver: Receiver, **more: str) -> Destination:
    found = Destination.of({"OTEL_EXPORTER_OTLP_ENDPOINT": receiver.url, "OTEL_METRIC_EXPORT_INTERVAL": "10"} | more, "worker-1")
    assert found is not None
    return found


async def received(receiver: Receiver, registry: CollectorRegistry, **more: str) -> ExportMetricsServiceRequest:
    export = OtlpExport(destination(receiver, **more), registry, "1.2.3")
    export.start()
    try:
        return await receiver.next()
    finally:
        await export.stop()


def by_name(request: ExportMetricsServiceRequest) -> dict[str, Metric]:
    ((scope,),) = [one.scope_metrics for one in request.resource_metrics]
    return {metric.name: metric for metric in scope.metrics}


async def test_counters_gauges_and_histograms_arrive_with_their_values_and_labels(receiver: Receiver) -> None:
    registry = CollectorRegistry()
    Counter("things_total", "Things.", ["kind"], registry=registry).labels(kind="good").inc(3)
    Gauge("lag", "Lag.", registry=registry).set(7)
    seconds = Histogram("seconds", "Time.", ["stage"], buckets=(1, 5), registry=registry)
    for value in (0.5, 0.6, 4, 9):
        seconds.labels(stage="code").observe(value)
    found = by_name(await received(receiver, registry))
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


async def test_all_metrics_of_a_worker_arrive(receiver: Receiver) -> None:
    found = by_name(await received(receiver, REGISTRY))
    assert {family.name for family in REGISTRY.collect() if family.samples} == set(found)
    assert found["demarche_end_to_end_seconds"].HasField("histogram")
    assert len(found["demarche_articles"].sum.data_points) > 1


async def test_it_is_said_whose_they_are_and_the_receiver_gets_its_headers(receiver: Receiver) -> None:
    more = {
        "OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer%20abc,x-tenant=7",
        "OTEL_RESOURCE_ATTRIBUTES": "deployment.environment=test",
    }
    request = await received(receiver, REGISTRY, OTEL_SERVICE_NAME="protests", **more)
    resource = {one.key: one.value.string_value for one in request.resource_metrics[0].resource.attributes}
    assert resource == {"service.name": "protests", "service.instance.id": "worker-1", "deployment.environment": "test"}
    assert (receiver.headers[0]["authorization"], receiver.headers[0]["x-tenant"]) == ("Bearer abc", "7")


async def test_a_receiver_that_refuses_is_tried_again_and_said_once(receiver: Receiver, capsys: pytest.CaptureFixture[str]) -> None:
    receiver.status = 503
    export = OtlpExport(destination(receiver), REGISTRY, "1.2.3")
    export.start()
    for _ in range(3):
        await receiver.next()
    await export.stop()
    said = capsys.readouterr()
    assert (said.out + said.err).count("metrics_not_exported") == 1


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318", "OTEL_SDK_DISABLED": "true"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318", "OTEL_METRICS_EXPORTER": "none"},
    ],
)
def test_nothing_is_sent_where_no_collector_is_named_or_none_is_wanted(environment: dict[str, str]) -> None:
    assert Destination.of(environment, None) is None


def test_an_endpoint_for_metrics_alone_is_taken_as_it_is_and_what_is_no_number_counts_as_unset() -> None:
    found = Destination.of({"OTEL_EXPORTER_OTLP_METRICS_ENDPOINT": "http://c/otlp", "OTEL_METRIC_EXPORT_INTERVAL": "soon"}, None)
    assert found is not None
    assert (found.url, found.every_s, found.within_s) == ("http://c/otlp", 60, 10)
