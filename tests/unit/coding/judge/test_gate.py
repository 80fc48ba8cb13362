"""The gate, with weights of a few words."""

from dataclasses import replace

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
    proposed=1.5,
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


def chosen(of: Gate, title: str, text: str, proposed: frozenset[int] = frozenset()) -> list[int]:
    """The sentences of an article that passes which are worth judging."""
    passed = of.passes(title, text)
    assert passed is not None
    scores = of.scores(passed, sentences(text))
    return of.chosen(passed, scores, proposed)


def test_the_sentences_with_telling_words_are_chosen() -> None:
    assert chosen(GATE, "", STORY) == [0, 3]


def test_a_sentence_that_a_frame_proposes_is_likelier() -> None:
    assert chosen(GATE, "", STORY, frozenset({3})) == [3, 0]
    assert chosen(GATE, "", "Peru has expelled him. The envoy left.") == [0]
    assert chosen(GATE, "", "Peru has expelled him. The envoy left.", frozenset({1})) == [1, 0]


def test_a_proposal_alone_is_not_enough() -> None:
    assert chosen(GATE, "", STORY, frozenset({1})) == [0, 3]


def test_an_article_in_which_no_sentence_could_be_chosen_is_given_up_before_the_frames_are_asked() -> None:
    passed = GATE.passes("", "The envoy rests.")
    assert passed is not None
    assert GATE.hopes(passed, GATE.scores(passed, ((0, 16),)))
    strict = Gate(replace(WEIGHTS, sentence_least=2.0))
    assert not strict.hopes(passed, strict.scores(passed, ((0, 16),)))


def test_the_title_is_chosen_like_a_sentence() -> None:
    assert chosen(GATE, "Peru expelled the envoy", "It rained.") == [-1]


def test_no_more_sentences_are_chosen_than_the_judge_has_time_for() -> None:
    assert chosen(GATE, "", "Peru expelled the envoy. " * 5) == [0, 1]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Peru summons ambassador", "The foreign ministry of Peru summoned the ambassador of Chile on Monday to protest over the border."),
        ("", "A pilot of the Cuban air force flew his MiG to Florida on Sunday and asked for political asylum, officials said."),
    ],
)
def test_the_trained_gate_lets_acts_through(title: str, text: str) -> None:
    assert 0 in chosen(gate(), title, text, frozenset({0}))


def test_the_trained_gate_tells_other_matters_from_acts() -> None:
    text = (
        "Net profit rose to 12.4 million dollars in the quarter from 9.8 million a year earlier, the bakery chain reported. Sales in shops "
        "open for a year grew by 3 percent, helped by higher prices for bread. Analysts had forecast earnings of 31 cents a share. "
        "The company expects flour to cost less next spring and will open forty new shops."
    )
    act = "The foreign ministry of Peru summoned the ambassador of Chile on Monday to protest over the border."
    assert gate().score("Bakery chain lifts profit", text) < gate().score("Peru summons ambassador", act)
