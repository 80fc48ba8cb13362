"""What mentions say about each other: appositions, shared offices, possessives, pronouns, short forms."""

import pytest

from service.english.known import Known
from service.english.mention import Mention
from service.english.sentences import sentences
from tests.unit.english.mentions import find_mentions


def mentions(text: str) -> dict[str, Mention]:
    """The mentions of a text by their words, the last of equal ones."""
    known = Known()
    found: dict[str, Mention] = {}
    for start, end in sentences(text):
        here = find_mentions(text, start, end, known)
        known.remember(here)
        found.update({mention.text: mention for mention in here})
    return found


@pytest.mark.parametrize(
    "text",
    ["Jan Kovac, the Polish ambassador to Togo, left.", "The Polish ambassador, Jan Kovac, left.", "Jan Kovac is the Polish ambassador."],
)
def test_name_and_office_beside_each_other_are_one_person(text: str) -> None:
    found = mentions(text)
    for mention in (found["Jan Kovac"], found["Polish ambassador"]):
        assert (mention.name, mention.role_class, mention.country) == ("Jan Kovac", "ambassador", "POL")


def test_two_adjectives_share_the_office_behind_them() -> None:
    found = mentions("The Polish and Czech ambassadors left.")
    assert [(m.role_class, m.country) for m in found.values()] == [("ambassador", "POL"), ("ambassador", "CZE")]


def test_a_possessive_is_of_the_state_before_it() -> None:
    found = mentions("Poland recalled its ambassador.")
    assert (found["ambassador"].country, found["ambassador"].inferred) == ("POL", True)


def test_the_country_is_the_state_that_was_spoken_of() -> None:
    found = mentions("Poland protested. The country recalled its envoy.")
    assert (found["country"].country, found["envoy"].country) == ("POL", "POL")


def test_a_pronoun_takes_up_the_person_before_it() -> None:
    he = mentions("The Polish ambassador left Lome. He was recalled.")["He"]
    assert (he.role_class, he.country, he.inferred) == ("ambassador", "POL", True)


def test_a_pronoun_of_the_other_sex_takes_up_nobody() -> None:
    assert mentions("Anna Kovac, a Polish actress, spoke. He left.")["He"].country is None


def test_a_surname_takes_up_the_full_name() -> None:
    short = mentions("Jan Kovac is a Polish soldier. Kovac deserted in May.")["Kovac"]
    assert (short.name, short.role_class, short.country) == ("Jan Kovac", "soldier", "POL")


@pytest.mark.parametrize(
    ("text", "who", "role_class"),
    [
        ("A member of the Syrian army fled.", "member", "soldier"),
        ("Jan Kovac, who spent 30 years in Syria's secret service, fled.", "Jan Kovac", "spy"),
        ("The deputy head of the Syrian embassy left.", "deputy head", "official"),
    ],
)
def test_who_serves_a_body_is_of_its_state(text: str, who: str, role_class: str) -> None:
    found = mentions(text)[who]
    assert (found.role_class, found.country) == (role_class, "SYR")


@pytest.mark.parametrize(
    "text",
    [
        "A second secretary of Togo's mission, Afi Mensah, resigned.",
        "A Togolese second secretary in Geneva, Afi Mensah, resigned.",
        "Togo's ambassador to Ghana Afi Mensah resigned.",
    ],
)
def test_a_name_set_off_behind_an_office_and_its_place_is_its_holder(text: str) -> None:
    found = mentions(text)["Afi Mensah"]
    assert (found.name, found.country) == ("Afi Mensah", "TGO")


def test_a_state_that_an_envoy_is_posted_to_is_no_first_name() -> None:
    assert "Ghana Afi Mensah" not in mentions("Togo's ambassador to Ghana Afi Mensah resigned. Chad Smith left.")


def test_an_envoy_named_later_is_known_by_the_surname() -> None:
    short = mentions("Togo summoned the Polish ambassador. It told the envoy, Jan Kovac, to wait. It handed Kovac a note.")["Kovac"]
    assert (short.name, short.country) == ("Jan Kovac", "POL")


def test_a_pronoun_keeps_its_person_until_another_is_named() -> None:
    text = "Afi Mensah, a Togolese diplomat, resigned. She wept. The ambassador, a retired general, said whether she had left."
    assert mentions(text)["she"].name == "Afi Mensah"
    assert mentions(text + " Ana Costa, a Polish judge, spoke. Later she left.")["she"].name == "Ana Costa"


@pytest.mark.parametrize(
    ("text", "ministry", "state"),
    [
        ("The Togolese Embassy in Quito sent a note to the Foreign Ministry.", "Foreign Ministry", "ECU"),
        ("Togo's envoy in Quito went to the foreign ministry.", "foreign ministry", "ECU"),
        ("The envoy was summoned in Quito by the foreign ministry.", "foreign ministry", "ECU"),
        ("Togo's envoy in Quito was called home, the foreign ministry said.", "foreign ministry", "TGO"),
    ],
)
def test_a_bare_ministry_that_an_embassy_goes_to_is_the_hosts(text: str, ministry: str, state: str) -> None:
    assert mentions(text)[ministry].country == state


def test_his_country_is_that_of_the_minister_who_speaks_of_it() -> None:
    assert mentions("Togo's foreign minister said that his country was leaving the union.")["country"].country == "TGO"
    assert mentions("A farmer said that his country was poor.")["country"].country is None
