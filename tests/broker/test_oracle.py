"""The oracle of the broker and fault suites sees each kind of broken promise; without Kafka."""

import json
from typing import Any

import pytest
from aiokafka import ConsumerRecord

from service.outcome import DeadReason
from tests.broker.kafka_io import Sent
from tests.broker.oracle import OUTPUTS, Records, differences, examine, longest_pause

PREFIX = "t"


def sent(number: int, kind: Any = "text", family: int | None = None, at: int = 0) -> Sent:
    reason = DeadReason.NOT_JSON if kind == "poison" else None
    identity = None if kind == "poison" else f"a{number}"
    return Sent(number, kind, identity, number if family is None else family, reason, "t.raw", 0, number, at)


def record(key: bytes, value: Any, headers: dict[str, bytes] | None = None, at: int = 0) -> ConsumerRecord[bytes, bytes]:
    content = json.dumps(value).encode()
    return ConsumerRecord("topic", 0, 0, at, 1, key, content, None, len(key), len(content), tuple((headers or {}).items()))


def entry(number: int, outcome: str, **fields: Any) -> ConsumerRecord[bytes, bytes]:
    at = fields.pop("at", 0)
    value = {"article_id": f"a{number}", "outcome": outcome, "event_ids": [], "duplicate_of": None, "reason": "no_trigger"} | fields
    return record(f"t.raw-0-{number}".encode(), value, at=at)


def event(identity: str, revision: int = 1, text: str = "Norway") -> ConsumerRecord[bytes, bytes]:
    span = {"text": text, "start": 0, "end": 6, "in": "text"}
    article = {"text": "Norway protests.", "title": ""}
    parts: dict[str, Any] = {"actors": [], "targets": [], "quotes": [], "location": None, "date": None}
    value = {"event_id": identity, "incident_id": "i", "revision": revision, "evidence": [span], "article": article}
    return record(identity.encode(), value | parts)


def incident(
    *events: str, reports: int | None = None, revision: int = 1, articles: int = 1, responds_to: str | None = None
) -> ConsumerRecord[bytes, bytes]:
    listed = [{"event_id": one} for one in events]
    counts = {"reports": len(events) if reports is None else reports, "articles": articles, "sources": 1, "independent_sources": 1}
    value = {"incident_id": "i", "revision": revision, "reports": listed, "counts": counts, "responds_to": responds_to}
    return record(b"i", value)


INPUTS = [sent(0), sent(1, "event"), sent(2, "copy", family=0), sent(3, "poison")]


def right() -> Records:
    place = {"demarche.topic": b"t.raw", "demarche.partition": b"0", "demarche.offset": b"3", "demarche.attempts": b"1"}
    return {suffix: [] for suffix in OUTPUTS} | {
        "ledger": [
            entry(0, "no_topic"),
            entry(1, "event", event_ids=["e"]),
            entry(2, "duplicate", duplicate_of="a0"),
            entry(3, "dead", article_id=None, reason="not_json"),
        ],
        "duplicates": [record(b"t.raw-0-2", {"duplicate_of": "a0"})],
        "dead": [record(b"key", "bytes", place)],
        "events.defection": [event("e")],
        "incidents": [incident("e")],
    }


def test_a_run_that_kept_every_promise_has_no_problems() -> None:
    verdict = examine(PREFIX, INPUTS, right())
    assert verdict.problems == []
    assert (verdict.inputs, verdict.settled, verdict.replayed) == (4, 4, 0)


def test_a_replay_with_the_same_bytes_is_counted_and_is_no_problem() -> None:
    records = right()
    records["ledger"] *= 2
    records["dead"].append(records["dead"][0])
    verdict = examine(PREFIX, INPUTS, records)
    assert verdict.problems == []
    assert verdict.replayed == 4


def lose(records: Records) -> None:
    del records["ledger"][0]


def invent(records: Records) -> None:
    records["ledger"].append(entry(9, "no_topic"))


def differ(records: Records) -> None:
    records["ledger"].append(entry(0, "no_topic", reason="no_frame"))


def revise_twice(records: Records) -> None:
    records["events.defection"].append(event("e", text="norway"))


def mistake(records: Records) -> None:
    records["ledger"][0] = entry(0, "no_topic", article_id="other")


def kill(records: Records) -> None:
    records["ledger"][3] = entry(3, "dead", article_id=None, reason="stage_error")


def let_both_be_original(records: Records) -> None:
    records["ledger"][2] = entry(2, "no_topic")


