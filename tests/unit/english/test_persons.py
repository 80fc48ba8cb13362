"""Names of persons, capitals and headlines."""

import pytest

from service.english.persons import is_all_caps, is_title_case, name_end
from service.english.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jean-Pierre Dupont said", "Jean-Pierre Dupont"),
        ("Ali al-Sadi of Basra", "Ali al-Sadi"),
        ("J. R. Smith left", "J. R. Smith"),
        ("Monday was quiet", ""),
        ("Ursula von der Leyen spoke", "Ursula von der Leyen"),
    ],
)
def test_a_name_ends_with_its_last_capitalised_word(text: str, name: str) -> None:
    tokens = tokenize(text, 0, len(text)).pieces(text)
    end = name_end(tokens, 0, set())
    assert text[: tokens[end - 1].end if end else 0] == name


def test_a_text_in_capitals_and_a_headline_are_told_from_prose() -> None:
    assert is_all_caps(tokenize("THE ENVOY LEFT BOGOTA", 0, 21).pieces("THE ENVOY LEFT BOGOTA"))
    assert is_title_case(tokenize("Mali Expels Three French Envoys", 0, 31).pieces("Mali Expels Three French Envoys"))
    assert not is_title_case(tokenize("Mali expels three French envoys", 0, 31).pieces("Mali expels three French envoys"))
    assert not is_title_case(tokenize("Colonel Fathi Swehli Spoke Here.", 0, 32).pieces("Colonel Fathi Swehli Spoke Here."))
