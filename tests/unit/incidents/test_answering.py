"""Which act an event answers, and when it is left open."""

import pytest

from service.incidents.answer_words import follows, says_so
from service.outcome import Modality
from tests.unit.incidents.news import Lane, news

RETALIATES = "Russia expelled ten Norwegian diplomats in retaliation."


def test_an_answer_names_the_act_of_the_other_side() -> None:
    lane = Lane()
    (act,) = lane.tell(news("NOR", target="RUS", name="a"))
    (answer,) = lane.tell(news("RUS", target="NOR", name="b", sentence=RETALIATES))
    assert answer.responds_to == act.incident_id


def test_an_act_of_years_ago_or_of_the_day_after_is_not_what_is_answered() -> None:
    for day in ("2019-04-13", "2023-04-14"):
        lane = Lane()
        lane.tell(news("NOR", target="RUS", name="a", day=day))
        (answer,) = lane.tell(news("RUS", target="NOR", name="b", sentence=RETALIATES))
        assert answer.responds_to is None


def test_without_dates_nothing_outside_of_the_article_is_answered() -> None:
    lane = Lane()
    lane.tell(news("NOR", target="RUS", name="a", day=None))
    (answer,) = lane.tell(news("RUS", target="NOR", name="b", day=None, sentence=RETALIATES))
    assert answer.responds_to is None


@pytest.mark.parametrize("modality", [Modality.PLANNED, Modality.NEGATED, Modality.HYPOTHETICAL])
def test_what_is_not_done_answers_nothing_and_is_not_answered(modality: Modality) -> None:
    lane = Lane()
    lane.tell(news("NOR", target="RUS", name="a", modality=modality))
    (answer,) = lane.tell(news("RUS", target="NOR", name="b", sentence=RETALIATES))
    assert answer.responds_to is None
    lane = Lane()
    lane.tell(news("NOR", target="RUS", name="a"))
    (threat,) = lane.tell(news("RUS", target="NOR", name="b", sentence=RETALIATES, modality=modality))
    assert threat.responds_to is None


def test_of_two_acts_in_one_sentence_the_one_told_first_is_the_answer() -> None:
    sentence = "Russia expelled a Norwegian diplomat in a tit-for-tat move after the expulsion of a Russian one by Oslo."
    answer, act = Lane().tell(
        news("RUS", target="NOR", name="a", sentence=sentence), news("NOR", target="RUS", name="b", sentence=sentence)
    )
    assert answer.responds_to == act.incident_id
    assert act.responds_to is None


def test_what_an_act_came_after_is_its_cause_only_where_the_article_tells_of_it() -> None:
    sentence = "Russia expelled ten Norwegian diplomats after Sweden ordered two Russians to leave."
    lane = Lane()
    lane.tell(news("NOR", target="RUS", name="a"))
    (other,) = lane.tell(news("RUS", target="NOR", name="b", sentence=sentence))
    assert other.responds_to is None
    told_after = "Russia expelled ten Norwegian diplomats after Norway expelled two Russians."
    answer, act = Lane().tell(
        news("RUS", target="NOR", name="a", sentence=told_after),
        news("NOR", target="RUS", name="b", sentence="Norway had told the two to go on Monday."),
    )
    assert answer.responds_to == act.incident_id


def test_where_who_acted_against_whom_is_not_known_nothing_is_answered() -> None:
    lane = Lane()
    lane.tell(news("NOR RUS", target="RUS NOR", name="a"))
    (answer,) = lane.tell(news("RUS", target="NOR", name="b", sentence=RETALIATES))
    assert answer.responds_to is None


@pytest.mark.parametrize(
    ("evidence", "answers"),
    [
        ("moscow ordered four danes out in kind.", True),
        ("in response to the closing of its consulate, peru recalled its envoy.", True),
        ("the two were expelled in response to the attack on the market.", False),
        ("lima vowed to retaliate after its envoy was sent home.", False),
        ("the minister was expected to announce countermeasures.", False),
    ],
)
def test_a_text_says_that_an_act_answers_another(evidence: str, answers: bool) -> None:  # noqa: FBT001 - a table
    assert says_so(evidence) is answers


def test_a_text_says_what_an_act_came_after() -> None:
    assert follows("peru recalled its envoy after chile had ordered its consul home.")
    assert not follows("peru recalled its envoy after the match.")
