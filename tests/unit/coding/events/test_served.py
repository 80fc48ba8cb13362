"""Which state somebody served whose mention names none."""

import pytest

from service.model import CodedEvent
from tests.unit.coding.reading import events, states


def defection(text: str, title: str = "") -> CodedEvent:
    """The one event of a defection."""
    (event,) = (e for e in events(text, title) if e.topic == "defection")
    return event


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Captain Ivo Lazar, who refused to obey orders to shoot, has fled Togo. Two weeks later he was seen in France.", "TGO"),
        ("An officer from Aleppo fled Lebanon for Germany and asked for asylum.", "SYR"),
        ("Sent to fight in Ghana, some conscripts found ways to abandon the Malian army.", "MLI"),
    ],
)
def test_what_a_person_flees_or_abandons_is_what_he_served_where_nothing_beside_him_says_otherwise(text: str, state: str) -> None:
    event = defection(text)
    assert states(event.actors) == [state]
    assert "FRA" not in states(event.targets)


def test_the_office_that_a_name_stands_beside_says_whose_servant_he_is() -> None:
    text = (
        "The French minister says that a Malian commander in the Republican Guard, Ivo Lazar, who defected to Chad, is on his way to Paris."
    )
    (actor,) = defection(text).actors
    assert (actor.name, actor.country, actor.inferred) == ("Ivo Lazar", "MLI", False)


def test_whom_a_general_is_close_to_says_whom_he_served() -> None:
    (actor,) = defection("Ivo Lazar, a general close to Assad, defects.").actors
    assert (actor.name, actor.country) == ("Ivo Lazar", "SYR")


def test_the_state_that_a_war_is_fought_with_was_not_served() -> None:
    event = defection("Ivo Lazar, a Peruvian trade official, resigned in protest of the war with Chile.")
    assert states(event.actors) == ["PER"]
    text = "Peru's cabinet met on Sunday. The director Ivo Lazar resigned in protest of the war with Chile."
    assert all(actor.country != "CHL" for event in events(text) for actor in event.actors)


def test_of_two_states_in_his_sentence_the_nearer_is_his() -> None:
    text = "The army of Ghana said Malian guards are looking for more than 200 deserters in one region alone."
    assert states(defection(text).actors) == ["MLI"]


def test_a_coup_is_no_place_of_refuge() -> None:
    assert defection("Since the Mali coup a Ghanaian officer has asked for asylum, officials said.").targets == ()
