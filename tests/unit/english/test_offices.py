"""Offices and the words by which texts that name them are found."""

import pytest

from service.english.offices import offices, role_words
from service.english.tokens import tokenize


@pytest.mark.parametrize(
    ("role_class", "text"),
    [
        ("diplomat", "embassy spokesman"),
        ("ambassador", "special envoys"),
        ("ambassador", "charge d'affaires"),
        ("diplomat", "vice-consul"),
        ("soldier", "airman"),
        ("minister", "secretary of state"),
        ("broadcaster", "state tv"),
    ],
)
def test_every_office_of_a_class_holds_one_of_its_words(role_class: str, text: str) -> None:
    match = offices().at(tokenize(text, 0, len(text)).pieces(text), 0)
    assert match is not None
    assert match.entry.role_class == role_class
    words = text.replace("-", " ").replace("'", " ").split()
    assert any(word.startswith(tuple(role_words(frozenset({role_class})))) for word in words)


def test_the_words_of_envoys_are_not_those_that_any_article_has() -> None:
    words = role_words(frozenset({"ambassador", "diplomat"}))
    assert {"ambassador", "diplomat", "embassy", "envoy", "mission"} <= words
    assert not words & {"general", "official", "senior", "special", "spokesman", "political", "of", "d"}
