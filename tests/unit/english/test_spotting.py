"""Which capitalised words are names of the gazetteer."""

import pytest

from service.english.spotting import hyphenated, spot
from service.english.tokens import tokenize


def keys(text: str) -> list[str]:
    """The phrases that are taken for names."""
    words = spot(text, tokenize(text, 0, len(text)))
    return [words.span(m.first, m.last) for m in words.matches if m is not None and m.entry.kind != "thing"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Georgia and Chad signed.", ["Georgia", "Chad"]),
        ("Last week Chad Smith resigned.", []),
        ("US officials met us.", ["US"]),
        ("The who of it", []),
        ("the WHO said", ["WHO"]),
        ("MANY OF US LEFT", []),
        ("They came from San Francisco Gotera on foot.", []),
        ("They came from San Francisco on foot.", ["San Francisco"]),
    ],
)
def test_names_are_told_from_persons_and_common_words(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_a_compound_adjective_is_seen_as_one() -> None:
    words = spot("Russian-backed forces", tokenize("Russian-backed forces", 0, 21))
    match = words.matches[0]
    assert match is not None
    assert hyphenated(words, match)


def test_the_two_halves_of_a_pair_are_not_a_compound() -> None:
    words = spot("U.S.-Russian talks", tokenize("U.S.-Russian talks", 0, 18))
    match = words.matches[0]
    assert match is not None
    assert not hyphenated(words, match)
