"""The metrics as OpenTelemetry's library sends them (OTLP): the same names, labels and values as on `/metrics`. Wants the extra `otel`.

A counter loses its `_total`, which is how OpenTelemetry names it; a Prometheus behind a collector adds it again.
"""

import math
import time
from collections.abc import Iterable, Mapping
from itertools import pairwise

from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.sdk.metrics import export as sdk
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from prometheus_client import CollectorRegistry, Metric
from prometheus_client.samples import Sample

_SINCE_START = sdk.AggregationTemporality.CUMULATIVE
"""As Prometheus counts."""
_BOUND = "le"

Times = tuple[int, int]
"""Since when was counted, and until when (ns)."""


class Sender:
    """Sends what a registry holds to where OpenTelemetry's variables say, and as whom they say."""

    def __init__(self, registry: CollectorRegistry, version: str, sent_by: Mapping[str, str]) -> None:
        """`sent_by` is what the variables may say otherwise. Counts began now."""
        self._registry = registry
        self._scope = InstrumentationScope("demarche", version)
        self._resource = Resource(sent_by).merge(OTELResourceDetector().detect())
        self._since_ns = time.time_ns()
        self._exporter = OTLPMetricExporter()

    def send(self) -> None:
        """Takes as long as the collector does, at most the time that the variables allow. What goes wrong, the library logs."""
        times = self._since_ns, time.time_ns()
        metrics = [sdk.Metric(one.name, one.documentation, "", _data(one, times)) for one in self._registry.collect() if one.samples]
        self._exporter.export(sdk.MetricsData([sdk.ResourceMetrics(self._resource, [sdk.ScopeMetrics(self._scope, metrics, "")], "")]))

    def close(self) -> None:
        """Nothing is tried again."""
        self._exporter.shutdown()


def _data(family: Metric, times: Times) -> sdk.DataT:
    if family.type == "histogram":
        return sdk.Histogram(list(_histograms(family.samples, times)), _SINCE_START)
    points = [sdk.NumberDataPoint(one.labels, *times, one.value) for one in family.samples]
    return sdk.Sum(points, _SINCE_START, is_monotonic=True) if family.type == "counter" else sdk.Gauge(points)


def _histograms(samples: Iterable[Sample], times: Times) -> Iterable[sdk.HistogramDataPoint]:
    """One for each set of labels; Prometheus counts all up to a bound, OpenTelemetry those between two, and Prometheus has no extremes."""
    parts: dict[tuple[tuple[str, str], ...], list[Sample]] = {}
    for one in samples:
        parts.setdefault(tuple((name, value) for name, value in one.labels.items() if name != _BOUND), []).append(one)
    for labels, found in parts.items():
        buckets = sorted((float(one.labels[_BOUND]), int(one.value)) for one in found if one.name.endswith("_bucket"))
        yield sdk.HistogramDataPoint(
            dict(labels),
            *times,
            count=buckets[-1][1],
            sum=next(one.value for one in found if one.name.endswith("_sum")),
            bucket_counts=[count - below for (_, below), (_, count) in pairwise([(0.0, 0), *buckets])],
            explicit_bounds=[bound for bound, _ in buckets if math.isfinite(bound)],
            min=None,  # type: ignore[arg-type]  # the protocol lets both out
            max=None,  # type: ignore[arg-type]
        )
