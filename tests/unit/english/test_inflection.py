"""Forms of verbs, and what they say of voice and tense."""

import pytest

from service.english.inflection import plural, verb_forms


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("expel", {"expel", "expels", "expelling", "expelled"}),
        ("withdraw", {"withdraw", "withdraws", "withdrawing", "withdrew", "withdrawn"}),
        ("deny", {"deny", "denies", "denying", "denied"}),
        ("declare", {"declare", "declares", "declaring", "declared"}),
        ("flee", {"flee", "flees", "fleeing", "fled"}),
        ("cancel", {"cancel", "cancels", "cancelling", "canceling", "cancelled", "canceled"}),
        ("shut", {"shut", "shuts", "shutting"}),
        ("march", {"march", "marches", "marching", "marched"}),
    ],
)
def test_all_forms_are_known(lemma: str, forms: set[str]) -> None:
    assert set(verb_forms(lemma)) == forms


def test_past_and_participle_are_told_apart_where_they_differ() -> None:
    forms = verb_forms("break")
    assert forms["broke"] == {"ed"}
    assert forms["broken"] == {"en"}


def test_a_form_may_be_several() -> None:
    assert verb_forms("cut")["cut"] == {"base", "ed", "en"}


@pytest.mark.parametrize(
    ("noun", "many"), [("expulsion", "expulsions"), ("boycott", "boycotts"), ("embassy", "embassies"), ("walkout", "walkouts")]
)
def test_plurals(noun: str, many: str) -> None:
    assert plural(noun) == many
