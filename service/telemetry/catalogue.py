"""What the page knows: incidents in their last revision, where their reports stand, and dead letters, as the topics tell them.

All is bounded, the oldest goes first. It belongs to one event loop, and every call is short.
"""

from collections import OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from service.record import Record, Source
from service.telemetry.rows import evidence_of, row_of

MOST_INCIDENTS = 10_000
MOST_EVENTS = 30_000
"""Whose place and evidence are known: an incident has about two reports, and each may have come in several revisions."""
MOST_LETTERS = 200
MOST_BYTES = 96_000_000
"""Of incidents and their rows. Ten thousand with two reports each take 25 MB; with a hundred reports each they would take 400 MB."""
_PAST_REVISIONS = 30


@dataclass(slots=True)
class _Known:
    """An incident that is held."""

    value: bytes
    row: bytes
    number: int
    revision: int
    written: int
    """When this revision was written (ms)."""
    past: tuple[bytes, ...]
    """JSON of the revisions so far, as small as can be: there are ten thousand of these."""

    @property
    def size(self) -> int:
        return len(self.value) + len(self.row)


@dataclass(frozen=True, slots=True)
class Told:
    """An event: where its last revision stands, and what it is evidence of."""

    place: Source
    revision: int
    evidence: str
    incident_id: str | None


class Catalogue:
    """Filled by `take`; each change of a row gets the next number, so that a reader can ask for what is new since one."""

    def __init__(self) -> None:
        """Nothing known."""
        self._incidents: OrderedDict[str, _Known] = OrderedDict()
        self._events: OrderedDict[str, Told] = OrderedDict()
        self._letters: deque[dict[str, Any]] = deque(maxlen=MOST_LETTERS)
        self._refused: set[str] = set()
        self._size = 0
        self.latest = 0
        """The number of the last change."""
        self.complete = False
        """Whether what the topics held at the start has been read."""

    def take_incident(self, record: Record) -> None:
        """A revision of an incident; one that is not newer than what is known changes nothing."""
        incident = _object(record.value)
        if incident is None or incident.get("schema") != "demarche/incident/v1":
            return
        name = incident["incident_id"]
        known = self._incidents.get(name)
        if known is not None and known.revision >= incident["revision"]:
            return
        told = {name: incident[name] for name in ("revision", "status", "confidence", "counts")} | {"written": record.timestamp}
        past = (*(known.past if known else ()), _json(told))[-_PAST_REVISIONS:]
        self._put(incident, record.value or b"", record.timestamp, past)
        while len(self._incidents) > MOST_INCIDENTS or self._size > MOST_BYTES:
            _, oldest = self._incidents.popitem(last=False)
            self._size -= oldest.size

    def take_event(self, record: Record) -> None:
        """A revision of an event: its evidence goes into the row of its incident."""
        event = _object(record.value)
        if event is None or event.get("schema") != "demarche/event/v1":
            return
        name = event["event_id"]
        known = self._events.get(name)
        if known is not None and known.revision > event["revision"]:
            return
        told = Told(record.source, event["revision"], evidence_of(event), event.get("incident_id"))
        self._events[name] = told
        self._events.move_to_end(name)
        while len(self._events) > MOST_EVENTS:
            self._events.popitem(last=False)
        if (known is None or known.evidence != told.evidence) and told.incident_id and told.incident_id in self._incidents:
            self._refresh(told.incident_id)

    def take_letter(self, letter: dict[str, Any]) -> None:
        """A dead letter, with the `input` that was refused and when it was `written` (ms); one that was written twice is there once."""
        if letter["input"] in self._refused:
            return
        if len(self._letters) == MOST_LETTERS:
            self._refused.discard(self._letters[0]["input"])
        self._refused.add(letter["input"])
        self._letters.append(letter)

    def rows_before(self, number: int | None, most: int) -> tuple[list[bytes], int]:
        """At most `most` rows (JSON) that changed last before change `number`, newest first, and the number of their last; 0: no more."""
        older = [known for known in reversed(self._incidents.values()) if number is None or known.number < number]
        found = older[:most]
        return [known.row for known in found], found[-1].number if len(found) < len(older) else 0

    def rows_after(self, number: int) -> list[bytes]:
        """The rows (JSON) that changed after change `number`, oldest first."""
        found = []
        for known in reversed(self._incidents.values()):
            if known.number <= number:
                break
            found.append(known.row)
        return found[::-1]

    def incidents(self) -> Iterator[tuple[bytes, int]]:
        """Each incident (JSON) in its last revision, with when it was written (ms), the latest first; over a copy of the list."""
        for known in list(reversed(self._incidents.values())):
            yield known.value, known.written

    def incident(self, name: str) -> tuple[bytes, tuple[bytes, ...]] | None:
        """An incident (JSON) and its revisions so far (JSON), oldest first; None where it is not known."""
        known = self._incidents.get(name)
        return (known.value, known.past) if known else None

    def answers_to(self, name: str) -> list[bytes]:
        """The rows (JSON) of incidents that respond to this one."""
        mark = b'"responds_to":' + orjson.dumps(name)
        return [known.row for known in self._incidents.values() if known.row.endswith(mark + b"}")]

    def row(self, name: str) -> bytes | None:
        """The row (JSON) of an incident."""
        known = self._incidents.get(name)
        return known.row if known else None

    def event(self, name: str) -> Told | None:
        """Where an event stands; None where that is not known."""
        return self._events.get(name)

    def letters(self) -> list[dict[str, Any]]:
        """The latest dead letters, newest first."""
        return sorted(self._letters, key=lambda letter: -letter["written"])

    def _put(self, incident: dict[str, Any], value: bytes, written: int, past: tuple[bytes, ...]) -> None:
        name = incident["incident_id"]
        reports = [report["event_id"] for report in incident["reports"]]
        told = {event: self._events[event].evidence for event in reports if event in self._events}
        known = _Known(value, _json(row_of(incident, told)), self.latest + 1, incident["revision"], written, past)
        self.latest += 1
        before = self._incidents.pop(name, None)
        self._size += known.size - (before.size if before else 0)
        self._incidents[name] = known

    def _refresh(self, name: str) -> None:
        known = self._incidents[name]
        self._put(orjson.loads(known.value), known.value, known.written, known.past)


def _json(fields: dict[str, Any]) -> bytes:
    """JSON in no more memory than it has bytes: what orjson returns holds on to its whole buffer, 4 KB for each of these."""
    return bytes(memoryview(orjson.dumps(fields)))


def _object(value: bytes | None) -> dict[str, Any] | None:
    """The JSON object that a record holds; None where another program has written what is none."""
    try:
        found = orjson.loads(value or b"")
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None
