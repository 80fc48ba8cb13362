"""At whom an act is aimed, by what its frame says of the target."""

import pytest

from tests.unit.coding.fixture import countries, match


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Peru expelled the Cuban ambassador.", "CUB"),
        ("Peru expelled the ambassador of Cuba.", "CUB"),
        ("Chad recalled its ambassador to Togo.", "TGO"),
        ("Chad recalled its ambassador from Togo.", "TGO"),
        ("Chad severed relations with Togo.", "TGO"),
        ("Relations with Togo were severed by Chad.", "TGO"),
        ("Chad broke off ties last week with Togo.", "TGO"),
        ("Chad lodged a protest with Togo.", "TGO"),
        ("Chad lodged a protest against Togo.", "TGO"),
    ],
)
def test_the_frame_says_where_its_target_stands(text: str, target: str) -> None:
    assert countries(match(text).targets) == [target]


def test_a_matter_of_dispute_is_no_target() -> None:
    assert countries(match("Chad severed relations with Togo over a treaty with Benin.").targets) == ["TGO"]


def test_who_turns_from_his_own_has_no_target_in_the_clause() -> None:
    found = match("Two Syrian soldiers deserted on Friday.")
    assert (countries(found.actors), found.targets) == (["SYR"], ())
