"""The stage *link*: which incident the events of a reading belong to."""

import orjson

from service.model import CodedEvent, EventDate
from service.reading import Reading
from service.seen.entry import Position
from service.settlement import Settlement
from tests.unit.builders import HOUR, Hop, article, event, reading, words

DAY = 24 * HOUR
LATE = 15 * DAY
"""After the time in which an incident takes reports."""
LEAD = (
    "A pilot flew his jet from Russia to a base in northern Norway and requested asylum there, the police said. "
    "Officers met him on the runway, where he laid down his weapon and asked for an interpreter. The embassy wants the aircraft back; "
    "the government answered that it would first hear the man, who had served with a squadron on the Kola peninsula for eleven years and "
    "left a letter to his commander, in which he wrote that he could not bomb a town where his sister lived."
)
"""What is compared beside the facts; what comes after it differs, so that no text is a copy of another."""


def told(number: int, *events: CodedEvent, seed: int | None = None, after: int = 0) -> Reading:
    made = article(
        f"{LEAD} {words(seed or number + 1, 200)}", id=f"a{number}", url=f"https://p{number}.example/", source=f"p{number}.example"
    )
    return reading(made, number, *events, after=after)


def pilot(name: str = "Ivan Orlov") -> CodedEvent:
    day = EventDate(text="pilot", start=2, end=7, value="2023-11-13", granularity="day", method="relative_to_publication")
    return event("asylum", actor=name, states=("RUS", "NOR"), named=True).model_copy(update={"date": day})


def homes(settlement: Settlement) -> list[str | None]:
    return [made.incident_id for made in settlement.reported]


def test_reports_of_one_act_in_other_words_are_one_incident() -> None:
    hop = Hop()
    first, second = hop.settle(told(0, pilot()), 0), hop.settle(told(1, pilot(), after=HOUR), 1)
    assert homes(first) == homes(second)
    (record,) = second.incidents
    incident = orjson.loads(record.value or b"")
    assert (record.topic, record.key) == ("news.incidents", (homes(first)[0] or "").encode())
    assert (incident["revision"], incident["counts"]["independent_sources"], len(incident["reports"])) == (2, 2, 2)


def test_acts_of_other_persons_are_other_incidents() -> None:
    hop = Hop()
    first, second = hop.settle(told(0, pilot()), 0), hop.settle(told(1, pilot("Bo Lind")), 1)
    assert homes(first) != homes(second)


def test_a_copy_counts_for_the_incident_of_its_original_and_makes_a_revision_of_it() -> None:
    hop = Hop()
    first = hop.settle(told(0, pilot(), seed=7), 0)
    copied = hop.settle(told(1, pilot(), seed=7, after=HOUR), 1)
    assert copied.events == ()
    assert homes(copied) == homes(first)
    incident = orjson.loads(copied.incidents[0].value or b"")
    assert (incident["revision"], incident["counts"]["articles"], incident["counts"]["reports"]) == (2, 2, 1)


def test_an_incident_takes_no_report_when_its_time_is_over() -> None:
    hop = Hop()
    first, late = hop.settle(told(0, pilot()), 0), hop.settle(told(1, pilot(), after=LATE), 1)
    assert homes(first) != homes(late)


def test_a_replay_of_an_earlier_reading_does_not_see_later_ones() -> None:
    hop = Hop()
    hop.settle(told(0), 0)
    before = hop.settle(told(1, pilot()), 1)
    hop.settle(told(2, pilot(), after=HOUR), 2)
    again = hop.decide(told(1, pilot()), Position(1, 0))
    assert (homes(again), again.incidents) == (homes(before), before.incidents)


def test_an_article_without_events_has_no_incident() -> None:
    settlement = Hop().settle(told(0), 0)
    assert (settlement.events, settlement.incidents) == ((), ())
