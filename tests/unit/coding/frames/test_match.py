"""A frame against a sentence: which words tell the act, in which voice, and what it lacks."""

import pytest

from service.outcome import Modality
from tests.unit.coding.fixture import countries, match, matches, misses


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Peru expelled the Cuban ambassador on Friday.", "active"),
        ("The Cuban ambassador was expelled by Peru on Friday.", "passive"),
        ("Peru's expulsion of the Cuban ambassador angered Havana.", "nominal"),
        ("Peru kicked the Cuban ambassador out on Friday.", "active"),
    ],
)
def test_one_act_is_read_in_each_voice(text: str, voice: str) -> None:
    found = match(text)
    assert (found.frame.name, found.voice, countries(found.actors), countries(found.targets)) == ("expel_envoy", voice, ["PER"], ["CUB"])


def test_the_span_of_a_match_is_that_of_its_words() -> None:
    text = "It rained. Peru expelled the Cuban ambassador."
    start, end = match(text).span
    assert text[start:end] == "expelled"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Peru expelled the treasurer.", "the object of the act"),
        ("The soldiers deserted the ship.", 'another meaning than that of "ship"'),
    ],
)
def test_a_trigger_that_is_no_act_says_what_it_lacks(text: str, missing: str) -> None:
    assert matches(text) == []
    assert [miss.missing for miss in misses(text)] == [missing]


def test_a_particle_far_behind_its_object_does_not_belong_to_the_verb() -> None:
    assert matches("Peru kicked the Cuban ambassador in the shin before he could get out.") == []


@pytest.mark.parametrize(
    "text", ["Peru protested after Chile expelled the Cuban ambassador.", "The minister who expelled the Cuban ambassador is in Peru."]
)
def test_what_a_clause_says_in_passing_is_marked(text: str) -> None:
    assert match(text).relative


def test_a_story_that_goes_on_behind_a_comma_is_not_in_passing() -> None:
    assert not match("The envoy dined in Lima until Friday, when Peru expelled the Cuban ambassador.").relative


def test_parties_that_act_on_each_other_are_mutual() -> None:
    assert match("Chad and Togo expelled each other's ambassadors.").mutual
    assert not match("Chad expelled the ambassador of Togo.").mutual


def test_whoever_is_urged_has_not_acted() -> None:
    found = match("Peru urged Chile to expel the Cuban ambassador.")
    assert (countries(found.actors), found.modality) == (["CHL"], Modality.HYPOTHETICAL)
