"""Which act an event answers: one by the same parties the other way round, not later and not long before, where the text says so.

A wrong link tells a reader of a cause that nobody named, so both acts must be done and not only threatened, and outside of the article that
tells of both they must be of related kinds and dated.
"""

from collections.abc import Sequence
from typing import NamedTuple

from service.incidents.case import Case
from service.incidents.memory import Incidents, Moment, answered_by
from service.incidents.portrait import Portrait
from service.incidents.shown import common, shown
from service.incidents.signals import LONG, days_between, related

_DONE = frozenset({"asserted", "historical"})


class Told(NamedTuple):
    """An event of an article, with the incident that it is of."""

    portrait: Portrait
    incident_id: str
    follows: bool
    """Whether the evidence says that the act came after another."""


def answered(at: int, article: Sequence[Told], incidents: Incidents, moment: Moment) -> str | None:
    """The id of the incident that the event at this place among those of its article answers; None where it answers none that is known."""
    portrait, own, follows = article[at]
    if not (portrait.answers or follows) or portrait.modality not in _DONE:
        return None
    here = [other for other, told in enumerate(article) if told.incident_id != own and _may_answer(portrait, told.portrait)]
    # One sentence tells of both, and both have it for evidence: what answers is told first.
    if any(other < at and _says(article[other]) for other in here):
        return None
    if here:
        return article[min(here, key=lambda other: (_says(article[other]), abs(other - at)))].incident_id
    if not portrait.answers:  # what it came after may be a third party's act
        return None
    best: tuple[int, str] | None = None
    for case in incidents.alike(answered_by(portrait), moment):
        alike = _alike(portrait, case) if case.incident_id != own else None
        if alike is not None and (best is None or alike > best[0]):
            best = alike, case.incident_id
    return best[1] if best else None


def _says(told: Told) -> bool:
    return told.portrait.answers or told.follows


def _alike(portrait: Portrait, case: Case) -> int | None:
    """Words in common with the report of an incident that resembles the event most; None where no report may be what it answers."""
    there = [one for one in shown(case) if _may_answer(portrait, one) and related(portrait.kind, one.kind) and one.dated and portrait.dated]
    return max((common(portrait, one) for one in there), default=None)


def _may_answer(one: Portrait, other: Portrait) -> bool:
    if other.modality not in _DONE or not (one.actors & other.targets and one.targets & other.actors):
        return False
    if one.actors & one.targets or other.actors & other.targets:  # who acted against whom is not known
        return False
    if one.dated is None or other.dated is None:
        return True
    return other.dated.first <= one.dated.last and days_between(one.dated, other.dated) <= LONG
