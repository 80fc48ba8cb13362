"""Whether those found for an act are the right ones for its frame."""

import pytest

from tests.unit.coding.fixture import matches


@pytest.mark.parametrize(
    "text",
    [
        "Two Syrian soldiers deserted.",
        "Two Syrian soldiers have deserted.",
        "The Syrian soldiers, it was said on Friday, deserted.",
    ],
)
def test_who_stands_before_his_verb_acts(text: str) -> None:
    assert [match.frame.name for match in matches(text)] == ["desert"]


def test_a_noun_of_the_same_form_is_no_act() -> None:
    assert matches("The Syrian soldiers crossed mountains and desert.") == []
