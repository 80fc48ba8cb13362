"""How many, and by when."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from service.article import Article
from service.coding.read_article import ReadArticle
from service.context import Context
from service.model import CodedEvent
from service.stages.code import code
from service.stages.enrich import enrich
from service.topics.loader import load_rules

TIME = datetime(2023, 7, 26, 9, tzinfo=UTC)


@cache
def context() -> Context:
    return Context(replace(load_rules(None), judged=frozenset()))


def first(text: str) -> CodedEvent:
    """The first event of a text; every span of the two fields reproduces it."""
    read = ReadArticle(Article("a", None, None, "", text, "", TIME, TIME, "en"))
    event = enrich(code(read, context()), read, context()).events[0]
    assert all(text[one.start : one.end] == one.text for one in (event.count, event.deadline) if one is not None)
    return event


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Chile on Tuesday ordered three members of the Nicaraguan embassy to leave the country.", 3),
        ("Moldova expelled 45 Russian diplomats on Tuesday.", 45),
        ("Peru expelled twenty-five Cuban diplomats on Tuesday.", 25),
        ("Russia expelled two dozen American diplomats in a tit-for-tat move.", 24),
        ("Forty delegations walked out of the UN General Assembly when the foreign minister of Belarus spoke.", 40),
        ("Diplomats from 30 nations walked out of the UN General Assembly hall as Iran's president began to speak.", 30),
        ("A colonel of the Sudanese army went over to the rebels with about 200 of his soldiers.", 200),
        ("Some 1,400 Malian soldiers deserted on Friday.", 1400),
        ("Two Cuban gymnasts deserted the team during the world championships in Rotterdam.", 2),
    ],
)
def test_the_number_of_those_the_act_is_about_is_its_count(text: str, value: int) -> None:
    found = first(text).count
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "Moldova expelled the Russian ambassador on Tuesday.",
        "In 2018 Russian diplomats were expelled by Moldova.",
        "Moldova summoned the Russian ambassador over the arrest of four Moldovan journalists.",
    ],
)
def test_a_year_and_the_number_of_others_are_no_count(text: str) -> None:
    assert first(text).count is None


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("Chile ordered three members of the Nicaraguan embassy to leave the country within 72 hours.", "PT72H", "72 hours"),
        ("Moldova expelled 45 Russian diplomats on Tuesday. They have a week to leave.", "P1W", "a week"),
        ("Tonga gave the top diplomats from Chile and Peru 24 hours to leave the country.", "PT24H", "24 hours"),
        ("Peru expelled ten Cuban diplomats and told them to leave by 31 July.", "2023-07-31", "31 July"),
        ("Ghana gave the Togolese ambassador until the end of the month to leave the country.", "2023-07-31", "end of the month"),
        ("Kenya handed the Hungarian ambassador a note of protest that asks for an apology within ten days.", "P10D", "ten days"),
    ],
)
def test_by_when_they_must_go_or_answer_is_the_deadline(text: str, value: str, said: str) -> None:
    found = first(text).deadline
    assert found is not None
    assert (found.value, found.text) == (value, said)


@pytest.mark.parametrize(
    "text",
    [
        "Peru recalled its ambassador to Chile within hours of the raid.",
        "Peru expelled the Chilean ambassador two weeks after the raid.",
        "A Cuban pilot defected to Haiti on Monday and was told to leave the base within 48 hours.",
    ],
)
def test_a_span_that_nobody_is_given_is_no_deadline(text: str) -> None:
    assert first(text).deadline is None
