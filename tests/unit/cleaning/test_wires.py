"""Datelines, bylines and the brackets of agencies, read into fields."""

import pytest

from service.cleaning.wires import Credit, byline, dateline, team


@pytest.mark.parametrize(
    ("line", "wire"),
    [
        ("GENEVA (Reuters) - The envoy left.", "Reuters"),
        ("WASHINGTON/PARIS, May 6 (AFP) — The envoy left.", "AFP"),
        ("Madrid, 6 may (EFE).- El embajador salió.", "EFE"),
        ("Berlin (dpa) - Der Botschafter ging.", "dpa"),
        ("МОСКВА, 6 мая. /ТАСС/. Посол покинул зал.", "TASS"),
        ("МОСКВА, 6 мая - РИА Новости. Посол покинул зал.", "RIA Novosti"),
        ("新华社日内瓦5月6日电 大使离开了会场。", "Xinhua"),
        ("جنيف (رويترز) - غادر السفير القاعة.", "Reuters"),
    ],
)
def test_a_dateline_names_the_wire_and_stays(line: str, wire: str) -> None:
    assert dateline(line) == Credit(line, wire)


def test_a_wire_without_a_place_goes() -> None:
    assert dateline("(CNN) -- The envoy left.") == Credit("The envoy left.", "CNN")


@pytest.mark.parametrize(
    "line", ["The party (PAP) said - no.", "The envoy (left) went.", "He told AFP that the envoy left.", "A plain first line."]
)
def test_an_ordinary_first_line_is_no_dateline(line: str) -> None:
    assert dateline(line).line == line


def test_a_party_that_shares_letters_with_an_agency_is_no_dateline_of_a_sentence() -> None:
    line = "The leader of the ruling People's Action Party, known at home and abroad as (PAP), left."
    assert dateline(line) == Credit(line)


@pytest.mark.parametrize(
    ("line", "wire", "authors"),
    [
        ("By Ann Smith", None, ("Ann Smith",)),
        ("By Ann Smith and Bo Lee", None, ("Ann Smith", "Bo Lee")),
        ("By Ann Smith, Associated Press", "AP", ("Ann Smith",)),
        ("By Ann Smith - May 6, 2024", None, ("Ann Smith",)),
        ("By Ann Smith, Staff writer", None, ("Ann Smith",)),
        ("Por Ana Pérez", None, ("Ana Pérez",)),
        ("Von Jan Weber und Eva Klein", None, ("Jan Weber", "Eva Klein")),
    ],
)
def test_a_byline_becomes_authors(line: str, wire: str | None, authors: tuple[str, ...]) -> None:
    assert byline(line) == Credit("", wire, authors)


@pytest.mark.parametrize(
    "line", ["By Monday the envoy had left.", "By Ann Smith's account, the envoy left the hall.", "By and large it went well."]
)
def test_a_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    assert byline(line) == Credit(line)


def test_the_bracket_of_an_agency_names_its_reporters() -> None:
    line = "He left. (Reporting by Ann Smith in Geneva and Bo Lee; Editing by Cy Day)"
    assert team(line) == Credit("He left.", "Reuters", ("Ann Smith", "Bo Lee"))


def test_a_slug_goes() -> None:
    assert team("He left. [nL1N1382ZR]") == Credit("He left.")


def test_a_bracket_that_reports_stays() -> None:
    line = "He left. (Reporting to the minister, he had said no.)"
    assert team(line) == Credit(line)
    assert team("He left. (Reporting Ann Smith, editing by Bo Lee)").line == "He left."


def test_an_agency_that_is_in_no_list_is_credited_by_what_its_name_says() -> None:
    line = "ACCRA, Feb. 5 (Volta Wire) - The envoy left."
    assert dateline(line) == Credit(line, "Volta Wire")
    assert dateline("ACCRA (Ghana) - The envoy left.").wire is None
    assert dateline("He spoke (as his own Press Service) - and left.").wire is None
