"""Forms of verbs, and what they say of voice and tense."""

import pytest

from service.english.inflection import plural, verb_forms, verb_table
from service.topics.loader import load_rules


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
        ("shun", {"shun", "shuns", "shunning", "shunned"}),
        ("forbid", {"forbid", "forbids", "forbidding", "forbade", "forbad", "forbidden"}),
        ("rise", {"rise", "rises", "rising", "rose", "risen"}),
        ("let", {"let", "lets", "letting"}),
        ("choose", {"choose", "chooses", "choosing", "chose", "chosen"}),
        ("have", {"have", "has", "having", "had"}),
    ],
)
def test_all_forms_are_known(lemma: str, forms: set[str]) -> None:
    assert set(verb_forms(lemma)) == forms


def test_every_verb_of_the_topics_is_in_the_table() -> None:
    verbs = {verb.split()[0] for topic in load_rules(None).topics.values() for frame in topic.frames for verb in frame.verbs}
    assert verbs - set(verb_table()) == set()


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("zibble", {"zibble", "zibbles", "zibbling", "zibbled"}),
        ("tarfy", {"tarfy", "tarfies", "tarfying", "tarfied"}),
        ("grosh", {"grosh", "groshes", "groshing", "groshed"}),
    ],
)
def test_a_verb_that_no_dictionary_has_is_regular(lemma: str, forms: set[str]) -> None:
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
