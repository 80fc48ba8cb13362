"""What an incident says of all its reports together."""

from datetime import timedelta
from itertools import pairwise

import pytest

from service.incidents.counts import is_milestone
from service.incidents.memory import Moment
from service.model_incident import Incident
from service.outcome import Modality
from tests.unit.incidents.news import Lane, news


def told(lane: Lane, key: str = "diplomatic_protest:RUS>NOR") -> Incident:
    (case,) = lane.incidents.alike([key], Moment(10_000, 0))
    return case.incident()


def test_a_plan_that_is_carried_out_becomes_asserted() -> None:
    lane = Lane()
    lane.tell(news(name="a", modality=Modality.PLANNED))
    assert told(lane).status is Modality.PLANNED
    lane.tell(news(name="b"))
    assert told(lane).status is Modality.ASSERTED


def test_what_more_reports_deny_than_assert_is_negated() -> None:
    lane = Lane()
    for name, modality in (("a", Modality.ASSERTED), ("b", Modality.NEGATED), ("c", Modality.NEGATED)):
        lane.tell(news(name=name, modality=modality))
    assert told(lane).status is Modality.NEGATED


def test_the_kind_is_that_of_most_reports_and_parties_are_named_once() -> None:
    lane = Lane()
    for name, kind in (("a", "severance"), ("b", "expulsion"), ("c", "expulsion")):
        lane.tell(news(name=name, kind=kind))
    incident = told(lane)
    assert incident.kind == "expulsion"
    assert [party.country for party in (*incident.actors, *incident.targets)] == ["RUS", "NOR"]


def test_confidence_rises_with_publishers_and_not_with_reports_of_one() -> None:
    lane = Lane()
    lane.tell(news(name="a", confidence=0.6), source="one")
    lane.tell(news(name="b", confidence=0.5), source="one")
    assert told(lane).confidence == 0.6
    lane.tell(news(name="c", confidence=0.5), source="two")
    assert told(lane).confidence == 0.8


def test_every_report_that_is_listed_makes_a_revision_and_the_others_only_milestones() -> None:
    lane = Lane()
    for number in range(130):
        lane.tell(news(name=str(number)), source="one")
    incident = told(lane)
    assert (incident.revision, len(incident.reports), incident.counts.reports) == (100, 100, 130)


def test_dates_range_over_what_the_reports_say() -> None:
    lane = Lane()
    for number, day in enumerate(("2023-04-14", "2023-04-13", "2023-04-15")):
        lane.tell(news(name=str(number), day=day), after=timedelta(hours=number))
    incident = told(lane)
    assert incident.date
    assert (incident.date.value, incident.date.first, incident.date.last) == ("2023-04-14", "2023-04-13", "2023-04-15")
    assert all(one <= other for one, other in pairwise([incident.date.first, incident.date.value, incident.date.last]))


@pytest.mark.parametrize(
    ("articles", "expected"), [(1, False), (2, True), (3, False), (5, True), (10, True), (15, False), (20, True), (200, True), (250, False)]
)
def test_milestones_are_2_5_10_20_50_100(articles: int, *, expected: bool) -> None:
    assert is_milestone(articles) is expected
