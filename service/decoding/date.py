"""The date of publication as users write it: read strictly, and only believed where it can be one."""

import re
from datetime import UTC, datetime, timedelta

EARLIEST = datetime(1800, 1, 1, tzinfo=UTC)
"""News before that is not dated to the day (see `service.enrichment.date_expressions`); programs write 0001-01-01 or 1601-01-01 for
"no date"."""
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
"""Where the record has no time of its own; what programs write for "never" lies beyond: 9999-12-31."""
TOLERANCE = timedelta(days=2)
"""How far a publication may lie after its record: 14 hours of zones written as UTC, papers dated for tomorrow, clocks that are off."""
_LEAP_SECOND = re.compile(r"(?<=:\d\d):60(?=$|[.,Z+-])")


def read_date(value: object, timestamp: int) -> datetime:
    """The RFC 3339 date `value` in its own zone, whose day is the publisher's.

    One without a zone is read as UTC: a few hours off is better than no date.

    `timestamp`: the record's time (ms), after which nothing in it can have been published; 0 where it has none. Raises ValueError, with
    a reason for a person, for what is no such date and for one that can't be a publication's.
    """
    if not isinstance(value, str):
        raise ValueError("not an RFC 3339 date")  # noqa: TRY004 - one kind of error for the caller
    written = _LEAP_SECOND.sub(":59", value.strip().upper())  # RFC 3339 allows `t` and `z`
    try:
        parsed = datetime.fromisoformat(written)
        written_there = parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed
        date = written_there.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("not an RFC 3339 date") from None
    latest = datetime.fromtimestamp(timestamp / 1000, UTC) + TOLERANCE if timestamp > 0 else LATEST
    if date < EARLIEST:
        raise ValueError(f"{date.date().isoformat()} is before {EARLIEST.year}")
    if date > latest:
        raise ValueError(f"{date.date().isoformat()} lies in the future of its record")
    return written_there
