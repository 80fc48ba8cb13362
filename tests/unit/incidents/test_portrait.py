"""What is kept of an event."""

import pytest

from service.incidents.portrait import Portrait
from service.incidents.signals import signals
from tests.unit.incidents.news import news


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("Russia expelled ten Norwegian diplomats.", {10}),
        ("Russia expelled 1,200 members of staff in 2022.", {1200}),
        ("In 2022 Russia expelled diplomats.", set()),
        ("Twenty countries expelled 60 suspected Russian intelligence officers.", {20, 60}),
    ],
)
def test_numbers_are_of_people_and_states(sentence: str, counts: set[int]) -> None:
    assert Portrait.of(news(sentence=sentence)).counts == counts


def test_a_portrait_is_read_back_as_it_was_packed() -> None:
    for event in (news(), news(None, "asylum", None, None, person="Ryu Song"), news("LBY", "asylum", "GBR", person="Musa Kusa")):
        portrait = Portrait.of(event)
        assert Portrait.unpacked(portrait.packed()) == portrait


def test_a_text_in_capitals_has_words_and_no_names() -> None:
    portrait = Portrait.of(news(sentence="RUSSIA EXPELLED TEN NORWEGIAN DIPLOMATS."))
    assert portrait.words
    assert not portrait.names


def test_a_day_that_is_counted_from_the_records_arrival_is_none() -> None:
    event = news()
    assert event.date
    guessed = event.model_copy(update={"date": event.date.model_copy(update={"method": "relative_to_record"})})
    assert Portrait.of(guessed).dated is None


def test_signals_are_the_same_whichever_event_comes_first() -> None:
    one, other = Portrait.of(news(name="a")), Portrait.of(news("RUS", "severance", "NOR GBR", "2023-04-20", sentence="Russia cuts ties."))
    assert signals(one, other) == signals(other, one)
