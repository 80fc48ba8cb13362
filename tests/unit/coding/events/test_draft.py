"""When two tellings are of one act, and when of two."""

import pytest

from service.outcome import Modality
from tests.unit.coding.reading import events


@pytest.mark.parametrize(
    "other",
    [
        "Meanwhile, a senior Togolese diplomat in Brazil resigned over the massacre.",
        "Another Togolese diplomat resigned over the massacre on Monday.",
    ],
)
def test_persons_at_other_posts_or_said_to_be_others_left_by_themselves(other: str) -> None:
    found = events(f"Togo's ambassador to Japan has resigned to protest against the massacre at Aneho. {other}")
    assert [event.kind for event in found] == ["resignation_in_protest"] * 2


def test_the_envoy_told_of_again_is_the_same() -> None:
    found = events("Togo's ambassador to Japan has resigned over the massacre at Aneho. The diplomat resigned in protest on Monday.")
    assert [event.kind for event in found] == ["resignation_in_protest"]


def test_who_deserts_in_order_to_join_the_rebels_has_changed_sides() -> None:
    (event,) = events("A Congolese major deserted the army with ten men to join the ranks of the rebels.")
    assert (event.kind, event.modality) == ("change_of_sides", Modality.ASSERTED)


def test_a_group_by_its_name_stands_for_the_nameless_one_of_the_title() -> None:
    (event,) = events("Dozens of Malian soldiers defected to the FNLT rebels on Tuesday.", "Malian soldiers defect to rebels")
    assert [target.name for target in event.targets] == ["FNLT"]
