"""An OpenTelemetry collector that keeps what it is sent, and takes the protocol at its word."""

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.metrics.v1.metrics_pb2 import Metric

WITHIN_S = 120.0


@dataclass(frozen=True)
class Received:
    """One request."""

    path: str
    headers: dict[str, str]
    metrics: ExportMetricsServiceRequest

    @property
    def by_name(self) -> dict[str, Metric]:
        """Its metrics, which are all of one resource and one scope."""
        ((scope,),) = [one.scope_metrics for one in self.metrics.resource_metrics]
        return {metric.name: metric for metric in scope.metrics}


class Collector(ThreadingHTTPServer):
    """Keeps what it is sent, and answers `status`."""

    def __init__(self) -> None:
        """On a free port."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.requests: queue.Queue[Received] = queue.Queue()

    @property
    def url(self) -> str:
        """What OTEL_EXPORTER_OTLP_ENDPOINT is set to."""
        return f"http://127.0.0.1:{self.server_port}"

    def next(self) -> Received:
        """The next request; raises queue.Empty when none comes."""
        return self.requests.get(timeout=WITHIN_S)


@contextmanager
def collector() -> Iterator[Collector]:
    """One that listens."""
    with Collector() as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        try:
            yield made
        finally:
            made.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Content-Type"] == "application/x-protobuf"
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.put(Received(self.path, headers, ExportMetricsServiceRequest.FromString(body)))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""
