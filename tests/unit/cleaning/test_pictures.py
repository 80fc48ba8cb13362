"""Picture credits go, captions stay."""

import pytest

from service.cleaning.pictures import without_credits


@pytest.mark.parametrize(
    "line",
    [
        "©EPA",
        "© 2024 Ann Smith",
        "Ann Smith/AFP/Getty Images",
        "REUTERS/Ann Smith",
        "Photo: Ann Smith for the Example",
        "Photo by Ann Smith",
        "Photo credit: Ann Smith / Shutterstock.com",
        "Foto: Ana Pérez / EFE",
        "Фото: Анна Смирнова / ТАСС",
        "图片来源：新华社",
        "Image copyright Reuters",
        "Enlarge this image toggle caption Ann Smith/AP Ann Smith/AP",
        "Ann Smith/Staff",
        "CLOSE The envoy left the hall on Monday without a word to reporters. (May 6) AP",
    ],
)
def test_a_line_that_is_a_credit_goes(line: str) -> None:
    assert without_credits(line) == ""


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("The envoy leaves the hall. (Photo by Ann Smith/Example/AP)", "The envoy leaves the hall."),
        ("The envoy leaves the hall. (Ann Smith via AP)", "The envoy leaves the hall."),
        ("The envoy leaves the hall. (Reuters photo: Ann Smith)", "The envoy leaves the hall."),
        ("The envoy leaves the hall. | Ann Smith/Getty Images", "The envoy leaves the hall."),
        ("The envoy leaves the hall. Ann Smith / AFP - Getty Images", "The envoy leaves the hall."),
        ("The envoy leaves the hall. REUTERS/Ann Smith", "The envoy leaves the hall."),
        ("The envoy leaves the hall. Jane Roe-Smith, Ana Lee/AP", "The envoy leaves the hall."),
        ("The envoy leaves the hall. Ana Bo-Roe—Getty Images", "The envoy leaves the hall."),
        ("The envoy leaves the hall. Ana Bo-Roe via AP/Carl Lind - Reuters", "The envoy leaves the hall."),
        ("The envoy leaves the hall. Jane Doe-AP", "The envoy leaves the hall."),
        ("Image copyright EPA Image caption The envoy leaves the hall", "The envoy leaves the hall"),
        ("Media caption The envoy leaves the hall", "The envoy leaves the hall"),
    ],
)
def test_a_caption_stays_without_its_credit(line: str, caption: str) -> None:
    assert without_credits(line) == caption


@pytest.mark.parametrize(
    "line",
    [
        "The picture was taken by AFP, the agency said.",
        "MOSCOW (AP) — The envoy left the hall.",
        "He sold his shares in Getty Images (and in two other firms).",
        "Photo: The envoy is seen here when he leaves the hall with two of his aides.",
        "Reuters reported that the envoy left.",
    ],
)
def test_a_sentence_about_agencies_stays(line: str) -> None:
    assert without_credits(line) == line


def test_a_caption_loses_the_label_of_the_archive() -> None:
    assert without_credits("FILE PHOTO: The envoy leaves the hall. REUTERS/Ann Smith") == "The envoy leaves the hall."
    assert without_credits("The envoy leaves the hall Ann Smith/Getty Images") == "The envoy leaves the hall"


def test_of_two_readings_of_a_credit_at_the_end_the_longer_goes() -> None:
    assert without_credits("The envoy left the hall. Mary Ann Smith/AFP") == "The envoy left the hall."
