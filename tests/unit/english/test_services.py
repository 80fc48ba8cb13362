"""Whom a servant serves is said by what stands beside him."""

import pytest

from service.english.known import Known
from service.english.mention import Mention
from tests.unit.english.mentions import find_mentions


def mentions(text: str) -> dict[str, Mention]:
    return {mention.text: mention for mention in find_mentions(text, 0, len(text), Known())}


@pytest.mark.parametrize(
    ("text", "role_class", "country"),
    [
        ("An officer in the Syrian army left.", "officer", "SYR"),
        ("A member of the Syrian army left.", "soldier", "SYR"),
        ("An officer who defected from the Syrian intelligence service spoke.", "spy", "SYR"),
        ("The head of the Libyan nuclear agency left.", "official", "LBY"),
        ("A judge of Chad's supreme court left.", "judge", "TCD"),
    ],
)
def test_a_servant_is_of_the_state_that_he_serves(text: str, role_class: str, country: str) -> None:
    first = next(iter(mentions(text).values()))
    assert (first.role_class, first.country) == (role_class, country)


def test_a_name_takes_the_state_of_the_service_in_which_it_spent_years() -> None:
    nowak = mentions("Jan Nowak, who spent 30 years in Poland's secret service, left.")["Jan Nowak"]
    assert (nowak.role_class, nowak.country) == ("spy", "POL")


def test_a_servant_whose_state_is_told_keeps_it() -> None:
    found = mentions("A Polish officer in the Syrian army left.")
    assert next(iter(found.values())).country == "POL"


@pytest.mark.parametrize(
    ("text", "words", "role_class", "country"),
    [
        ("Two analysts from Peru's eavesdropping agency left.", "Two analysts", "spy", "PER"),
        ("Two analysts from Peru's statistics agency left.", "Two analysts", "official", "PER"),
        ("Some 400 members of Putin's guard left.", "members", "soldier", "RUS"),
        ("The Bolshoi dancer left.", "dancer", "artist", "RUS"),
        ("The Securitate colonel left.", "Securitate colonel", "spy", "ROU"),
        ("Many fighters from the Ansar Islamist terrorist group gave up.", "fighters", "rebel", None),
        ("Many fighters from the capital gave up.", "fighters", "soldier", None),
    ],
)
def test_the_service_itself_says_what_its_people_are(text: str, words: str, role_class: str, country: str | None) -> None:
    found = mentions(text)[words]
    assert (found.role_class, found.country) == (role_class, country)


def test_a_unit_with_a_name_of_its_own_stands_between_the_state_and_the_rank() -> None:
    (found,) = (m for m in mentions("An Iran Quds Force commander left.").values() if m.role_class == "officer")
    assert found.country == "IRN"
    assert mentions("The coach Chad Smith spoke.")["coach Chad Smith"].name == "Chad Smith"
