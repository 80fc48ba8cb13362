"""The open incidents of one lane, as they were before any position: a cache of what the entries of `news.seen` tell.

An incident is open for as long as its first report is within the window, in record time; so all its reports are remembered while it
can be asked for, whoever loads the lane. Rows are added in lane order, and what a predecessor wrote beyond a position is not seen from it.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from service.incidents.case import Case
from service.incidents.portrait import Portrait
from service.incidents.report import Telling

WINDOW_S = 14 * 86_400
"""How long an incident takes reports after its first. `news.seen` is kept so much longer than the input that a replay finds all of it."""
_SLACK_S = 86_400
"""Incidents are forgotten so long after they were open, so that a lane that comes back somewhat earlier finds them."""
_FORGET_EVERY = 256
MOST_ASKED = 200
"""Open incidents of the same parties that an event is held against at all, so that a long quarrel does not cost more and more."""
ANY = "*"


class Moment(NamedTuple):
    """From where the memory is asked: what is at or after the position is not seen, nor what was opened a window before the time."""

    position: int
    seconds: int


@dataclass(slots=True)
class _Kept:
    """An incident with all that tells of it."""

    number: int
    """In the order of opening."""
    incident_id: str
    tellings: list[Telling] = field(default_factory=list)
    latest: Case | None = None
    """The state after all tellings."""

    def at(self, position: int) -> Case | None:
        """The state after the tellings before a position; None when there are none."""
        if self.tellings[-1].position < position:
            if self.latest is None:
                self.latest = self._folded(self.tellings)
            return self.latest
        before = self.tellings[: bisect_left(self.tellings, position, key=lambda telling: telling.position)]
        return self._folded(before) if before else None

    def _folded(self, tellings: Iterable[Telling]) -> Case:
        case = Case(self.incident_id)
        for telling in tellings:
            case.add(telling)
        return case


class Incidents:
    """All incidents of a lane that may still be joined."""

    def __init__(self, window_s: int = WINDOW_S) -> None:
        """`window_s`: how long an incident stays open after its first report."""
        self._window = window_s
        self._kept: dict[str, _Kept] = {}
        self._by_key: dict[str, dict[str, None]] = {}
        self._by_event: dict[str, dict[str, None]] = {}
        """Ids of incidents, in the order of the log."""
        self._added = self._swept = 0

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._kept)

    def tell(self, telling: Telling) -> None:
        """Take a settled reading, in lane order."""
        touched = self._touched(telling)
        for report in telling.reports:
            if report.incident_id not in self._kept:
                self._added += 1
                self._kept[report.incident_id] = _Kept(self._added, report.incident_id)
            _note(self._by_event, report.event_id, report.incident_id)
            for key in keys_of(report.portrait):
                _note(self._by_key, key, report.incident_id)
        for incident_id in touched:
            kept = self._kept[incident_id]
            if kept.latest is not None:
                kept.latest.add(telling)
            kept.tellings.append(telling)
        if telling.reports and self._added - self._swept >= _FORGET_EVERY:
            self._swept = self._added
            self._forget(telling.seconds - self._window - _SLACK_S)

    def revised(self, telling: Telling) -> list[Case]:
        """The incidents of which a telling that is to be settled makes another revision, as they are with it."""
        result = []
        for incident_id in self._touched(telling):
            kept = self._kept.get(incident_id)
            case = (kept.at(telling.position) if kept else None) or Case(incident_id)
            case = case.copy()
            if case.add(telling):
                result.append(case)
        return result

    def of_event(self, event_id: str, moment: Moment) -> Case | None:
        """The open incident of an event that was published before."""
        for incident_id in reversed(self._by_event.get(event_id, ())):
            case = self._open(incident_id, moment)
            if case and event_id in case.told:
                return case
        return None

    def alike(self, keys: Iterable[str], moment: Moment) -> list[Case]:
        """The incidents that were open at a moment and have a report under one of these keys, as they were; in order of opening.

        Of very many the latest `MOST_ASKED`.
        """
        ids = {incident_id for key in keys for incident_id in self._by_key.get(key, ())}
        found: list[Case] = []
        for incident_id in sorted(ids, key=lambda one: -self._kept[one].number):
            case = self._open(incident_id, moment)
            if case:
                found.append(case)
                if len(found) == MOST_ASKED:
                    break
        return found[::-1]

    def _touched(self, telling: Telling) -> dict[str, None]:
        """The incidents that a telling is of, in its order; an event that it carries counts for its incident while that is open."""
        touched = dict.fromkeys(report.incident_id for report in telling.reports)
        moment = Moment(telling.position, telling.seconds)
        for event_id in telling.carried:
            case = self.of_event(event_id, moment)
            if case:
                touched[case.incident_id] = None
        return touched

    def _open(self, incident_id: str, moment: Moment) -> Case | None:
        kept = self._kept[incident_id]
        return kept.at(moment.position) if kept.tellings[0].seconds >= moment.seconds - self._window else None

    def _forget(self, before: int) -> None:
        """Forget what was opened before a time."""
        gone = {incident_id for incident_id, kept in self._kept.items() if kept.tellings[0].seconds < before}
        if not gone:
            return
        self._kept = {incident_id: kept for incident_id, kept in self._kept.items() if incident_id not in gone}
        self._by_event, self._by_key = _without(self._by_event, gone), _without(self._by_key, gone)


def keys_of(portrait: Portrait) -> list[str]:
    """The keys under which a report is found: by who acts against whom, and by who acts or suffers alone."""
    topic = portrait.topic
    actors, targets = sorted(portrait.actors) or [ANY], sorted(portrait.targets) or [ANY]
    keys = {f"{topic}:{actor}>{target}" for actor in (*actors, ANY) for target in (*targets, ANY)} - {f"{topic}:{ANY}>{ANY}"}
    return sorted(keys | _person_keys(portrait))


def asked_of(portrait: Portrait) -> list[str]:
    """The keys under which an event may find its incident: a side that it leaves open is open. Of a defection the actor is enough."""
    topic = portrait.topic
    actors, targets = sorted(portrait.actors) or [ANY], sorted(portrait.targets) or [ANY]
    if topic == "defection":
        keys = {f"{topic}:{actor}>{ANY}" for actor in actors}
    else:
        keys = {f"{topic}:{actor}>{target}" for actor in actors for target in targets}
    return sorted((keys - {f"{topic}:{ANY}>{ANY}"}) | _person_keys(portrait))


def answered_by(portrait: Portrait) -> list[str]:
    """The keys of the acts that an event may answer: the same parties the other way round."""
    return sorted(f"{portrait.topic}:{target}>{actor}" for actor in portrait.actors for target in portrait.targets)


def _person_keys(portrait: Portrait) -> set[str]:
    if portrait.topic != "defection":
        return set()
    return {f"{portrait.topic}~{person[-1]}" for person in portrait.persons}


def _note(ids: dict[str, dict[str, None]], key: str, incident_id: str) -> None:
    ids.setdefault(key, {})[incident_id] = None


def _without(ids: dict[str, dict[str, None]], gone: set[str]) -> dict[str, dict[str, None]]:
    left = {key: {one: None for one in kept if one not in gone} for key, kept in ids.items()}
    return {key: kept for key, kept in left.items() if kept}
