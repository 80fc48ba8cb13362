"""Which events the filters take, and what is wrong with one that can't be read."""

from typing import Any

import pytest

from service.selection import NAMES, Known, WrongFilterError, select

KNOWN = Known({"diplomatic_protest": ("walkout", "expulsion"), "defection": ("asylum",)})
NOW = 1_700_000_000_000
HOUR = 3_600_000
EVENT: dict[str, Any] = {
    "topic": "diplomatic_protest",
    "kind": "expulsion",
    "modality": "asserted",
    "confidence": 0.7,
    "actors": [{"text": "Bamako", "name": "Mali", "country": "MLI", "role": "foreign ministry"}],
    "targets": [{"text": "the French ambassador", "name": "José Muñoz", "country": "FRA", "role": "ambassador"}],
    "location": {"text": "Niamey", "name": "Niamey", "country": "NER"},
}


def takes(event: dict[str, Any] = EVENT, written: int = NOW, **wanted: str | list[str]) -> bool:
    given = {name: [value] if isinstance(value, str) else value for name, value in wanted.items()}
    return select(given, KNOWN, NOW).takes(event, written)


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"topic": "diplomatic_protest"},
        {"topic": "diplomatic-protest"},
        {"kind": ["walkout", "expulsion"]},
        {"country": "MLI"},
        {"country": "fra"},
        {"country": "NER"},
        {"actor": "mali"},
        {"actor": "MLI"},
        {"actor": "Foreign Ministry"},
        {"target": "jose munoz"},
        {"target": "ambassador"},
        {"modality": "asserted"},
        {"min_confidence": "0.7"},
        {"kind": "expulsion", "actor": "Mali", "target": "FRA", "min_confidence": "0"},
    ],
)
def test_an_event_that_answers_all_filters_is_taken(wanted: dict[str, Any]) -> None:
    assert takes(**wanted)


@pytest.mark.parametrize(
    "wanted",
    [
        {"topic": "defection"},
        {"kind": "walkout"},
        {"country": "SOM"},
        {"actor": "FRA"},
        {"target": "Mali"},
        {"actor": "mal"},
        {"target": "French José"},
        {"modality": ["negated", "planned"]},
        {"min_confidence": "0.71"},
        {"kind": "expulsion", "actor": "Chad"},
    ],
)
def test_one_that_fails_a_filter_is_not(wanted: dict[str, Any]) -> None:
    assert not takes(**wanted)


def test_a_name_is_found_as_whole_words_so_that_mali_is_not_somalia() -> None:
    assert not takes({**EVENT, "actors": [{"text": "Somalia", "name": "Somalia", "country": "SOM"}]}, actor="Mali")


@pytest.mark.parametrize("wanted", [{"actor": "x"}, {"target": "x"}, {"country": "FRA"}, {"kind": "asylum"}, {"min_confidence": "0.1"}])
def test_what_an_event_does_not_say_answers_no_filter(wanted: dict[str, Any]) -> None:
    assert not takes({"topic": "defection", "location": None}, **wanted)


def test_a_ledger_entry_is_chosen_by_any_of_its_topics_and_an_incident_by_its_status() -> None:
    assert takes({"topics": ["diplomatic_protest", "defection"]}, topic="defection")
    assert not takes({"topics": []}, topic="defection")
    assert takes({"status": "planned"}, modality="planned")


@pytest.mark.parametrize(
    ("since", "first"),
    [
        ("2h", NOW - 2 * HOUR),
        ("90m", NOW - HOUR * 3 // 2),
        ("100000d", 0),
        ("2023-11-14", 1_699_920_000_000),
        ("2023-11-14T22:13:20Z", NOW),
        ("2023-11-14T23:13:20+01:00", NOW),
        ("2023-11-14T22:13:20", NOW),
    ],
)
def test_a_time_is_a_day_a_moment_or_how_long_ago(since: str, first: int) -> None:
    assert takes(since=since, written=first)
    assert not first or not takes(since=since, written=first - 1)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("topic", "sport", "sport is no topic; there are diplomatic_protest, defection"),
        ("kind", "walk\nout", "walk out is no kind; there are walkout, expulsion, asylum"),
        ("kind", "", "nothing is no kind"),
        ("country", "FR", "FR is no country; write its three letters"),
        ("actor", " - ", "give a name"),
        ("modality", "maybe", "there are asserted, historical, planned, hypothetical, negated, opinion"),
        ("min_confidence", "1.1", "1.1 is no confidence; give a number from 0 to 1"),
        ("min_confidence", "inf", "inf is no confidence"),
        ("since", "last week", "last week is no time; write a day (2026-11-29)"),
        ("since", "72", "72 is no time"),
        ("since", "-2h", "-2h is no time"),
        ("since", "9" * 100, "is no time"),
        ("limit", "-1", "-1 is no limit; give a whole number, 1 or more"),
        ("limit", "²", "is no limit"),
        ("colour", "red", f"there is no such filter; there are {', '.join(NAMES)}"),
    ],
)
def test_a_value_that_can_not_be_is_named_with_what_is_allowed(name: str, value: str, reason: str) -> None:
    with pytest.raises(WrongFilterError) as raised:
        select({name: [value]}, KNOWN, NOW)
    assert raised.value.name == name
    assert reason in raised.value.reason
    assert "\n" not in str(raised.value)


def test_a_kind_must_be_of_a_topic_that_is_chosen() -> None:
    with pytest.raises(WrongFilterError, match="asylum is no kind; there are walkout, expulsion"):
        select({"topic": ["diplomatic_protest"], "kind": ["asylum"]}, KNOWN, NOW)


def test_of_a_filter_with_one_value_the_last_counts() -> None:
    assert select({"limit": ["3", "7"]}, KNOWN, NOW).limit == 7
