"""A worker whose environment names an OpenTelemetry collector sends it its metrics."""

from pathlib import Path

from service.edge.kafka.embedded_broker import EmbeddedBroker
from tests.broker.collector import collector
from tests.broker.deployment import Deployment


def test_a_worker_sends_its_metrics_to_the_collector(tmp_path: Path) -> None:
    with collector() as receiver, EmbeddedBroker() as broker:
        deployment = Deployment(broker.bootstrap_servers, "collected", tmp_path, partitions=1, embedded=True).create_topics()
        try:
            worker = deployment.start_worker(OTEL_EXPORTER_OTLP_ENDPOINT=receiver.url, OTEL_METRIC_EXPORT_INTERVAL="500").wait_ready()
            received = receiver.next()
            assert worker.stop() == 0
        finally:
            deployment.close()
    assert received.path == "/v1/metrics"
    assert {"demarche_build_info", "demarche_articles", "demarche_kafka_connected"} <= set(received.by_name)
