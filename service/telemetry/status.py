"""What the worker tells of itself, kept in one place: for the probes, the page, the metrics and the watchdog."""

import threading
import time
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from typing import Any

from service.outcome import DeadReason, Outcome
from service.telemetry import metrics
from service.telemetry.stage_seconds import StageTimes

RECENT_EVENTS = 50
THROUGHPUT_S = 300
STARTING = "starting"


class Status:
    """Counts what was confirmed and knows the state of the worker; any thread may call any method."""

    def __init__(self, *, version: str, rules_version: str, group: str, instance: str | None) -> None:
        """A worker that is starting and has done nothing."""
        self._lock = threading.Lock()
        self._who = {"version": version, "rules_version": rules_version, "group": group, "instance": instance}
        self._reason = STARTING
        self._started_at = time.time()
        self._last_progress: float | None = None
        self._outcomes: Counter[str] = Counter()
        self._events: Counter[tuple[str, str]] = Counter()
        self._recent: deque[tuple[int, bytes]] = deque(maxlen=RECENT_EVENTS)
        self._latest = 0
        self._lag: dict[tuple[str, int], int] = {}
        self._committed: frozenset[tuple[str, int]] = frozenset()
        self._seen_entries = 0
        self._seconds: deque[list[int]] = deque(maxlen=THROUGHPUT_S)
        metrics.BUILD_INFO.labels(version=version, rules_version=rules_version).set(1)

    def settled(self, ages: Mapping[Outcome, Sequence[float]]) -> None:
        """Inputs' outcomes are confirmed; with each, for each input, how many seconds after the broker took it."""
        now = time.time()
        count = 0
        for outcome, seconds in ages.items():
            count += len(seconds)
            metrics.ARTICLES.labels(outcome=outcome.value).inc(len(seconds))
            for age in seconds:
                metrics.END_TO_END_SECONDS.observe(max(0.0, age))
        metrics.LAST_PROGRESS.set(now)
        with self._lock:
            self._last_progress = now
            for outcome, seconds in ages.items():
                self._outcomes[outcome.value] += len(seconds)
            second = int(now)
            if self._seconds and self._seconds[-1][0] == second:
                self._seconds[-1][1] += count
            else:
                self._seconds.append([second, count])

    def dead(self, reason: DeadReason, age_s: float) -> None:
        """An input's dead letter is confirmed, `age_s` seconds after the broker took the input."""
        metrics.DEAD_LETTERS.labels(reason=reason.value).inc()
        self.settled({Outcome.DEAD: [age_s]})

    def published(self, topic: str, kind: str, value: bytes) -> None:
        """An event or a revision of one is confirmed; `value` is its JSON."""
        metrics.EVENTS.labels(topic=topic, kind=kind).inc()
        with self._lock:
            self._events[topic, kind] += 1
            self._latest += 1
            self._recent.append((int(time.time() * 1000), value))

    def recalled(self, events: Sequence[tuple[int, bytes]]) -> None:
        """Events that were published before this worker was started, each with when (ms), oldest first; call it before the first is."""
        with self._lock:
            self._latest += len(events)
            self._recent.extend(events)

    def stage_times(self, times: StageTimes) -> None:
        """Take what a trace has measured."""
        metrics.STAGE_SECONDS.merge(times)

    def lost(self, count: int) -> None:
        """Retention has deleted inputs that the group had not read."""
        metrics.INPUT_LOST.inc(count)

    def lags(self, lags: Mapping[tuple[str, int], int]) -> None:
        """The lag of every partition that is assigned to this worker: (topic, partition) -> records."""
        with self._lock:
            gone = self._lag.keys() - lags.keys()
            self._lag = dict(lags)
        for topic, partition in gone:
            metrics.CONSUMER_LAG.remove(topic, str(partition))
        for (topic, partition), lag in lags.items():
            metrics.CONSUMER_LAG.labels(topic=topic, partition=str(partition)).set(lag)

    def commits(self, offsets: Mapping[tuple[str, int], int]) -> None:
        """What the group has committed, for every partition that is assigned to this worker: (topic, partition) -> offset, 0 for none."""
        with self._lock:
            gone = self._committed - offsets.keys()
            self._committed = frozenset(offsets)
        for topic, partition in gone:
            metrics.COMMITTED_OFFSET.remove(topic, str(partition))
        for (topic, partition), offset in offsets.items():
            metrics.COMMITTED_OFFSET.labels(topic=topic, partition=str(partition)).set(offset)

    def seen_entries(self, count: int) -> None:
        """How many entries dedupe holds."""
        metrics.SEEN_ENTRIES.set(count)
        with self._lock:
            self._seen_entries = count

    def now(self, reason: str) -> None:
        """Say why the worker is not ready; the empty string: it is."""
        with self._lock:
            self._reason = reason

    def ready(self) -> tuple[bool, str]:
        """Whether the worker takes part in the group's work, and if not, why."""
        with self._lock:
            return not self._reason, self._reason

    def total_lag(self) -> int:
        """Records that wait, over all partitions of this worker, when last looked at."""
        with self._lock:
            return sum(self._lag.values())

    def report(self) -> dict[str, Any]:
        """The answer of `/api/status`."""
        with self._lock:
            return self._who | {
                "ready": not self._reason,
                "reason": self._reason,
                "started_at": self._started_at,
                "now": time.time(),
                "last_progress": self._last_progress,
                "outcomes": {outcome.value: self._outcomes[outcome.value] for outcome in Outcome},
                "events": [{"topic": topic, "kind": kind, "count": count} for (topic, kind), count in sorted(self._events.items())],
                "lag": [{"topic": topic, "partition": partition, "lag": lag} for (topic, partition), lag in sorted(self._lag.items())],
                "seen_entries": self._seen_entries,
                "stages": metrics.STAGE_SECONDS.summary(),
                "throughput": [list(second) for second in self._seconds],
            }

    def events_after(self, number: int) -> tuple[int, list[tuple[int, bytes]]]:
        """The number of the latest event, and the recent ones with a higher number than `number`, oldest first: when (ms), and the JSON."""
        with self._lock:
            fresh = min(max(0, self._latest - number), len(self._recent))
            return self._latest, list(self._recent)[len(self._recent) - fresh :]
