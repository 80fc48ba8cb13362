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
