"""Words that were cut at the end of a line are whole again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.cleaning.hyphens import without_hyphenation


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("the ambas-\nsador left", "the ambassador left"),
        ("was ex-\npelled on Mon-\nday", "was expelled on Monday"),
        ("South Ko-\nrea's army", "South Korea's army"),
        ("the am-\n\nbassador", "the ambassador"),
    ],
)
def test_a_cut_word_is_joined(cut: str, whole: str) -> None:
    assert without_hyphenation(cut) == whole


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("the vice-\npresident", "the vice-president"),
        ("an ex-\nminister spoke", "an ex-minister spoke"),
        ("the Franco-\nGerman treaty", "the Franco-German treaty"),
        ("pre-\nand post-war years", "pre- and post-war years"),
    ],
)
def test_a_compound_keeps_its_hyphen(cut: str, whole: str) -> None:
    assert without_hyphenation(cut) == whole


@pytest.mark.parametrize("text", ["Talks -\nthey said - failed", "One-\n1. Two", "a list:\n- one\n- two"])
def test_dashes_and_lists_stay(text: str) -> None:
    assert without_hyphenation(text) == text


@given(st.text(alphabet="abC -\n"))
def test_joining_twice_changes_nothing(text: str) -> None:
    once = without_hyphenation(text)
    assert len(once) <= len(text)
    assert without_hyphenation(once).count("\n") <= once.count("\n")
