"""Confidence: the rules' strength, and the probability that is made of it."""

import math
from dataclasses import replace

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.coding.events.confidence import WEIGHTS, Circumstances, Said, Telling, circumstances, confidence, terms
from service.model import Party
from service.outcome import Modality

LEAD = Telling(frame_confidence=0.9, index=0, in_passing=False, loose_line=False, nominal=False, by_agent=True)
FRANCE = Party(text="France", start=0, end=6, name="France", country="FRA")
MALI = Party(text="Mali", start=10, end=14, name="Mali", country="MLI")

some_circumstances = st.builds(
    Circumstances,
    strength=st.floats(0, 1),
    modality=st.sampled_from(Modality),
    sentences=st.integers(1, 50),
    by_agent=st.booleans(),
    events=st.integers(1, 50),
    length=st.integers(0, 2_000_000),
)


def strength(
    *tellings: Telling, actors: list[Party] | None = None, targets: list[Party] | None = None, mode: Modality = Modality.ASSERTED
) -> float:
    actors, targets = [FRANCE] if actors is None else actors, [MALI] if targets is None else targets
    return circumstances(list(tellings), actors, targets, mode, guessed_target=False, events=1, length=500).strength


def test_an_act_told_plainly_in_the_lead_is_as_strong_as_its_frame() -> None:
    assert strength(LEAD) == pytest.approx(0.9)


def test_the_best_telling_counts() -> None:
    assert strength(replace(LEAD, frame_confidence=0.6), LEAD) == strength(LEAD)


@pytest.mark.parametrize(
    "telling",
    [replace(LEAD, index=7), replace(LEAD, index=1, in_passing=True), replace(LEAD, loose_line=True)],
    ids=["far down", "in passing", "a line without a full stop"],
)
def test_what_is_told_by_the_way_is_weaker(telling: Telling) -> None:
    assert strength(telling) < strength(LEAD)


def test_a_noun_in_a_title_is_not_in_passing() -> None:
    title = replace(LEAD, index=-1)
    assert strength(replace(title, in_passing=True)) == strength(title)


def test_a_second_sentence_far_down_makes_an_act_prominent() -> None:
    assert strength(replace(LEAD, index=7), replace(LEAD, index=9)) == strength(LEAD)


def test_an_earlier_act_far_down_is_the_weakest() -> None:
    far = replace(LEAD, index=7)
    assert strength(far, mode=Modality.HISTORICAL) < strength(far)


@pytest.mark.parametrize(
    ("actors", "targets"),
    [([], None), ([FRANCE.model_copy(update={"inferred": True})], None), (None, [])],
    ids=["no actor", "a guessed actor", "no target"],
)
def test_a_party_that_is_missing_or_guessed_weakens(actors: list[Party] | None, targets: list[Party] | None) -> None:
    assert strength(LEAD, actors=actors, targets=targets) < strength(LEAD)


def test_a_guessed_target_weakens() -> None:
    def of(*, guessed: bool) -> float:
        return circumstances([LEAD], [FRANCE], [MALI], Modality.ASSERTED, guessed_target=guessed, events=1, length=500).strength

    assert of(guessed=True) < of(guessed=False)


@given(some_circumstances)
def test_a_confidence_is_a_probability_that_is_never_certain(of: Circumstances) -> None:
    assert 0 < confidence(of) < 1


@given(some_circumstances)
def test_the_model_never_changes_the_side_of_one_half_that_the_rules_take(of: Circumstances) -> None:
    assert (confidence(of) >= 0.5) == (of.strength >= 0.5)


@given(some_circumstances, st.floats(0, 1))
def test_a_stronger_event_is_never_less_likely(of: Circumstances, other: float) -> None:
    low, high = sorted((of.strength, other))
    assert confidence(replace(of, strength=low)) <= confidence(replace(of, strength=high))


def test_every_weight_belongs_to_a_feature() -> None:
    fitted = orjson.loads(WEIGHTS.read_bytes())
    features = Circumstances(0.9, Modality.ASSERTED, 1, by_agent=True, events=1, length=500).features()
    assert set(fitted["weights"]) == set(features)
    assert all(math.isfinite(weight) for weight in fitted["weights"].values())


def test_every_weight_with_the_judge_belongs_to_a_feature_and_was_better_than_a_constant_out_of_fold() -> None:
    fitted = orjson.loads(WEIGHTS.read_bytes())["judged"]
    said = Said(index=0, kind=0.9, topic=0.9, in_passing=0.1)
    features = Circumstances(0.9, Modality.ASSERTED, 1, by_agent=True, events=1, length=500, judged=(said,)).features()
    assert set(fitted["weights"]) == set(features)
    assert fitted["brier"]["out_of_fold"] < fitted["brier"]["constant"]


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_surer_the_judge_the_likelier_the_event(one: float, other: float) -> None:
    def of(topic: float) -> float:
        said = Said(index=0, kind=topic, topic=topic, in_passing=0.1)
        return confidence(Circumstances(0.9, Modality.ASSERTED, 1, by_agent=True, events=1, length=500, judged=(said,)))

    low, high = sorted((one, other))
    assert of(low) <= of(high)


def test_the_model_was_better_out_of_fold_than_the_rules_alone_and_than_a_constant() -> None:
    scores = orjson.loads(WEIGHTS.read_bytes())["brier"]
    assert scores["out_of_fold"] < scores["rules_alone"]
    assert scores["out_of_fold"] < scores["constant"]


@given(some_circumstances)
def test_the_terms_that_are_shown_are_those_of_every_feature_and_the_base(of: Circumstances) -> None:
    assert set(terms(of)) == {"intercept", *of.features()}
    assert terms(replace(of, by_agent=False))["by_agent"] == 0


def test_of_a_protest_that_the_judge_tells_more_is_asked_than_of_a_defection() -> None:
    said = Said(0, 0.6, 0.6, 0.1)

    def of(topic: str, *judged: Said) -> float:
        return confidence(Circumstances(0.7, Modality.ASSERTED, 1, by_agent=True, events=1, length=500, judged=judged, topic=topic))

    assert of("diplomatic_protest", said) < of("defection", said)
    assert of("diplomatic_protest") == of("defection")


def test_of_an_asylum_that_no_frame_reads_more_is_asked_than_of_another_leaving() -> None:
    def of(kind: str, *, framed: bool) -> float:
        event = Circumstances(0.7, Modality.ASSERTED, 1, by_agent=True, events=1, length=500, judged=(Said(0, 0.6, 0.6, 0.1),))
        return confidence(replace(event, framed=framed, topic="defection", kind=kind))

    assert of("asylum", framed=False) < of("desertion", framed=False)
    assert of("asylum", framed=True) == of("desertion", framed=True)
