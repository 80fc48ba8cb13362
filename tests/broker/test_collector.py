"""A worker whose environment names an OpenTelemetry collector sends it its metrics."""

import queue
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from google.protobuf import json_format
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

from service.edge.kafka.embedded_broker import EmbeddedBroker
from tests.broker.deployment import Deployment

WITHIN_S = 120.0


class Collector(ThreadingHTTPServer):
    """Keeps what it is sent."""

    def __init__(self) -> None:
        """On a free port."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: queue.Queue[tuple[str, ExportMetricsServiceRequest]] = queue.Queue()


class _Handler(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.put((self.path, json_format.Parse(body, ExportMetricsServiceRequest())))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector() as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def test_a_worker_sends_its_metrics_to_the_collector(collector: Collector, tmp_path: Path) -> None:
    with EmbeddedBroker() as broker:
        deployment = Deployment(broker.bootstrap_servers, "collected", tmp_path, partitions=1, embedded=True).create_topics()
        try:
            address = f"http://127.0.0.1:{collector.server_port}"
            worker = deployment.start_worker(OTEL_EXPORTER_OTLP_ENDPOINT=address, OTEL_METRIC_EXPORT_INTERVAL="500").wait_ready()
            path, request = collector.requests.get(timeout=WITHIN_S)
            assert worker.stop() == 0
        finally:
            deployment.close()
    (scope,) = request.resource_metrics[0].scope_metrics
    assert path == "/v1/metrics"
    assert {"demarche_build_info", "demarche_articles", "demarche_kafka_connected"} <= {metric.name for metric in scope.metrics}
