"""What must be true after any fault: each input has exactly one outcome, nothing has two values, and all outputs agree with each other."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Any

from aiokafka import ConsumerRecord

from service.context import Context
from service.outcome import DeadReason
from tests.broker.deployment import EVENT_TOPICS, Deployment
from tests.broker.incident_oracle import incident_problems
from tests.broker.kafka_io import Sent, read
from tests.broker.lane_oracle import lane_problems

REVISED = ("incidents", *EVENT_TOPICS)
"""Topics whose values have revisions."""
OUTPUTS = ("ledger", "duplicates", "dead", *REVISED)
_SHOWN = 5
"""Problems of a kind that a failure prints."""
_REPEATABLE_HEADERS = frozenset({"demarche.attempts"})
"""Headers of a dead letter that say how it came about, not what it is."""
_OF_THE_RUN = "ce_time"
"""The header that says when the input came in: the same in each replay, another where the same input is sent anew."""

Records = dict[str, list[ConsumerRecord[bytes, bytes]]]
Value = tuple[bytes | None, tuple[tuple[str, bytes], ...]]
Values = dict[tuple[str, bytes], Value]
"""(topic without its prefix, key) -> the value that a reader ends up with, where that is the same in each run over one input."""


@dataclass
class Verdict:
    """What the oracle found. `problems` is empty when every promise was kept."""

    inputs: int
    settled: int
    lost: list[bytes] = field(default_factory=list)
    replayed: int = 0
    """Ledger records beyond the first of their key."""
    longest_pause_s: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    values: Values = field(default_factory=dict)


def judge(deployment: Deployment, sent: Sequence[Sent], *, may_die_of: DeadReason | None = None) -> Verdict:
    """Read all outputs of the deployment and check them against what was sent and, where no article may die, against the lanes' log."""
    records = {suffix: read(deployment.bootstrap, deployment.topic(suffix)) for suffix in OUTPUTS}
    verdict = examine(deployment.prefix, sent, records, may_die_of=may_die_of)
    if may_die_of is None:
        lanes = read(deployment.bootstrap, deployment.topic("articles"))
        found = lane_problems(replace(_context(), topic_prefix=deployment.prefix), lanes, records)
        verdict.problems += _shown("not what the lanes' log tells", found)
    return verdict


@cache
def _context() -> Context:
    return Context.build()


def examine(prefix: str, sent: Sequence[Sent], records: Records, *, may_die_of: DeadReason | None = None) -> Verdict:
    """Check the records of all output topics (by topic without its prefix, each partition in its order) against what was sent.

    `may_die_of`: why an article with nothing wrong in it may be a dead letter too. Poison without a reason may have any outcome.
    """
    inputs = {one.ledger_key: one for one in sent}
    ledger = records["ledger"]
    last = {record.key: json.loads(record.value) for record in ledger}
    verdict = Verdict(len(sent), len(inputs.keys() & last.keys()), [key for key in inputs if key not in last])
    verdict.replayed = len(ledger) - len(last)
    verdict.longest_pause_s = longest_pause(inputs, ledger)
    verdict.outcomes = Counter(entry["outcome"] for entry in last.values())
    verdict.values = _determined(_final_values(prefix, records), _of_shared_acts(sent))
    for name, found in (
        ("input without an outcome", [key.decode() for key in verdict.lost]),
        ("outcome without an input", [key.decode() for key in last if key not in inputs]),
        ("two values", _conflicts(records)),
        ("wrong outcome", _wrong(inputs, last, may_die_of)),
        ("family without exactly one original", _families(inputs, last)),
        ("outputs that disagree", _disagreements(last, records)),
        ("incident that disagrees", incident_problems(records["incidents"], [one for topic in EVENT_TOPICS for one in records[topic]])),
        ("span that is not in its text", _false_spans(records)),
    ):
        verdict.problems += _shown(name, found)
    return verdict


