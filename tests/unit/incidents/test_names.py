"""One person in several spellings."""

import pytest

from service.incidents.names import same_person, sounds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Musa Kusa", "Moussa Koussa"),
        ("Manaf Tlas", "Manaf Tlass"),
        ("Idris al-Tom", "Idris Tom"),
        ("Yusuf Karimov", "Youssef Karimov"),
        ("Karimov", "Yusuf Karimov"),
        ("Li", "Li"),
    ],
)
def test_one_name_in_two_spellings_is_one_person(one: str, other: str) -> None:
    assert same_person(sounds(one), sounds(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Yusuf Karimov", "Yusuf Rahimov"), ("Boris Karimov", "Pavel Karimov"), ("Li", "Lu"), ("", "Karimov"), ("Bo Li", "Ma Li")],
)
def test_other_names_are_other_persons(one: str, other: str) -> None:
    assert not same_person(sounds(one), sounds(other))
