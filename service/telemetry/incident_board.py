"""The latest incidents, each in its last revision, for `/api/incidents`."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

MOST_INCIDENTS = 1_000
"""Kept: those that were told of last. At most 100 reports each, so some 40 MB at worst and 2 MB as a rule."""
_DEFAULT_LIMIT = 100

Incident = dict[str, Any]
Test = Callable[[Incident], bool]


class IncidentBoard:
    """Incidents by id, the one that was told of last at the end."""

    def __init__(self) -> None:
        """None yet."""
        self._last: OrderedDict[str, Incident] = OrderedDict()

    def told(self, values: Iterable[bytes]) -> None:
        """Take revisions (JSON), oldest first; an older one of an incident that is there changes nothing."""
        for value in values:
            incident = orjson.loads(value)
            known = self._last.get(incident["incident_id"])
            if known is None or known["revision"] < incident["revision"]:
                self._last[incident["incident_id"]] = incident
                self._last.move_to_end(incident["incident_id"])
        while len(self._last) > MOST_INCIDENTS:
            self._last.popitem(last=False)

    def found(self, asked: Mapping[str, str]) -> list[Incident]:
        """Those that pass all filters (see `FILTERS`), newest first. Raises ValueError with one clear line for a filter that is none."""
        limit = _number(asked.get("limit", str(_DEFAULT_LIMIT)), "limit")
        tests = [_test(name, value) for name, value in asked.items() if name != "limit"]
        passing = (incident for incident in reversed(self._last.values()) if all(test(incident) for test in tests))
        return [incident for _, incident in zip(range(int(limit)), passing, strict=False)]


def _test(name: str, value: str) -> Test:
    make = FILTERS.get(name)
    if make is None:
        raise ValueError(f"{name} is no filter; there are {', '.join([*FILTERS, 'limit'])}")
    return make(value)


def _is(field: str) -> Callable[[str], Test]:
    return lambda value: lambda incident: bool(incident[field] == value)


def _party(*sides: str) -> Callable[[str], Test]:
    """Whether a party's state is the value, or its name holds it."""

    def make(value: str) -> Test:
        wanted = value.casefold()
        return lambda incident: any(
            (party["country"] or "").casefold() == wanted or wanted in (party["name"] or "").casefold()
            for side in sides
            for party in incident[side]
        )

    return make


def _country(value: str) -> Test:
    wanted = value.upper()
    return lambda incident: any(place["country"] == wanted for place in _places(incident))


def _places(incident: Incident) -> list[Incident]:
    return [*incident["actors"], *incident["targets"], *([incident["location"]] if incident["location"] else [])]


def _confident(value: str) -> Test:
    least = _number(value, "min_confidence")
    return lambda incident: bool(incident["confidence"] >= least)


def _since(value: str) -> Test:
    try:
        since = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"since must be a date such as 2024-05-01, not {value}") from None
    since = since if since.tzinfo else since.replace(tzinfo=UTC)
    return lambda incident: datetime.fromisoformat(incident["last_report"]) >= since


def _number(value: str, name: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= MOST_INCIDENTS:
        raise ValueError(f"{name} must be a number from 0 on, not {value}")
    return number


FILTERS: dict[str, Callable[[str], Test]] = {
    "topic": _is("topic"),
    "kind": _is("kind"),
    "modality": _is("status"),
    "actor": _party("actors"),
    "target": _party("targets"),
    "country": _country,
    "min_confidence": _confident,
    "since": _since,
}
"""Name of a query parameter -> what it asks of an incident."""
