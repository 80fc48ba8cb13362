"""From numbers to a verdict."""

import pytest

from service.coding.judge.labels import KINDS, MODALITIES, OUTPUTS, TOPICS
from service.coding.judge.verdict import verdict


def outputs(**high: float) -> list[float]:
    names = (*KINDS, *TOPICS, *MODALITIES, "in_passing")
    return [high.get(name, -4.0) for name in names]


def test_each_output_has_its_name() -> None:
    assert len(outputs()) == OUTPUTS
    said = verdict(outputs(recall=3.0, diplomatic_protest=2.0, planned=4.0, in_passing=0.0))
    assert said.kinds["recall"] == pytest.approx(0.953)
    assert said.topics == {"diplomatic_protest": pytest.approx(0.881), "defection": pytest.approx(0.018)}
    assert said.modality == "planned"
    assert said.in_passing == pytest.approx(0.5)


def test_modalities_share_one_probability() -> None:
    assert sum(verdict(outputs(negated=1.0)).modalities.values()) == pytest.approx(1, abs=0.01)


def test_probabilities_are_rounded_so_that_the_last_bits_of_a_machine_do_not_show() -> None:
    assert verdict(outputs(note=1.23456)).kinds["note"] == verdict(outputs(note=1.23457)).kinds["note"]


def test_numbers_without_measure_are_still_probabilities() -> None:
    assert verdict(outputs(note=1e9)).kinds["note"] == pytest.approx(1)
