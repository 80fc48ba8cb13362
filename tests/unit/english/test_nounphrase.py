"""Offices with what stands around them."""

import pytest

from service.english.known import Known
from service.english.nounphrase import complement, first_modifier, holder, office_after, office_at
from service.english.spotting import Words, spot
from service.english.tokens import tokenize


def spotted(text: str) -> Words:
    return spot(text, tokenize(text, 0, len(text)))


def at(words: Words, key: str) -> int:
    return next(index for index, token in enumerate(words.tokens) if token.key == key)


def office_class(text: str, key: str) -> str | None:
    words = spotted(text)
    office = office_at(words, at(words, key))
    return office.entry.role_class if office is not None else None


@pytest.mark.parametrize(
    ("text", "key", "role_class"),
    [
        ("The ambassador left.", "ambassador", "ambassador"),
        ("The embassy official left.", "embassy", "diplomat"),
        ("A secret service officer left.", "secret", "spy"),
        ("The vice-consul left.", "consul", "diplomat"),
        ("A nerve-agent was found.", "agent", None),
        ("State television said so.", "state", None),
    ],
)
def test_a_chain_of_nouns_is_one_office_and_a_compound_of_another_sense_none(text: str, key: str, role_class: str | None) -> None:
    assert office_class(text, key) == role_class


def test_an_office_shortly_behind_a_state_is_its_own_and_a_verb_is_not_taken_for_one() -> None:
    words = spotted("The Ghanaian foreign minister left.")
    office = office_after(words, at(words, "foreign"), plain=False)
    assert office is not None
    assert office.entry.role_class == "minister"
    words = spotted("Israel forces the border open.")
    assert office_after(words, at(words, "forces"), plain=True) is None


def test_modifiers_before_an_office_belong_to_its_phrase() -> None:
    words = spotted("Yesterday the former deputy foreign minister left.")
    office = next(office for index in range(len(words.tokens)) if (office := office_at(words, index)) is not None)
    assert words.key(first_modifier(words, office.first, 0)) in {"former", "deputy"}


def complement_of(text: str, key: str) -> tuple[str | None, str | None]:
    """State of the owner and of the host."""
    words = spotted(text)
    office = office_at(words, at(words, key))
    assert office is not None
    found = complement(words, office, office.last)
    return tuple(match.entry.country if match is not None else None for match in (found.owner, found.host))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "key", "owner", "host"),
    [
        ("The president of Iraq left.", "president", "IRQ", None),
        ("The ambassador from Iran left.", "ambassador", "IRN", None),
        ("The ambassador to Kuwait left.", "ambassador", None, "KWT"),
        ("Chile withdrew its ambassador from Turkey.", "ambassador", None, "TUR"),
        ("The minister to Kuwait's east spoke.", "minister", None, None),
        ("The ambassador of Kenya's team spoke.", "ambassador", None, None),
    ],
)
def test_what_stands_behind_an_office_says_whose_it_is_or_where_it_is_posted(text: str, key: str, owner: str, host: str) -> None:
    assert complement_of(text, key) == (owner, host)


def test_the_name_behind_an_office_is_its_holder_and_many_have_none() -> None:
    words = spotted("Ambassador Jan Kovac left.")
    office = office_at(words, 0)
    assert office is not None
    assert holder(words, office, office.last, Known()) == 3
    words = spotted("Ambassadors Jan Kovac left.")
    office = office_at(words, 0)
    assert office is not None
    assert holder(words, office, office.last, Known()) == office.last
