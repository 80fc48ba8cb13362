"""What the worker tells of itself."""

from service.outcome import DeadReason, Outcome
from service.telemetry import metrics
from service.telemetry.status import RECENT_EVENTS, Status


def status() -> Status:
    return Status(version="1", rules_version="2", group="demarche", instance=None)


def values(answer: tuple[int, list[tuple[int, bytes]]]) -> tuple[int, list[bytes]]:
    """The answer of `events_after` without the times."""
    return answer[0], [value for _, value in answer[1]]


def test_a_worker_that_starts_is_not_ready_and_says_so() -> None:
    assert status().ready() == (False, "starting")


def test_it_is_ready_when_there_is_no_reason_against_it() -> None:
    one = status()
    one.now("")
    assert one.ready() == (True, "")


def test_outcomes_are_counted_and_those_that_never_came_are_zero() -> None:
    one = status()
    one.settled({Outcome.EVENT: [0.1]})
    one.dead(DeadReason.NOT_JSON, 0.1)
    outcomes = one.report()["outcomes"]
    assert outcomes == {"event": 1, "duplicate": 0, "no_topic": 0, "unsupported_language": 0, "dead": 1}


def test_the_throughput_adds_up_to_the_outcomes() -> None:
    one = status()
    for _ in range(5):
        one.settled({Outcome.NO_TOPIC: [0.1, 0.2]})
    assert sum(count for _, count in one.report()["throughput"]) == 10


def test_events_are_numbered_from_one_and_given_from_a_number_on() -> None:
    one = status()
    for number in range(3):
        one.published("defection", "asylum", b"%d" % number)
    assert values(one.events_after(0)) == (3, [b"0", b"1", b"2"])
    assert values(one.events_after(2)) == (3, [b"2"])
    assert values(one.events_after(3)) == (3, [])


def test_only_the_latest_events_are_kept() -> None:
    one = status()
    for number in range(RECENT_EVENTS + 10):
        one.published("defection", "asylum", b"%d" % number)
    latest, events = values(one.events_after(0))
    assert latest == RECENT_EVENTS + 10
    assert events[0] == b"10"
    assert len(events) == RECENT_EVENTS


def test_the_lag_of_a_partition_that_left_is_not_told_any_more() -> None:
    one = status()
    one.lags({("news.raw", 0): 5, ("news.raw", 1): 7})
    one.lags({("news.raw", 1): 3})
    assert one.total_lag() == 3
    assert metrics.REGISTRY.get_sample_value("demarche_consumer_lag", {"topic": "news.raw", "partition": "0"}) is None
    assert metrics.REGISTRY.get_sample_value("demarche_consumer_lag", {"topic": "news.raw", "partition": "1"}) == 3
