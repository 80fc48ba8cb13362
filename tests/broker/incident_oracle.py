"""What must be true of incidents after any fault: they and the events name each other, and their histories have no gap and no way back."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from aiokafka import ConsumerRecord

_COUNTS = ("reports", "articles", "sources", "independent_sources")
"""What may only grow from revision to revision."""


def incident_problems(incidents: Sequence[ConsumerRecord[bytes, bytes]], events: Sequence[ConsumerRecord[bytes, bytes]]) -> list[str]:
    """What is wrong with the records of the incidents (each partition in its order) beside those of the events."""
    histories = _histories(incidents)
    latest = {name: revisions[max(revisions)] for name, revisions in histories.items()}
    published = {(event["event_id"], event["incident_id"]) for event in map(_value, events)}
    return [
        *_homeless(latest, published),
        *_invented(latest, published),
        *(problem for name, revisions in histories.items() for problem in _gaps(name, revisions)),
        *(problem for name, revisions in histories.items() for problem in _ways_back(name, revisions)),
    ]


def _histories(incidents: Sequence[ConsumerRecord[bytes, bytes]]) -> dict[str, dict[int, Any]]:
    """Incident -> its revisions, in the order in which each came first."""
    found: dict[str, dict[int, Any]] = defaultdict(dict)
    for value in map(_value, incidents):
        found[value["incident_id"]].setdefault(value["revision"], value)
    return found


def _homeless(latest: dict[str, Any], published: set[tuple[str, str]]) -> Iterator[str]:
    """Events that are not among the reports of the incident that they name, unless it has more than it lists."""
    listed = {name: {report["event_id"] for report in one["reports"]} for name, one in latest.items()}
    full = {name for name, one in latest.items() if one["counts"]["reports"] > len(one["reports"])}
    for event_id, home in sorted(published):
        if home not in listed:
            yield f"event {event_id} is of {home}, which was never published"
        elif home not in full and event_id not in listed[home]:
            yield f"event {event_id} is not among the reports of {home}"


def _invented(latest: dict[str, Any], published: set[tuple[str, str]]) -> Iterator[str]:
    """Reports of no event, and answers to no incident."""
    for name, one in latest.items():
        for report in one["reports"]:
            if (report["event_id"], name) not in published:
                yield f"{name} lists {report['event_id']}, which is no event of it"
        if one["responds_to"] is not None and one["responds_to"] not in latest:
            yield f"{name} responds to {one['responds_to']}, which was never published"


def _gaps(name: str, revisions: dict[int, Any]) -> Iterator[str]:
    """Revisions come first one after the other, from 1 on; a replay may repeat them."""
    if list(revisions) != list(range(1, len(revisions) + 1)):
        yield f"{name} came in the revisions {list(revisions)}"


def _ways_back(name: str, revisions: dict[int, Any]) -> Iterator[str]:
    """Later revisions keep the reports of earlier ones and count no less."""
    for (_, earlier), (number, later) in pairwise(sorted(revisions.items())):
        if fewer := [what for what in _COUNTS if later["counts"][what] < earlier["counts"][what]]:
            yield f"{name} counts fewer {', '.join(fewer)} in revision {number}"
        if lost := {one["event_id"] for one in earlier["reports"]} - {one["event_id"] for one in later["reports"]}:
            yield f"{name} has lost the reports {sorted(lost)} in revision {number}"


def _value(record: ConsumerRecord[bytes, bytes]) -> Any:
    return json.loads(record.value or b"{}")
