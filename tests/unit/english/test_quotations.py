"""What stands between quotation marks."""

import pytest

from service.english.quotations import quotations


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “we protest” and left.", ["we protest"]),
        ('An "escalatory" move, a "snub".', ["escalatory", "snub"]),
        ("The minister's ‘unfriendly act’ was noted.", ["unfriendly act"]),
        ("Chad's and Mali's envoys", []),
        ("a « geste inamical » today", [" geste inamical "]),
    ],
)
def test_the_marks_are_left_out(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == inside


def test_a_quotation_does_not_run_over_a_blank_line() -> None:
    assert quotations("“An open mark.\n\nAnd a stray one.”") == ()


def test_only_the_stretch_is_looked_at() -> None:
    assert quotations("“one” “two”", 6) == ((7, 10),)
