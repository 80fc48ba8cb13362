"""Dates as news writes them, resolved against the day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.enrichment.date_expressions import date_expressions

THURSDAY = date(2022, 11, 3)


@pytest.mark.parametrize(
    ("text", "words", "value", "granularity"),
    [
        ("on 2022-10-01 it", "2022-10-01", "2022-10-01", "day"),
        ("on 24 February 2022 it", "24 February 2022", "2022-02-24", "day"),
        ("on Feb. 22, 1987, it", "Feb. 22, 1987", "1987-02-22", "day"),
        ("on the 3rd of March of this year", "3rd of March of this year", "2022-03-03", "day"),
        ("on December 12 it", "December 12", "2022-12-12", "day"),
        ("on Monday it", "Monday", "2022-10-31", "day"),
        ("on Thursday it", "Thursday", "2022-11-03", "day"),
        ("last Thursday it", "last Thursday", "2022-10-27", "day"),
        ("yesterday it", "yesterday", "2022-11-02", "day"),
        ("the day before yesterday it", "the day before yesterday", "2022-11-01", "day"),
        ("three days ago it", "three days ago", "2022-10-31", "day"),
        ("two weeks ago it", "two weeks ago", "2022-10-17", "week"),
        ("last week it", "last week", "2022-10-24", "week"),
        ("in March it", "March", "2022-03", "month"),
        ("in December it", "December", "2021-12", "month"),
        ("in August 2019 it", "August 2019", "2019-08", "month"),
        ("last month it", "last month", "2022-10", "month"),
        ("five months ago it", "five months ago", "2022-06", "month"),
        ("in 1985 it", "1985", "1985", "year"),
        ("last year it", "last year", "2021", "year"),
        ("two decades ago it", "two decades ago", "2002", "year"),
        ("his speech (1968) was", "1968", "1968", "year"),
        ("on Tuesday last week it", "Tuesday last week", "2022-10-25", "day"),
        ("on Monday of last week it", "Monday of last week", "2022-10-24", "day"),
        ("last week, on Friday, it", "last week, on Friday", "2022-10-28", "day"),
        ("a week ago on Tuesday it", "a week ago on Tuesday", "2022-10-25", "day"),
        ("at the weekend it", "at the weekend", "2022-10-29", "day"),
        ("during the weekend it", "during the weekend", "2022-10-29", "day"),
        ("on 01.11.2022 it", "01.11.2022", "2022-11-01", "day"),
        ("on 2022/11/01 it", "2022/11/01", "2022-11-01", "day"),
        ("on 2/11/2022 it", "2/11/2022", "2022-11-02", "day"),
        ("on 11/2/2022 it", "11/2/2022", "2022-11-02", "day"),
        ("on 1-Nov-2022 it", "1-Nov-2022", "2022-11-01", "day"),
    ],
)
def test_an_expression_is_resolved_and_its_span_is_the_date_alone(text: str, words: str, value: str, granularity: str) -> None:
    found = list(date_expressions(text, 0, len(text), THURSDAY))
    assert [(text[f.start : f.end], f.value, f.granularity) for f in found] == [(words, value, granularity)]


@pytest.mark.parametrize(
    "text", ["within 48 hours", "in the 1980s", "300 years ago", "we may march", "31 February 2022", "two years later", "room 2019"]
)
def test_what_is_no_date_of_an_act_is_left_out(text: str) -> None:
    assert list(date_expressions(text, 0, len(text), THURSDAY)) == []


@pytest.mark.parametrize("text", ["since 2002", "until Friday", "by Monday", "expires on 3 May"])
def test_the_limit_of_a_span_of_time_is_marked_as_one(text: str) -> None:
    assert [f.bound for f in date_expressions(text, 0, len(text), THURSDAY)] in ([True], [False] if text.startswith("expires") else [True])


def test_only_a_date_with_its_year_is_absolute() -> None:
    text = "on Monday, on 2 May, on 2 May 2021"
    assert [f.absolute for f in date_expressions(text, 0, len(text), THURSDAY)] == [False, False, True]


@given(st.text(max_size=60), st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_any_text_gives_spans_inside_it(text: str, base: date) -> None:
    for found in date_expressions(text, 0, len(text), base):
        assert 0 <= found.start < found.end <= len(text)


PIECES = st.sampled_from(
    [
        "on",
        "in",
        "last",
        "Monday",
        "May",
        "3",
        "31",
        "2021",
        ",",
        "week",
        "ago",
        "two",
        "days",
        "yesterday",
        "the",
        "of",
        "year",
        "this",
        "(1990)",
    ]
)


@given(st.lists(PIECES, max_size=12).map(" ".join), st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_values_are_iso_dates_as_precise_as_they_say(text: str, base: date) -> None:
    lengths = {"day": 10, "week": 10, "month": 7, "year": 4}
    for found in date_expressions(text, 0, len(text), base):
        assert len(found.value) == lengths[found.granularity]
        assert date.fromisoformat((found.value + "-01-01")[:10])


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("for the second time this month", True),
        ("its fifth expulsion of diplomats this year", True),
        ("already four times this year", True),
        ("the third time in March", True),
        ("the second secretary was expelled this month", False),
        ("it was expelled this month", False),
    ],
)
def test_how_often_within_a_time_is_no_date(text: str, counts: bool) -> None:  # noqa: FBT001
    assert [f.bound for f in date_expressions(text, 0, len(text), THURSDAY)] == [counts]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Jan. 2", "2023-01-02"),
        ("on 5 January", "2023-01-05"),
        ("in February", "2023-02"),
        ("on Monday", "2022-11-07"),
        ("in November", "2022-11"),
    ],
)
def test_a_plan_s_date_without_a_year_is_the_next_one(text: str, value: str) -> None:
    assert [f.value for f in date_expressions(text, 0, len(text), THURSDAY, ahead=True)] == [value]
