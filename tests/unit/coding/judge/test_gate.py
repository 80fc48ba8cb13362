"""The gate, with weights of a few words."""

import pytest

from service.coding.judge.gate import Gate, Weights, gate
from service.english.sentences import sentences

WEIGHTS = Weights(
    cues=("envoy", "expelled", "expelled the", "season"),
    article=(3.0, 2.0, 1.0, -4.0),
    sentence=(1.0, 2.0, 1.0, -1.0),
    article_bias=-1.0,
    length=0.0,
    sentence_bias=-2.0,
    share=0.1,
    article_least=0.0,
    sentence_least=0.0,
    most=2,
)
GATE = Gate(WEIGHTS)
STORY = "Peru expelled the envoy. It rained. He left. Chile expelled the consul."


def test_an_article_without_a_cue_does_not_pass() -> None:
    assert GATE.passes("Rain", "It rained all day.") is None


def test_words_count_whole_and_in_any_case() -> None:
    assert GATE.cues("ENVOY, envoys; expelled them") == {0, 1}


def test_pairs_of_words_count_where_they_stand_together() -> None:
    assert GATE.cues("expelled the envoy") == {0, 1, 2}


def test_cues_of_other_matters_speak_against() -> None:
    assert GATE.passes("", STORY) is not None
    assert GATE.score("", "The envoy of the season.") < GATE.score("", "The envoy.")


def test_the_sentences_with_telling_words_are_chosen() -> None:
    passed = GATE.passes("", STORY)
    assert passed is not None
    assert GATE.chosen(passed, sentences(STORY)) == [0, 3]


def test_the_title_is_chosen_like_a_sentence() -> None:
    passed = GATE.passes("Peru expelled the envoy", "It rained.")
    assert passed is not None
    assert GATE.chosen(passed, sentences("It rained.")) == [-1]


def test_no_more_sentences_are_chosen_than_the_judge_has_time_for() -> None:
    text = "Peru expelled the envoy. " * 5
    passed = GATE.passes("", text)
    assert passed is not None
    assert GATE.chosen(passed, sentences(text)) == [0, 1]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Peru summons ambassador", "The foreign ministry of Peru summoned the ambassador of Chile on Monday to protest over the border."),
        ("", "A pilot of the Cuban air force flew his MiG to Florida on Sunday and asked for political asylum, officials said."),
    ],
)
def test_the_trained_gate_lets_acts_through(title: str, text: str) -> None:
    passed = gate().passes(title, text)
    assert passed is not None
    assert 0 in gate().chosen(passed, sentences(text))


def test_the_trained_gate_tells_other_matters_from_acts() -> None:
    text = (
        "Net profit rose to 12.4 million dollars in the quarter from 9.8 million a year earlier, the bakery chain reported. Sales in shops "
        "open for a year grew by 3 percent, helped by higher prices for bread. Analysts had forecast earnings of 31 cents a share. "
        "The company expects flour to cost less next spring and will open forty new shops."
    )
    act = "The foreign ministry of Peru summoned the ambassador of Chile on Monday to protest over the border."
    assert gate().score("Bakery chain lifts profit", text) < gate().score("Peru summons ambassador", act)
