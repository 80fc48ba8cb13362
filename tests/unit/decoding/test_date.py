"""Which dates of publication are believed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.decoding.date import EARLIEST, LATEST, TOLERANCE, read_date
from service.record import LATEST_MS

RECORD = datetime(2024, 3, 6, 12, tzinfo=UTC)
RECORD_MS = int(RECORD.timestamp() * 1000)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-03-05T10:00:00Z", "2024-03-05T10:00:00"),
        ("2024-03-05t10:00:00z", "2024-03-05T10:00:00"),
        (" 2024-03-05 10:00:00.123456789+02:00 ", "2024-03-05T08:00:00.123456"),
        ("2024-03-05T10:00:00-00:00", "2024-03-05T10:00:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59"),
        ("2024-03-05T10:00", "2024-03-05T10:00:00"),
        ("2024-03-05", "2024-03-05T00:00:00"),
        ("1968-08-21T06:00:00Z", "1968-08-21T06:00:00"),
    ],
)
def test_every_form_of_rfc_3339_and_what_is_near_it_is_read(written: str, read: str) -> None:
    assert datetime.fromisoformat(read).replace(tzinfo=UTC) == read_date(written, RECORD_MS)


@pytest.mark.parametrize(
    "written", [1709632800000, 1709632800.5, True, [], {}, "1709632800", "Tue, 05 Mar 2024 10:00:00 EST", "yesterday", ""]
)
def test_another_notation_is_no_date(written: object) -> None:
    with pytest.raises(ValueError, match="RFC 3339 date"):
        read_date(written, RECORD_MS)


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "1601-01-01T00:00:00Z", "1753-01-01"])
def test_what_programs_write_for_no_date_is_none(written: str) -> None:
    with pytest.raises(ValueError, match=r"before 1800|not an RFC 3339 date"):
        read_date(written, RECORD_MS)


@pytest.mark.parametrize("written", ["9999-12-31T00:00:00Z", "9999-12-31T23:59:59-12:00", "2222-02-02", "2024-03-09"])
def test_nothing_is_published_long_after_its_record(written: str) -> None:
    with pytest.raises(ValueError, match=r"in the future of its record|not an RFC 3339 date"):
        read_date(written, RECORD_MS)


def test_zones_and_clocks_may_differ_by_two_days() -> None:
    assert read_date((RECORD + TOLERANCE).isoformat(), RECORD_MS) == RECORD + TOLERANCE


def test_a_record_without_a_time_bounds_nothing_but_the_calendar() -> None:
    assert datetime(2026, 1, 1, tzinfo=UTC) == read_date("2026-01-01", 0)
    with pytest.raises(ValueError, match="in the future"):
        read_date("9999-12-31", 0)


@given(st.text() | st.datetimes().map(str), st.integers(0, LATEST_MS))
def test_any_text_is_a_date_that_can_be_reckoned_with_or_none(written: str, timestamp: int) -> None:
    try:
        date = read_date(written, timestamp)
    except ValueError:
        return
    assert EARLIEST <= date <= LATEST + TOLERANCE
    assert date - timedelta(days=370) < date + timedelta(days=370)
