"""The gazetteers hold what news names, with today's codes and those of states that are no more."""

import pytest

from service.english.gazetteer import Phrases, capital_of, cities, leaders, names, state_names
from service.english.tokens import tokenize


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("Burma", "MMR"),
        ("Zaire", "COD"),
        ("Soviet Union", "SUN"),
        ("Yugoslavia", "YUG"),
        ("Czechoslovakia", "CSK"),
        ("East Germany", "DDR"),
        ("Kosovo", "XKX"),
        ("Palestine", "PSE"),
        ("Taiwan", "TWN"),
        ("Holy See", "VAT"),
        ("Swaziland", "SWZ"),
        ("Ivory Coast", "CIV"),
        ("the Netherlands", "NLD"),
        ("North Korea", "PRK"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Downing Street", "GBR"),
        ("White House", "USA"),
    ],
)
def test_a_name_stands_for_its_state(phrase: str, country: str) -> None:
    tokens = tokenize(phrase, 0, len(phrase)).pieces(phrase)
    match = next(m for index in range(len(tokens)) if (m := names().at(tokens, index)) is not None)
    assert match.entry.country == country


def test_the_longest_phrase_wins() -> None:
    phrases = Phrases()
    entry = names().at(tokenize("Guinea", 0, 6).pieces("Guinea"), 0)
    assert entry is not None
    phrases.add(["guinea"], entry.entry)
    bissau = names().at(tokenize("Guinea-Bissau", 0, 13).pieces("Guinea-Bissau"), 0)
    assert bissau is not None
    assert bissau.entry.country == "GNB"


def test_capitals_have_coordinates_of_their_own_state() -> None:
    assert capital_of()["FRA"].name == "Paris"
    assert abs((capital_of()["AUS"].latitude or 0) - -35.3) < 1
    assert set(capital_of()) <= set(state_names())


def test_places_lie_on_the_globe_and_in_a_known_state() -> None:
    for city in cities().values():
        assert city.country in state_names()
        assert city.latitude is None or (-90 <= city.latitude <= 90 and -180 <= (city.longitude or 0) <= 180)


def test_a_surname_that_many_bear_names_no_leader() -> None:
    assert "brown" not in leaders()
    assert leaders()["gordon brown"][1] == "GBR"
