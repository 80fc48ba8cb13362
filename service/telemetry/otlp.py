"""The metrics as OpenTelemetry's protocol wants them (OTLP 1.x, in its JSON form): the same names, labels and values as on `/metrics`.

A counter loses its `_total`, which is how OpenTelemetry names it; a Prometheus behind a collector adds it again.
"""

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import orjson
from prometheus_client import CollectorRegistry, Metric
from prometheus_client.samples import Sample

_CUMULATIVE = 2
"""AGGREGATION_TEMPORALITY_CUMULATIVE: since the start, as Prometheus counts."""
_BOUND = "le"

Labels = tuple[tuple[str, str], ...]


def export_request(registry: CollectorRegistry, resource: Mapping[str, str], version: str, *, since_ns: int, now_ns: int) -> bytes:
    """An ExportMetricsServiceRequest with all that the registry holds now; counts began at `since_ns`. `resource` says who sends it."""
    times = {"startTimeUnixNano": str(since_ns), "timeUnixNano": str(now_ns)}
    metrics = [made for family in registry.collect() if (made := _metric(family, times))]
    scope = {"scope": {"name": "demarche", "version": version}, "metrics": metrics}
    return orjson.dumps({"resourceMetrics": [{"resource": {"attributes": _attributes(resource.items())}, "scopeMetrics": [scope]}]})


def _metric(family: Metric, times: Mapping[str, str]) -> dict[str, Any] | None:
    """None where the family has no sample: a metric without a point says nothing."""
    data: dict[str, Any]
    if family.type == "histogram":
        data = {"histogram": {"dataPoints": list(_histograms(family.samples, times)), "aggregationTemporality": _CUMULATIVE}}
    elif family.type == "counter":
        data = {"sum": {"dataPoints": _numbers(family.samples, times), "aggregationTemporality": _CUMULATIVE, "isMonotonic": True}}
    else:
        data = {"gauge": {"dataPoints": _numbers(family.samples, {"timeUnixNano": times["timeUnixNano"]})}}
    return {"name": family.name, "description": family.documentation} | data if family.samples else None


def _numbers(samples: Iterable[Sample], times: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"attributes": _attributes(one.labels.items()), "asDouble": one.value, **times} for one in samples if math.isfinite(one.value)]


def _histograms(samples: Iterable[Sample], times: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    """One for each set of labels; Prometheus counts all up to a bound, OpenTelemetry those between two."""
    parts: dict[Labels, list[Sample]] = {}
    for one in samples:
        parts.setdefault(tuple((name, value) for name, value in one.labels.items() if name != _BOUND), []).append(one)
    for labels, found in parts.items():
        buckets = sorted((float(one.labels[_BOUND]), int(one.value)) for one in found if one.name.endswith("_bucket"))
        yield {
            "attributes": _attributes(labels),
            "count": str(buckets[-1][1]),
            "sum": next(one.value for one in found if one.name.endswith("_sum")),
            "bucketCounts": [str(count - below) for (_, below), (_, count) in pairwise([(0.0, 0), *buckets])],
            "explicitBounds": [bound for bound, _ in buckets if math.isfinite(bound)],
            **times,
        }


def _attributes(labels: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"key": name, "value": {"stringValue": value}} for name, value in labels]
