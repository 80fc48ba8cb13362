"""Every metric, defined once, on a registry of our own. Names, labels and base units are public (contract, "Metrics")."""

from enum import StrEnum

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics, generate_latest

from service.outcome import DeadReason, Outcome
from service.telemetry.stage_seconds import StageSeconds

disable_created_metrics()  # type: ignore[no-untyped-call]  # one more series for each of ours, that no rule or dashboard reads

REGISTRY = CollectorRegistry()


class ClientError(StrEnum):
    """What a Kafka client met (label `kind`)."""

    CONNECT = "connect"
    REQUEST = "request"


ARTICLES = Counter("demarche_articles_total", "Inputs by their confirmed outcome.", ["outcome"], registry=REGISTRY)
EVENTS = Counter("demarche_events_total", "Events and revisions published.", ["topic", "kind"], registry=REGISTRY)
DEAD_LETTERS = Counter("demarche_dead_letters_total", "Inputs refused, by reason.", ["reason"], registry=REGISTRY)

STAGE_SECONDS = StageSeconds("demarche_stage_seconds", "Time an article spends in each pure stage.", registry=REGISTRY)

# From a quick article on an idle worker to a backlog of a day: a reader of the dashboards must see both.
END_TO_END_SECONDS = Histogram(
    "demarche_end_to_end_seconds",
    "From the record's timestamp on the input topic to its confirmed outcome.",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200, 86_400),
    registry=REGISTRY,
)
CONSUMER_LAG = Gauge(
    "demarche_consumer_lag",
    "Records between the group's committed offset and the end, for the partitions of this worker.",
    ["topic", "partition"],
    registry=REGISTRY,
)
COMMITTED_OFFSET = Gauge(
    "demarche_committed_offset",
    "The offset that the group has committed (0: none yet), for the partitions of this worker.",
    ["topic", "partition"],
    registry=REGISTRY,
)
LAST_COMMIT = Gauge("demarche_last_commit_timestamp_seconds", "When this worker last committed offsets (Unix time).", registry=REGISTRY)
SEEN_ENTRIES = Gauge("demarche_seen_entries", "Entries that dedupe holds in memory, over all lanes of this worker.", registry=REGISTRY)
INPUT_LOST = Counter("demarche_input_lost_total", "Inputs that retention deleted before the group had read them.", registry=REGISTRY)
LAST_PROGRESS = Gauge("demarche_last_progress_timestamp_seconds", "When the last outcome was confirmed (Unix time).", registry=REGISTRY)
KAFKA_CONNECTED = Gauge("demarche_kafka_connected", "1 while a Kafka broker answers, 0 while none does.", registry=REGISTRY)
KAFKA_CONNECTED.set(1)
CLIENT_ERRORS = Counter(
    "demarche_kafka_client_errors_total",
    "Connections to a broker that were not made, and requests that no answer came to; the clients try again by themselves.",
    ["kind"],
    registry=REGISTRY,
)
REBALANCES = Counter("demarche_rebalances_total", "Assignments of partitions that this worker was given.", registry=REGISTRY)
CHILD_RESTARTS = Counter(
    "demarche_child_restarts_total", "Child processes that ended, or had to be ended, and were replaced.", registry=REGISTRY
)
BROKEN_RELEASE = Gauge(
    "demarche_broken_release",
    "0 in a worker; 1 on the page that the image's entry point (deploy/) serves in its place after exit 78.",
    registry=REGISTRY,
)
BUILD_INFO = Gauge("demarche_build_info", "Always 1; the labels say what runs.", ["version", "rules_version"], registry=REGISTRY)

ProcessCollector(registry=REGISTRY)

# Known label values start at 0, so that a rate over the first increment is not lost.
for _outcome in Outcome:
    ARTICLES.labels(outcome=_outcome.value)
for _reason in DeadReason:
    DEAD_LETTERS.labels(reason=_reason.value)
for _kind in ClientError:
    CLIENT_ERRORS.labels(kind=_kind.value)


def exposition() -> bytes:
    """All metrics as Prometheus text."""
    return generate_latest(REGISTRY)
