"""Who acts: the most plausible mention to the left of the verb."""

import pytest

from tests.unit.coding.fixture import countries, match, matches
from tests.unit.coding.reading import events, states


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Peru, after talks with Chile, expelled the Cuban ambassador.", "PER"),
        ("The government of Peru in a row with Chile expelled the Cuban ambassador.", "PER"),
        ("Chile's neighbour Peru expelled the Cuban ambassador.", "PER"),
        ("Chile watched as Peru expelled the Cuban ambassador.", "PER"),
        ("Chile denounced a Peruvian plan to expel the Cuban ambassador.", "PER"),
    ],
)
def test_a_mention_in_a_phrase_of_its_own_does_not_act(text: str, actor: str) -> None:
    assert countries(match(text).actors) == [actor]


def test_nobody_acts_where_the_only_state_on_the_left_is_the_one_acted_upon() -> None:
    found = match("In Cuba it was said that the Cuban ambassador was expelled.")
    assert "PER" not in countries(found.actors)
    assert countries(found.targets) == ["CUB"]


def test_the_subject_of_one_act_is_looked_for_once() -> None:
    act = match("Peru expelled the Cuban ambassador.").act
    answers = dict(act.subjects)
    assert [found.country for found in answers.values() if found is not None] == ["PER"]


def test_two_verbs_of_one_subject_have_it_both() -> None:
    found = matches("Peru recalled its ambassador to Cuba and expelled the Cuban ambassador.")
    assert [(one.frame.name, countries(one.actors)) for one in found] == [("recall_envoy", ["PER"]), ("expel_envoy", ["PER"])]


def test_who_is_turned_to_does_not_ask() -> None:
    text = "Colonel Ivo Lazar of the Malian army approached Italian officials seeking asylum but was turned away."
    (event,) = events(text)
    assert "ITA" not in states(event.actors)


def test_a_surname_between_that_and_the_verb_left_not_who_tells_of_it() -> None:
    text = "Colonel Ivo Lazar of the Malian army is gone. A senior Italian official told reporters that Lazar had defected to Italy."
    (event,) = events(text)
    assert [(actor.name, actor.country) for actor in event.actors] == [("Ivo Lazar", "MLI")]
    alone = events("Prosecutors in Lima said that Quispe defected to Cuba in 2015.")
    assert [actor.name for event in alone for actor in event.actors] == ["Quispe"]