def _shown(name: str, found: Sequence[str]) -> list[str]:
    more = [f"{name}: and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    return [f"{name}: {one}" for one in found[:_SHOWN]] + more


def differences(one: Values, other: Values) -> list[str]:
    """Where two runs over the same input ended with other values."""
    found = [f"{topic} {key!r}: only in one run" for topic, key in sorted(one.keys() ^ other.keys())]
    changed = [place for place in sorted(one.keys() & other.keys()) if one[place] != other[place]]
    return found + [f"{topic} {key!r}: {_cut(one[topic, key])} / {_cut(other[topic, key])}" for topic, key in changed]


def longest_pause(inputs: dict[bytes, Sent], ledger: Iterable[ConsumerRecord[bytes, bytes]]) -> float:
    """The longest time, in seconds, in which no input was settled although one was waiting."""
    first: dict[bytes, int] = {}
    for record in ledger:
        if record.key in inputs and record.timestamp >= inputs[record.key].timestamp:  # else of an earlier topic with this name
            first[record.key] = min(record.timestamp, first.get(record.key, record.timestamp))
    settled = sorted((at, inputs[key].timestamp) for key, at in first.items())
    waiting_since: list[int] = []
    oldest = None
    for _, arrived in reversed(settled):
        oldest = arrived if oldest is None else min(oldest, arrived)
        waiting_since.append(oldest)
    waiting_since.reverse()
    pauses = [later[0] - max(earlier[0], waiting) for (earlier, later), waiting in zip(pairwise(settled), waiting_since[1:], strict=True)]
    return max(pauses, default=0) / 1000


def _conflicts(records: Records) -> list[str]:
    """Keys of the ledger and the duplicates, revisions, and dead letters that were written with more than one value."""
    values: dict[tuple[str, Any], set[Value]] = defaultdict(set)
    for suffix in OUTPUTS:
        for record in records[suffix]:
            identity: Any = record.key
            if suffix == "dead":
                identity = _dead_identity(record)
            elif suffix in REVISED:
                identity = record.key, json.loads(record.value)["revision"]
            values[suffix, identity].add(_value(record))
    return [f"{suffix} {identity!r}: {[_cut(value) for value in found]}" for (suffix, identity), found in values.items() if len(found) > 1]


def _wrong(inputs: dict[bytes, Sent], last: dict[bytes, Any], may_die_of: DeadReason | None) -> list[str]:
    found = []
    for key, entry in last.items():
        one = inputs.get(key)
        if one is None or (one.kind == "poison" and one.reason is None):
            continue
        given = f"{entry['outcome']}/{entry['reason']}"
        if one.kind == "poison":
            if given != f"dead/{one.reason}":
                found.append(f"{key.decode()}: {given}, not dead/{one.reason}")
        elif entry["outcome"] == "dead":
            if entry["reason"] != may_die_of:
                found.append(f"{key.decode()}: {given} although nothing is wrong with it")
        elif entry["article_id"] != one.id:
            found.append(f"{key.decode()}: is of {entry['article_id']}, not of {one.id}")
    return found


def _families(inputs: dict[bytes, Sent], last: dict[bytes, Any]) -> list[str]:
    """Of all copies of a text exactly one is the original, and the others say so."""
    members: dict[int, list[tuple[str | None, Any]]] = defaultdict(list)
    for key, one in inputs.items():
        if one.kind != "poison" and key in last and last[key]["outcome"] != "dead":
            members[one.family].append((one.id, last[key]))
    found = []
    for family, entries in members.items():
        originals = [identity for identity, entry in entries if entry["duplicate_of"] is None]
        if len(originals) != 1:
            found.append(f"family {family}: originals {originals} among {len(entries)}")
        elif any(entry["duplicate_of"] not in (None, originals[0]) for _, entry in entries):
            found.append(
                f"family {family}: {originals[0]} is the original, but copies name {sorted({str(e['duplicate_of']) for _, e in entries})}"
            )
    return found


def _disagreements(last: dict[bytes, Any], records: Records) -> list[str]:
    """Every outcome has its records, and every record its outcome."""
    events = {json.loads(record.value)["event_id"] for suffix in EVENT_TOPICS for record in records[suffix]}
    duplicates = {record.key for record in records["duplicates"]}
    dead = {_dead_identity(record) for record in records["dead"]}
    found, claimed = [], set()
    for key, entry in last.items():
        outcome = entry["outcome"]
        claimed |= set(entry["event_ids"])
        if missing := set(entry["event_ids"]) - events:
            found.append(f"{key.decode()}: {outcome} with events that were never published: {sorted(missing)}")
        if outcome == "event" and not entry["event_ids"]:
            found.append(f"{key.decode()}: outcome event without an event")
        if (outcome == "duplicate") != (key in duplicates) and outcome != "event":
            found.append(f"{key.decode()}: outcome {outcome}, duplicate record {'there' if key in duplicates else 'missing'}")
        if (outcome == "dead") != (key in dead):
            found.append(f"{key.decode()}: outcome {outcome}, dead letter {'there' if key in dead else 'missing'}")
    found += [f"event {one} is in no ledger entry" for one in sorted(events - claimed)]
    found += [f"duplicate {key!r} has no ledger entry" for key in sorted(duplicates - last.keys())]
    found += [f"dead letter {key!r} has no ledger entry" for key in sorted(dead - last.keys())]
    return found


def _false_spans(records: Records) -> list[str]:
    found = []
    for suffix in EVENT_TOPICS:
        for record in records[suffix]:
            event = json.loads(record.value)
            spans = [*event["evidence"], *event["actors"], *event["targets"], *event["quotes"]]
            spans += [event[name] for name in ("location", "date", "count", "deadline") if event.get(name)]
            found += [
                f"{event['event_id']}: {span}"
                for span in spans
                if event["article"][span.get("in", "text")][span["start"] : span["end"]] != span["text"]
            ]
    return found


def _final_values(prefix: str, records: Records) -> Values:
    """What a reader keeps: the highest revision of an event, elsewhere the last value of a key; the prefix is written as `news`."""
    found: Values = {}
    revisions: dict[tuple[str, bytes], int] = {}
    for suffix in OUTPUTS:
        for record in records[suffix]:
            key = _dead_identity(record) if suffix == "dead" else record.key
            place = (suffix, key.replace(prefix.encode() + b".", b"news."))
            if suffix in REVISED:
                revision = json.loads(record.value)["revision"]
                if revision < revisions.get(place, 0):
                    continue
                revisions[place] = revision
            value, headers = _value(record)
            shared = tuple(
                (name, content and content.replace(prefix.encode() + b".", b"news.")) for name, content in headers if name != _OF_THE_RUN
            )
            found[place] = (value and value.replace(prefix.encode() + b".", b"news."), shared)
    return found


def _of_shared_acts(sent: Iterable[Sent]) -> frozenset[str]:
    """Ids of the articles whose act others report through other partitions; copies of them too."""
    kinds = {one.number: one.kind for one in sent}
    return frozenset(one.id for one in sent if one.id and kinds.get(one.family) == "shared")


def _determined(values: Values, shared: frozenset[str]) -> Values:
    """Without the incidents of shared acts, and without what their events say of them: which report opens one is a matter of time."""
    found = dict(values)
    for (topic, key), (value, headers) in values.items():
        fields = json.loads(value or b"{}") if topic in REVISED else {}
        if topic == "incidents" and any(report.get("article_id") in shared for report in fields["reports"]):
            del found[topic, key]
        elif topic in EVENT_TOPICS and fields["article"].get("id") in shared:
            found[topic, key] = json.dumps(fields | {"incident_id": None}).encode(), headers
    return found


def _dead_identity(record: ConsumerRecord[bytes, bytes]) -> bytes:
    """`<topic>-<partition>-<offset>` of the input, from the headers."""
    headers = dict(record.headers)
    return b"-".join(headers[f"demarche.{name}"] for name in ("topic", "partition", "offset"))


def _value(record: ConsumerRecord[bytes, bytes]) -> Value:
    return record.value, tuple((name, content) for name, content in record.headers if name not in _REPEATABLE_HEADERS)


def _cut(value: Value) -> str:
    text = repr(value)
    return text if len(text) < 400 else f"{text[:200]} ... {text[-200:]}"
