"""What an act is done to, in each voice; and whose envoy it is."""

import pytest

from service.coding.grammar.objects import is_own
from tests.unit.coding.fixture import match, matches, words


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Peru expelled the Cuban ambassador.", "active"),
        ("The Cuban ambassador was expelled by Peru.", "passive"),
        ("The expulsion of the Cuban ambassador by Peru came on Friday.", "nominal"),
        ("Peru announced the Cuban ambassador's expulsion.", "nominal"),
        ("Peru kicked the Cuban ambassador out.", "active"),
    ],
)
def test_the_object_is_found_in_each_voice(text: str, voice: str) -> None:
    act = match(text).act
    assert act.voice == voice
    assert act.object is not None
    assert act.object.country == "CUB"


def test_a_pronoun_behind_the_verb_means_those_named_before_it() -> None:
    act = match("Peru accused two Cuban diplomats of spying and expelled them.").act
    assert words(act.sentence, act.object) == "them"
    assert act.object is not None
    assert act.object.country == "CUB"


def test_a_plain_past_with_an_object_of_its_own_is_no_passive() -> None:
    assert matches("The Cuban ambassador recalled the night.") == []


def test_words_that_the_frame_wants_are_an_object_without_a_mention() -> None:
    act = match("Peru broke off relations with Cuba.").act
    assert act.object is not None
    assert (words(act.sentence, act.object), act.object.placed) == ("relations", None)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Peru recalled its ambassador to Cuba.", True),
        ("The Peruvian ambassador to Cuba was recalled.", True),
        ("Peru recalled the Peruvian ambassador.", True),
        ("Peru expelled the Cuban ambassador.", False),
    ],
)
def test_an_envoy_is_the_actors_own_or_another_states(text: str, own: bool) -> None:  # noqa: FBT001
    assert is_own(match(text).act) is own
