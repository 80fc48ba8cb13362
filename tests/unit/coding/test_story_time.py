"""Which time an article is of, and what lies outside of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from service.article import Article
from service.coding.story_time import Dateline, StoryTime

ARTICLE = Article("a", None, None, "", "Nothing happened.", "", datetime(2020, 1, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LIMA, 3 FEB 89 (TELEVISION) -- [TEXT]", date(1989, 2, 3)),
        ("LIMA, 30 FEB 89 --", None),
        ("Nothing", None),
        ("LIMA, 3 Feb 2021 -", date(2021, 2, 3)),
    ],
)
def test_a_dateline_with_a_possible_date_is_read(text: str, expected: date | None) -> None:
    found = Dateline.of(text, date(2021, 3, 7))
    assert (found.day if found else None) == expected


def test_the_time_is_that_of_publication_else_of_the_dateline_else_of_the_record() -> None:
    line = replace(ARTICLE, text="LIMA, 3 FEB 89 -- In 1985 and 1987 nothing happened.")
    published = replace(line, published_at=datetime(1989, 2, 4, tzinfo=UTC))
    times = [StoryTime.of(article) for article in (published, line, ARTICLE)]
    assert [(time.day.isoformat(), time.method, time.year, time.month) for time in times] == [
        ("1989-02-03", "relative_to_dateline", 1989, 2),
        ("1989-02-03", "relative_to_dateline", 1987, None),
        ("2020-01-08", "relative_to_record", None, None),
    ]


@pytest.mark.parametrize(("day", "past"), [(date(2019, 11, 1), True), (date(2019, 12, 20), False)])
def test_more_than_a_month_before_is_background_where_the_day_of_the_story_is_known(day: date, past: bool) -> None:  # noqa: FBT001
    known = StoryTime.of(replace(ARTICLE, published_at=ARTICLE.received_at))
    assert (known.is_past_day(day), StoryTime.of(ARTICLE).is_past_day(day)) == (past, False)
    assert known.is_past_month(day.month) is past


def test_last_year_is_background_but_for_december_in_january() -> None:
    known = StoryTime.of(replace(ARTICLE, published_at=ARTICLE.received_at))
    assert [known.is_past_year(2019, of_december=december) for december in (False, True)] == [True, False]
    assert not known.is_past_year(2020, of_december=False)


def test_a_sentence_that_begins_with_a_full_day_has_no_dateline() -> None:
    assert Dateline.of("On 14 May 2024 Peru expelled the ambassador.", date(2024, 5, 16)) is None
    assert Dateline.of("LIMA, 14 MAY 90 - Peru expelled the ambassador.", date(2024, 5, 16)) is not None
