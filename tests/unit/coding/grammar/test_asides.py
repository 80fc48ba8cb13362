"""Who stands aside does not act."""

import pytest

from tests.unit.coding.reading import events, states


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "On that day Brigadier-General Ivo Lazar, who headed a unit of Mali's Guard and was its ruler's ally, defected to the rebels.",
            "Ivo Lazar",
        ),
        ("Ivo Lazar, a general close to Assad, defects.", "Ivo Lazar"),
    ],
)
def test_who_only_belongs_to_the_description_of_another_did_not_act(text: str, name: str) -> None:
    (event,) = (e for e in events(text) if e.topic == "defection")
    assert [actor.name for actor in event.actors] == [name]


def test_who_is_excepted_did_not_act() -> None:
    text = "Members of the council, all but Chad and Togo, walked out as the Peruvian minister spoke."
    assert not {"TCD", "TGO"} & {state for event in events(text) for state in states(event.actors)}
