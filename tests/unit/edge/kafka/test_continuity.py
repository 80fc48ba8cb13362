"""The continuity check."""

import pytest

from service.edge.kafka.continuity import Continuity, Gap, Partition, SkippedError

RAW = Partition("news.raw", 0)


def following(*offsets: int, committed: int | None = None) -> Continuity:
    continuity = Continuity()
    continuity.seek(RAW, committed)
    continuity.fetch(RAW, sized(*offsets))
    return continuity


def sized(*offsets: int) -> list[tuple[int, int]]:
    return [(offset, 10) for offset in offsets]


def test_records_that_arrive_as_they_were_fetched_are_taken() -> None:
    continuity = following(5, 6, 7)
    assert [continuity.admit(RAW, offset) for offset in (5, 6, 7)] == [True, True, True]


def test_a_record_that_was_fetched_and_does_not_arrive_is_noticed_with_the_next_one() -> None:
    continuity = following(5, 6, 7)
    continuity.admit(RAW, 5)
    with pytest.raises(SkippedError, match="6 was fetched"):
        continuity.admit(RAW, 7)


def test_gaps_in_the_log_itself_do_not_trip_it() -> None:
    continuity = following(5, 9, 20)
    assert [continuity.admit(RAW, offset) for offset in (5, 9, 20)] == [True, True, True]


def test_records_of_before_a_seek_are_dropped_because_they_come_again() -> None:
    continuity = following(5, 6, 7)
    continuity.seek(RAW, 5)
    assert not continuity.admit(RAW, 6)
    continuity.fetch(RAW, sized(5, 6))
    assert continuity.admit(RAW, 5)
    assert continuity.admit(RAW, 6)


def test_a_partition_that_was_revoked_gives_nothing() -> None:
    continuity = following(5)
    continuity.forget([RAW])
    assert not continuity.admit(RAW, 5)


def test_a_fetch_that_follows_on_has_no_gap() -> None:
    continuity = following(committed=5)
    assert continuity.fetch(RAW, sized(5, 6)) == []
    assert continuity.fetch(RAW, sized(7)) == []


def test_a_start_beyond_the_commit_is_a_gap() -> None:
    assert following(committed=5).fetch(RAW, sized(9, 10)) == [Gap(RAW, 5, 9)]


def test_a_log_that_begins_anew_is_a_gap_backwards() -> None:
    assert following(committed=500).fetch(RAW, sized(0, 1)) == [Gap(RAW, 500, 0)]


def test_a_gap_in_the_middle_is_told_once() -> None:
    assert following(committed=5).fetch(RAW, sized(5, 8, 9)) == [Gap(RAW, 6, 8)]


def test_a_group_without_a_commit_may_start_anywhere() -> None:
    assert following(committed=None).fetch(RAW, sized(70, 71)) == []


def test_each_partition_is_followed_by_itself() -> None:
    continuity = following(5)
    other = Partition("news.raw", 1)
    continuity.fetch(other, sized(100))
    assert continuity.admit(other, 100)
    assert continuity.admit(RAW, 5)


def test_the_bytes_that_wait_are_those_fetched_and_not_yet_taken() -> None:
    continuity = following(5, 6, 7)
    assert continuity.waiting_bytes == 30
    continuity.admit(RAW, 5)
    assert continuity.waiting_bytes == 20
    continuity.seek(RAW, 5)
    assert continuity.waiting_bytes == 0
