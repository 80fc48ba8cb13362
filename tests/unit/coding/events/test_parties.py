"""Whose a party is that the clause names without a state."""

import pytest

from tests.unit.coding.reading import events, states


def test_the_nationality_said_before_is_that_of_who_left() -> None:
    (event,) = events("The Chadian army has lost its best pilots. A captain defected on Saturday with his jet.")
    assert states(event.actors) == ["TCD"]


@pytest.mark.parametrize(
    "elsewhere",
    ["Togo and Benin opened a bridge on Sunday.", "Peru sold fish to Bolivia on Sunday.", "It snowed in Norway on Sunday."],
)
def test_a_state_of_other_news_in_a_later_paragraph_is_not_lent_to_him(elsewhere: str) -> None:
    (event,) = (e for e in events(f"A captain defected on Saturday with his jet, officials said.\n\n{elsewhere}") if e.topic == "defection")
    assert [actor.country for actor in event.actors] == [None]
    assert event.targets == ()


def test_where_a_person_went_over_is_not_whom_he_served() -> None:
    found = events("The singer Ivo Petkov asked for asylum at a hotel in Oslo.")
    assert all(actor.country is None for event in found for actor in event.actors)
