"""Which reports become one incident, and which are kept apart."""

from datetime import timedelta

from service.incidents.likeness import Model, fitted
from service.incidents.memory import WINDOW_S
from tests.unit.incidents.news import Lane, news


def test_two_reports_of_one_act_in_other_words_are_one_incident() -> None:
    lane = Lane(fitted())
    (first,) = lane.tell(news(name="a"))
    other = "Moscow orders ten diplomats out of the Norwegian embassy, Russia said on Thursday."
    (second,) = lane.tell(news(name="b", sentence=other))
    assert second.incident_id == first.incident_id
    assert second.joined.score >= fitted().threshold
    assert "same act" in second.joined.because


def test_a_reason_that_weighs_twice_is_said_once_for_both_weights() -> None:
    model = Model(0.0, {"near in time": 1.0, "near in time, same act": 1.0, "same place": 1.5, "no date": -1.0}, 0.5)
    found = dict.fromkeys(("near in time", "near in time, same act", "same place", "no date"), 1.0)
    assert model.because(found) == ("near in time", "same place")


def test_the_same_parties_a_year_later_are_another_incident() -> None:
    lane = Lane(fitted())
    (first,) = lane.tell(news(name="a"))
    (second,) = lane.tell(news(name="b", day="2022-04-13"))
    assert second.incident_id != first.incident_id


def test_the_answer_to_an_act_is_an_incident_of_its_own_that_says_what_it_answers() -> None:
    lane = Lane()
    (act,) = lane.tell(news("NOR", target="RUS", name="a"))
    (answer,) = lane.tell(news("RUS", target="NOR", name="b", sentence="Russia expelled ten Norwegian diplomats in retaliation."))
    assert answer.incident_id != act.incident_id
    assert answer.responds_to == act.incident_id
    assert act.responds_to is None


def test_two_acts_of_one_article_stay_apart() -> None:
    first, second = Lane().tell(news(name="a"), news(name="b", kind="severance"))
    assert first.incident_id != second.incident_id


def test_one_person_who_goes_over_in_two_events_of_an_article_goes_over_once() -> None:
    first, second = Lane().tell(
        news("PRK", "asylum", None, person="Ryu Song", name="a"), news("PRK", "change_of_sides", "KOR", person="Ryu Song", name="b")
    )
    assert first.incident_id == second.incident_id


def test_for_a_defection_the_person_decides() -> None:
    lane = Lane()
    (first,) = lane.tell(news("LBY", "change_of_sides", None, person="Musa Kusa", sentence="Musa Kusa defects.", name="a"))
    (same,) = lane.tell(news("LBY", "asylum", "GBR", person="Moussa Koussa", sentence="Moussa Koussa asks Britain for asylum.", name="b"))
    (other,) = lane.tell(news("LBY", "change_of_sides", None, person="Abdul Younis", sentence="Abdul Younis defects.", name="c"))
    (dozens,) = lane.tell(news("LBY", "desertion", None, sentence="Dozens of soldiers deserted.", name="d"))
    assert same.incident_id == first.incident_id
    assert len({first.incident_id, other.incident_id, dozens.incident_id}) == 3


def test_a_coalition_is_not_merged_with_one_of_its_members() -> None:
    lane = Lane()
    (one,) = lane.tell(news("DEU", target="RUS", name="a"))
    (all_of_them,) = lane.tell(news("DEU FRA POL", target="RUS", name="b"))
    assert one.incident_id != all_of_them.incident_id


def test_an_incident_takes_no_reports_after_its_window() -> None:
    lane = Lane()
    (first,) = lane.tell(news(name="a"))
    (within,) = lane.tell(news(name="b"), after=timedelta(seconds=WINDOW_S))
    (after,) = lane.tell(news(name="c"), after=timedelta(seconds=WINDOW_S + 1))
    assert within.incident_id == first.incident_id != after.incident_id


def test_an_updated_event_stays_in_its_incident_and_keeps_the_reason_for_which_it_joined() -> None:
    lane = Lane()
    lane.tell(news(name="a"))
    (joined,) = lane.tell(news(name="b"))
    (again,) = lane.tell(news(name="b", kind="expulsion", day="2021-01-01"))
    assert (again.incident_id, again.joined) == (joined.incident_id, joined.joined)
