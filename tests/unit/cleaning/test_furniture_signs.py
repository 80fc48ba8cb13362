"""What the signs of a line tell."""

import pytest

from service.cleaning.furniture_signs import digits_of


@pytest.mark.parametrize(
    ("line", "digits"),
    [("", 0), ("At 10:30 on 6 May", 5), ("Às 10h30, “2 de maio”", 5), ("١٢ مايو 2024", 6), ("x² ≈ 4", 2), ("③号", 1), ("½", 0)],
)
def test_digits_of_all_scripts_are_counted(line: str, digits: int) -> None:
    assert digits_of(line) == digits == sum(map(str.isdigit, line))
