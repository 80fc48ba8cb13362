"""Words that a typesetter cut at the end of a line are joined again."""

import pytest

from service.cleaning.hyphens import without_hyphenation


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("the ambas-\nsador left", "the ambassador left"),
        ("the ambas- \nsador left", "the ambassador left"),
        ("the ambas-\n\nsador left", "the ambassador left"),
        ("the vice-\npresident left", "the vice-president left"),
        ("an ex-\nsoldier left", "an ex-soldier left"),
        ("they ex-\npelled him", "they expelled him"),
        ("a Franco-\nGerman corps", "a Franco-German corps"),
        ("pre-\nand post-war", "pre- and post-war"),
    ],
)
def test_the_hyphen_stays_where_it_belongs_to_the_word(text: str, joined: str) -> None:
    assert without_hyphenation(text) == joined


@pytest.mark.parametrize("text", ["a list:\n- one\n- two", "from 1990-\n1995", "he left -\nand wept", "no cut at all"])
def test_what_is_no_cut_word_stays(text: str) -> None:
    assert without_hyphenation(text) == text
