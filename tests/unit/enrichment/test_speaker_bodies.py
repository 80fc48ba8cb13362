"""How bodies that speak are called."""

import pytest

from service.enrichment.speaker_bodies import of_spokesman, whole_body

TEXT = (
    "Malta's foreign ministry called the envoy in. The rebel alliance was glad. The ministry said so; a spokesman for the ministry agreed."
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The ministry", "Maltese foreign ministry"),
        ("the alliance", "rebel alliance"),
        ("the foreign ministry in Oslo", "Norwegian foreign ministry"),
        ("Malta's foreign ministry", "Malta's foreign ministry"),
        ("the navy", "navy"),
    ],
)
def test_a_body_has_the_fullest_name_that_the_article_gives_it(words: str, name: str) -> None:
    assert whole_body(TEXT, words, TEXT.index("The ministry")) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("spokesman for the ministry", "Maltese foreign ministry"),
        ("ministry spokeswoman", "Maltese foreign ministry"),
        ("spokesman for the Chadian embassy", "spokesman for the Chadian embassy"),
        ("gardener", "gardener"),
    ],
)
def test_a_spokesman_without_a_name_is_the_body_that_he_speaks_for(words: str, name: str) -> None:
    assert of_spokesman(TEXT, words, len(TEXT)) == name
