"""Who fills a place: by position, prepositions and type."""

import pytest

from service.coding.grammar.arguments import (
    after_preposition,
    agent_right,
    are_several_states,
    coordinated,
    fits,
    object_left,
    object_right,
    owner_left,
)
from tests.unit.coding.fixture import countries, frame, object_of, sentence, words


def test_the_first_that_fits_to_the_right_is_the_object() -> None:
    line = sentence("Peru expelled without further notice the Cuban ambassador and the Chilean consul.")
    found = object_right(line, 2, object_of("expel_envoy"))
    assert found is not None
    assert found.country == "CUB"


@pytest.mark.parametrize("stop", ["because the Cuban ambassador spoke", "; the Cuban ambassador spoke", "who met the Cuban ambassador"])
def test_a_word_that_ends_the_clause_ends_the_search(stop: str) -> None:
    line = sentence(f"Peru expelled two men {stop}.")
    assert object_right(line, 2, object_of("expel_envoy")) is None


def test_words_of_the_place_are_taken_where_the_frame_gives_words() -> None:
    line = sentence("Chad severed all diplomatic relations with Togo.")
    assert words(line, object_right(line, 2, object_of("sever_relations"))) == "relations"


def test_the_nearest_on_the_left_that_is_in_no_prepositional_phrase_is_acted_on() -> None:
    line = sentence("The Cuban ambassador and the aide to the Chilean ambassador were expelled.")
    found = object_left(line, line.words.index("were"), object_of("expel_envoy"))
    assert found is not None
    assert found.country == "CUB"


def test_the_agent_stands_behind_by() -> None:
    line = sentence("The Cuban ambassador was expelled on Friday by Peru; Chile was silent.")
    found = agent_right(line, line.words.index("expelled") + 1, frame("expel_envoy").actor)
    assert found is not None
    assert found.country == "PER"
    assert agent_right(sentence("He was expelled; a note by Peru came later."), 3, frame("expel_envoy").actor) is None


@pytest.mark.parametrize(("owner", "country"), [("Peru's", "PER"), ("Peruvian", "PER"), ("The minister's", None)])
def test_the_possessor_of_a_noun_acts_where_he_has_a_state(owner: str, country: str | None) -> None:
    line = sentence(f"{owner} expulsion of the envoy angered many.")
    found = owner_left(line, line.words.index("expulsion"))
    assert (found.country if found is not None else None) == country


def test_names_joined_by_commas_and_and_act_together() -> None:
    line = sentence("Chad, Togo, as well as Benin expelled the Cuban ambassador.")
    first = object_right(line, 0, frame("expel_envoy").actor)
    assert first is not None
    assert countries(tuple(coordinated(line, first, frame("expel_envoy").actor))) == ["TCD", "TGO", "BEN"]


def test_a_preposition_is_seen_through_what_may_stand_before_a_noun() -> None:
    line = sentence("He came with some 400 soldiers.")
    assert after_preposition(line, line.words.index("soldiers"))
    assert not after_preposition(line, line.words.index("came"))


@pytest.mark.parametrize("text", ["six Gulf states", "several countries", "Arab foreign ministers", "its allies"])
def test_several_states_are_known_without_being_named(text: str) -> None:
    assert are_several_states(text)
    assert not are_several_states("the foreign minister")


def test_a_pronoun_fits_only_where_persons_do() -> None:
    he = sentence("The Cuban ambassador spoke. He left.").mention_at(0)
    assert he is not None
    assert fits(frame("expel_envoy").actor, he)
    assert not fits(object_of("sever_relations"), he)
