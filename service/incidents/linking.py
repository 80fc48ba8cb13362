"""Which incident an event belongs to: the one whose reports it resembles most, if enough, else a new one. Depends on the log alone."""

import hashlib
from collections.abc import Sequence

from service.incidents.answer_words import follows
from service.incidents.answering import Told, answered
from service.incidents.case import Case
from service.incidents.likeness import Likeness, Model
from service.incidents.memory import Incidents, Moment, asked_of
from service.incidents.names import same_person
from service.incidents.portrait import Portrait, evidence_of
from service.incidents.report import OPENED, Joined, Report
from service.incidents.shown import common, shown
from service.incidents.signals import related
from service.model import Event

MOST_COMPARED = 8
"""Incidents that an event is compared with, of those with the same parties: the ones that share most words. Bounds the cost, which
else would grow with a quarrel."""
_MOST_SHOWN = 3
"""Reports of an incident that an event is compared with: of its first and its latest those that share most words with the event. With the
first and the two latest in their place the recall of article pairs was 0.39, not 0.47, at the same precision."""


def link(events: Sequence[Event], owner: str, incidents: Incidents, moment: Moment, model: Model) -> tuple[Report, ...]:
    """A report for each event of one article, in order.

    `owner` is the article's place in the input: part of a new incident's id,
    as an event's own is the same when the article is sent anew.

    Two events of one article are two acts, whatever they share, unless one person goes over in both.
    """
    article: list[Told] = []
    why: list[Joined] = []
    for event in events:
        portrait = Portrait.of(event)
        incident_id, joined = _home(event, portrait, article, incidents, moment, model)
        article.append(Told(portrait, incident_id or _new_id(event, owner), follows(evidence_of(event).casefold())))
        why.append(joined)
    return tuple(
        Report.of(event, told.portrait, told.incident_id, joined, answered(at, article, incidents, moment))
        for at, (event, told, joined) in enumerate(zip(events, article, why, strict=True))
    )


def _home(
    event: Event, portrait: Portrait, before: Sequence[Told], incidents: Incidents, moment: Moment, model: Model
) -> tuple[str | None, Joined]:
    known = incidents.of_event(event.event_id, moment)
    if known:
        return known.incident_id, known.told[event.event_id].report.joined
    for told in before:
        if _one_person(portrait, told.portrait):
            return told.incident_id, Joined(1.0, ("same person in one article",))
    taken = {told.incident_id for told in before}
    best: tuple[Likeness, str] | None = None
    for case in _nearest(portrait, incidents, moment):
        if case.incident_id in taken:
            continue
        for near in _closest(portrait, case):
            likeness = model.compare(portrait, near)
            if likeness and likeness.score >= model.threshold and (best is None or likeness.score > best[0].score):
                best = likeness, case.incident_id
    if best is None:
        return None, OPENED
    likeness, incident_id = best
    return incident_id, Joined(likeness.score, model.because(likeness.found))


def _nearest(portrait: Portrait, incidents: Incidents, moment: Moment) -> list[Case]:
    """The incidents to compare with; of very many those that share most words with the event, of equals the latest."""
    found = incidents.alike(asked_of(portrait), moment)
    if len(found) <= MOST_COMPARED:
        return found
    shared = [max(common(portrait, one) for one in shown(case)) for case in found]
    order = sorted(range(len(found)), key=lambda at: (-shared[at], -at))
    return [found[at] for at in order[:MOST_COMPARED]]


def _closest(portrait: Portrait, case: Case) -> list[Portrait]:
    """Those of them that share most words with an event, of equals the earlier."""
    told = shown(case)
    return told if len(told) <= _MOST_SHOWN else sorted(told, key=lambda one: -common(portrait, one))[:_MOST_SHOWN]


def _one_person(one: Portrait, other: Portrait) -> bool:
    same = one.topic == other.topic == "defection" and related(one.kind, other.kind)
    return same and any(same_person(a, b) for a in one.persons for b in other.persons)


def _new_id(event: Event, owner: str) -> str:
    return hashlib.blake2b(f"{owner}\n{event.event_id}".encode(), digest_size=16).hexdigest()
