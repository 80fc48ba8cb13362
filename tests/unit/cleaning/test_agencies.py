"""Each agency has one name, however a text credits it."""

import re

import pytest

from service.cleaning.agencies import PICTURES, WIRES, wire_of


@pytest.mark.parametrize(
    ("credit", "wire"),
    [("AP", "AP"), ("The Associated Press", "AP"), ("AFP/Reuters", "AFP"), ("路透社", "Reuters"), ("The Example", None), ("", None)],
)
def test_an_agency_has_one_name(credit: str, wire: str | None) -> None:
    assert wire_of(credit) == wire


def test_every_credit_is_written_as_it_is_looked_up() -> None:
    assert [credit for credit in WIRES if credit != credit.casefold().strip()] == []


@pytest.mark.parametrize("name", ["Getty Images", "AP", "AP Photo", "REUTERS", "ТАСС", "新华社", "Shutterstock"])
def test_picture_agencies_are_known(name: str) -> None:
    assert re.fullmatch(PICTURES, name)
