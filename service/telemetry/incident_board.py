"""The latest incidents, each in its last revision, for `/api/incidents`."""

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

import orjson

from service.selection import Selection

MOST_INCIDENTS = 1_000
"""Kept: those that were told of last. At most 100 reports each, so some 40 MB at worst and 2 MB as a rule."""
_DEFAULT_LIMIT = 100

Incident = dict[str, Any]


class IncidentBoard:
    """Incidents by id, the one that was told of last at the end."""

    def __init__(self) -> None:
        """None yet."""
        self._last: OrderedDict[str, tuple[int, Incident]] = OrderedDict()
        """Each with when its revision was written (ms)."""

    def told(self, revisions: Iterable[tuple[int, bytes]]) -> None:
        """Take revisions, oldest first: when (ms) each was written, and its JSON; one that is older than what is there changes nothing."""
        for written_ms, value in revisions:
            incident = orjson.loads(value)
            known = self._last.get(incident["incident_id"])
            if known is None or known[1]["revision"] < incident["revision"]:
                self._last[incident["incident_id"]] = written_ms, incident
                self._last.move_to_end(incident["incident_id"])
        while len(self._last) > MOST_INCIDENTS:
            self._last.popitem(last=False)

    def found(self, selection: Selection) -> list[Incident]:
        """Those that are wanted, newest first; without a limit the newest hundred."""
        passing = (incident for written_ms, incident in reversed(self._last.values()) if selection.takes(incident, written_ms))
        return [incident for _, incident in zip(range(selection.limit or _DEFAULT_LIMIT), passing, strict=False)]
