"""Parties that no table names."""

import pytest

from service.english.known import Known
from tests.unit.english.mentions import find_mentions


def named(text: str) -> list[tuple[str, str]]:
    """The mentions of a sentence: kind and words."""
    return [(m.kind, m.text) for m in find_mentions(text, 0, len(text), Known())]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Togo has withdrawn from ZEMAC in protest.", "ZEMAC"),
        ("Togo is quitting the Volta Joint Force.", "Volta Joint Force"),
        ("Togo pulled out of the Volta River Commission on Monday.", "Volta River Commission"),
        ("Togo left the Western Customs Union in protest.", "Western Customs Union"),
    ],
)
def test_a_body_that_is_left_is_known_by_its_form(text: str, body: str) -> None:
    assert ("organisation", body) in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "He came from ZEMAC.",
        "Togo praised the Volta Joint Force.",
        "TOGO QUITS ZEMAC IN ROW",
        "He left the Bright Red House.",
        "She quit Paris.",
    ],
)
def test_other_names_are_no_bodies(text: str) -> None:
    assert [words for kind, words in named(text) if kind == "organisation"] == []


def test_an_acronym_before_rebels_is_their_name() -> None:
    (group,) = [m for m in find_mentions("It met the FNLT rebels.", 0, 23, Known()) if m.role_class == "rebel"]
    assert (group.name, group.text) == ("FNLT", "FNLT rebels")


@pytest.mark.parametrize(
    "text", ["More than 30 have fled to Niger.", "Dozens have fled.", "At least 12 were granted asylum.", "Four later fled."]
)
def test_a_number_that_opens_a_sentence_stands_for_those_named_before(text: str) -> None:
    assert any(m.role_class == "pronoun" for m in find_mentions(text, 0, len(text), Known()))


@pytest.mark.parametrize("text", ["Two soldiers have fled.", "1984 was a year of war.", "Four days later he fled."])
def test_a_number_before_its_noun_stands_for_nobody(text: str) -> None:
    assert not any(m.role_class == "pronoun" and m.kind == "group" for m in find_mentions(text, 0, len(text), Known()))