def forget_the_event(records: Records) -> None:
    records["events.defection"].clear()


def forget_the_letter(records: Records) -> None:
    records["dead"].clear()


def forget_the_duplicate(records: Records) -> None:
    records["duplicates"].clear()


def publish_without_entry(records: Records) -> None:
    records["events.defection"].append(event("other"))


def forget_the_incident(records: Records) -> None:
    records["incidents"].clear()


def leave_out_of_the_incident(records: Records) -> None:
    records["incidents"] = [incident("another")]


def change_the_incident(records: Records) -> None:
    records["incidents"].append(incident("e", "another"))


def list_what_is_no_event(records: Records) -> None:
    records["incidents"].append(incident("e", "another", revision=2))


def leave_out_a_revision(records: Records) -> None:
    records["incidents"].append(incident("e", revision=3))


def revise_in_the_wrong_order(records: Records) -> None:
    records["incidents"].insert(0, incident("e", revision=2))


def count_back(records: Records) -> None:
    records["incidents"] = [incident("e", articles=2), incident("e", revision=2, articles=1)]


def lose_a_report(records: Records) -> None:
    records["incidents"] = [incident("other", "e"), incident("e", revision=2, reports=2)]


def answer_nothing(records: Records) -> None:
    records["incidents"] = [incident("e", responds_to="nowhere")]


def move_the_span(records: Records) -> None:
    records["events.defection"] = [event("e", text="orway ")]


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lose, "input without an outcome"),
        (invent, "outcome without an input"),
        (differ, "two values"),
        (revise_twice, "two values"),
        (mistake, "wrong outcome"),
        (kill, "wrong outcome"),
        (let_both_be_original, "family without exactly one original"),
        (forget_the_event, "outputs that disagree"),
        (forget_the_letter, "outputs that disagree"),
        (forget_the_duplicate, "outputs that disagree"),
        (publish_without_entry, "outputs that disagree"),
        (forget_the_incident, "incident that disagrees: event e is of i, which was never published"),
        (leave_out_of_the_incident, "incident that disagrees: event e is not among the reports of i"),
        (list_what_is_no_event, "incident that disagrees: i lists another, which is no event of it"),
        (leave_out_a_revision, "incident that disagrees: i came in the revisions [1, 3]"),
        (revise_in_the_wrong_order, "incident that disagrees: i came in the revisions [2, 1]"),
        (count_back, "incident that disagrees: i counts fewer articles in revision 2"),
        (lose_a_report, "incident that disagrees: i has lost the reports ['other'] in revision 2"),
        (answer_nothing, "incident that disagrees: i responds to nowhere, which was never published"),
        (change_the_incident, "two values"),
        (move_the_span, "span that is not in its text"),
    ],
)
def test_each_broken_promise_is_seen(spoil: Any, problem: str) -> None:
    records = right()
    spoil(records)
    assert any(found.startswith(problem) for found in examine(PREFIX, INPUTS, records).problems)


def test_an_incident_need_not_list_more_than_it_can() -> None:
    records = right()
    records["incidents"] = [incident(reports=101)]
    assert examine(PREFIX, INPUTS, records).problems == []


def test_revisions_of_an_incident_may_be_written_again() -> None:
    records = right()
    records["incidents"] = [incident("e"), incident("e", revision=2, articles=2)] * 2
    assert examine(PREFIX, INPUTS, records).problems == []


def test_two_runs_with_other_prefixes_are_the_same_where_their_values_are() -> None:
    other = right()
    other["ledger"] = [
        ConsumerRecord("topic", 0, 0, 0, 1, one.key.replace(b"t.", b"u."), one.value, None, 0, 0, ()) for one in other["ledger"]
    ]
    first, second = examine("t", INPUTS, right()).values, examine("u", INPUTS, other).values
    ours = {place: value for place, value in first.items() if place[0] == "ledger"}
    theirs = {place: value for place, value in second.items() if place[0] == "ledger"}
    assert differences(ours, theirs) == []
    theirs.popitem()
    assert len(differences(ours, theirs)) == 1


def test_the_longest_pause_counts_only_while_something_waits() -> None:
    inputs = {one.ledger_key: one for one in (sent(0, at=0), sent(1, at=100), sent(2, at=9_000))}
    ledger = [entry(0, "no_topic", at=50), entry(1, "no_topic", at=2_100), entry(2, "no_topic", at=9_500)]
    assert longest_pause(inputs, ledger) == pytest.approx(2.0)
