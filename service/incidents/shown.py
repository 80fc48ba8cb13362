"""The reports that stand for an incident where an event is held against it."""

from service.incidents.case import Case
from service.incidents.portrait import Portrait

_FIRST, _LAST = 8, 16


def shown(case: Case) -> list[Portrait]:
    """The first reports of an incident and its latest."""
    told = [one.report.portrait for one in case.told.values()]
    return told if len(told) <= _FIRST + _LAST else told[:_FIRST] + told[-_LAST:]


def common(one: Portrait, other: Portrait) -> int:
    """How many words and names two events share."""
    return len(one.words & other.words) + len(one.names & other.names)
