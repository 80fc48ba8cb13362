"""What an act knows of its own words."""

import pytest

from tests.unit.coding.fixture import match


@pytest.mark.parametrize(
    ("text", "perfect"),
    [
        ("Peru has expelled the Cuban ambassador.", True),
        ("The Cuban ambassador has now been expelled by Peru.", True),
        ("Peru expelled the Cuban ambassador.", False),
        ("Peru had expelled the Cuban ambassador.", False),
        ("The expulsion of the Cuban ambassador by Peru has angered Havana.", False),
    ],
)
def test_the_present_perfect_is_told_by_the_words_of_the_verb(text: str, perfect: bool) -> None:  # noqa: FBT001
    assert match(text).act.is_present_perfect is perfect
