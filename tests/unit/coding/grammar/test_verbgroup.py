"""What stands directly before a verb says its voice and whether it has a subject of its own."""

import pytest

from service.coding.grammar.verbgroup import verb_group
from service.english.inflection import verb_forms


def group(words: str, lemma: str = "expel") -> tuple[int, str, bool]:
    split = tuple(words.split())
    found = verb_group(split, len(split) - 1, verb_forms(lemma)[split[-1]])
    return found.first, found.voice, found.finite


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("peru has expelled", "active"),
        ("peru will expel", "active"),
        ("peru is expelling", "active"),
        ("peru expels", "active"),
        ("he was expelled", "passive"),
        ("he has been formally expelled", "passive"),
        ("he will be expelled", "passive"),
        ("he got expelled", "passive"),
        ("peru expelled", "open"),
    ],
)
def test_auxiliaries_show_the_voice(words: str, voice: str) -> None:
    assert group(words)[1] == voice


def test_the_group_begins_with_its_first_auxiliary_and_not_with_an_adverb_before_it() -> None:
    assert group("peru has also reportedly expelled")[0] == 1
    assert group("peru quickly expelled")[0] == 2


@pytest.mark.parametrize(("words", "finite"), [("peru expels", True), ("peru wants to expel", False), ("peru by expelling", False)])
def test_infinitives_and_gerunds_have_no_subject_of_their_own(words: str, finite: bool) -> None:  # noqa: FBT001 a table
    assert group(words)[2] is finite


def test_a_contraction_behind_a_noun_is_a_possessive() -> None:
    assert group("he 's expelled")[1] == "passive"
    assert group("peru 's expelled")[1] == "open"
