"""Which words place an act outside the story's own time."""

import pytest

from tests.unit.coding.reading import events


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Three Cuban rowers of the national team refused to return home after a regatta in Peru in 2012.", "historical"),
        ("Three Cuban rowers of the national team refused to return home after a regatta in Peru.", "asserted"),
        ("Three Cuban rowers of the national team refused to return home after their coach had died in 2012.", "asserted"),
    ],
)
def test_the_year_of_the_event_that_one_had_travelled_to_is_that_of_the_leaving(text: str, modality: str) -> None:
    (event,) = events(text)
    assert event.modality == modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Lazar has been acting envoy in Lima since October 2017 after Peru expelled the Chilean ambassador.", "historical"),
        ("Lazar has been acting envoy in Lima since Monday after Peru expelled the Chilean ambassador.", "asserted"),
    ],
)
def test_what_came_before_a_dated_act_is_no_later_than_its_date(text: str, modality: str) -> None:
    assert {event.modality for event in events(text)} == {modality}
