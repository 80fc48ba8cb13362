"""The open incidents of a lane: what is seen from a position, what a telling changes, and what is forgotten."""

from datetime import timedelta
from string import ascii_uppercase

from hypothesis import given
from hypothesis import strategies as st

from service.incidents.linking import link
from service.incidents.memory import WINDOW_S, Incidents, Moment
from service.incidents.report import Telling
from tests.unit.incidents.news import ALWAYS, Lane, news

ACTS = st.tuples(
    st.sampled_from(["RUS", "NOR", "RUS NOR"]),
    st.sampled_from(["expulsion", "summons", "asylum"]),
    st.sampled_from(["NOR", "RUS", "GBR"]),
    st.integers(0, 20),
)


@given(acts=st.lists(ACTS, min_size=1, max_size=12))
def test_from_a_position_only_what_was_before_is_seen(acts: list[tuple[str, str, str, int]]) -> None:
    """A worker that has read back more than its position decides and publishes as the first one did."""
    first = Lane()
    decided = []
    for number, (actor, kind, target, days) in enumerate(acts):
        event = news(actor, kind, target, name=str(number))
        reports = first.tell(event, after=timedelta(days=days))
        decided.append((event, reports))
    ahead = Incidents()
    for telling in first.tellings:
        ahead.tell(telling)
    calm = Incidents()
    for telling, (event, reports) in zip(first.tellings, decided, strict=True):
        moment = Moment(telling.position, telling.seconds)
        assert link([event], f"news.raw-0-{telling.position}", ahead, moment, ALWAYS) == tuple(reports)
        assert [case.incident() for case in ahead.revised(telling)] == [case.incident() for case in calm.revised(telling)]
        calm.tell(telling)


def test_a_copy_counts_for_the_incident_of_the_event_that_it_carries() -> None:
    lane = Lane()
    lane.tell(news(name="a"))
    copies = [Telling(10 + at, 0, f"copy-{at}", None, f"p{at}", f"p{at}", None, b"copies!!", (), ("event-a",)) for at in range(3)]
    assert [lane.take(copy) for copy in copies] == [[2], [3], [4]]
    (case,) = lane.incidents.alike(["diplomatic_protest:RUS>NOR"], Moment(99, 0))
    incident = case.incident()
    assert (incident.counts.reports, incident.counts.articles, incident.counts.independent_sources) == (1, 4, 4)


def test_copies_of_one_wires_text_are_one_independent_source() -> None:
    lane = Lane()
    lane.tell(news(name="a"), wire="AFP")
    wire = [Telling(10 + at, 0, f"copy-{at}", None, f"p{at}", f"p{at}", "AFP", b"copies!!", (), ("event-a",)) for at in range(4)]
    assert [lane.take(copy) for copy in wire] == [[2], [], [], [3]]


def test_a_copy_that_leaves_out_the_wire_which_its_story_credits_is_no_other_source() -> None:
    lane = Lane()
    lane.tell(news(name="a"), wire="AFP")
    story = lane.tellings[0].thread
    lane.take(Telling(10, 0, "copy", None, "p", "p", None, story, (), ("event-a",)))
    (case,) = lane.incidents.alike(["diplomatic_protest:RUS>NOR"], Moment(99, 0))
    assert (case.incident().counts.articles, case.incident().counts.independent_sources) == (2, 1)


def test_incidents_are_forgotten_some_time_after_they_were_open() -> None:
    lane = Lane()
    states = [f"X{first}{second}" for first in ascii_uppercase for second in ascii_uppercase][:300]
    for state in states:
        lane.tell(news("RUS", name=state, target=state))
    for state in states:
        lane.tell(news("RUS", name=f"later-{state}", target=state), after=timedelta(seconds=3 * WINDOW_S))
    assert 300 <= len(lane.incidents) < 600
