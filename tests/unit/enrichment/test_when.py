"""The act's own date among those of its article."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.article import Article
from service.coding.act import Match
from service.coding.read_article import ReadArticle
from service.context import Context
from service.enrichment.when import Calendar
from service.model import EventDate
from service.outcome import Modality
from service.stages.code import code
from service.topics.loader import Rules, load_rules

FRIDAY = datetime(2016, 12, 30, 14, tzinfo=UTC)
ARTICLE = Article("a", None, None, "", "", "", datetime(2020, 1, 8, tzinfo=UTC), FRIDAY, "en")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules(None)


def when(rules: Rules, text: str, *, modality: Modality = Modality.ASSERTED, **fields: object) -> EventDate | None:
    """The date of the act that the article tells, presented so."""
    calendar, acts = told(rules, replace(ARTICLE, text=text, **fields))  # type: ignore[arg-type]
    return calendar.date_of(modality, acts)


def told(rules: Rules, article: Article) -> tuple[Calendar, tuple[Match, ...]]:
    """The article's calendar, and the matches that tell its one event."""
    read = ReadArticle(article)
    code(read, Context(rules))
    (acts,) = read.acts
    return Calendar(read, rules), acts


def value(found: EventDate | None) -> tuple[str, str, str] | None:
    return (found.text, found.value, found.method) if found else None


def test_the_date_beside_the_act_is_its_own_and_not_that_of_another_clause(rules: Rules) -> None:
    text = "Kenya expelled two Swiss diplomats on Thursday after a quarrel that began in March."
    assert value(when(rules, text)) == ("Thursday", "2016-12-29", "relative_to_publication")


def test_a_date_in_a_clause_of_reason_is_not_the_act_s(rules: Rules) -> None:
    text = "Kenya expelled two Swiss diplomats after an attack last month."
    assert value(when(rules, text)) == ("expelled", "2016-12-30", "publication")


def test_what_happens_when_another_thing_does_has_that_one_s_date(rules: Rules) -> None:
    text = "Kenya expelled two Swiss diplomats when their minister left Nairobi on Thursday."
    assert value(when(rules, text)) == ("Thursday", "2016-12-29", "relative_to_publication")


def test_news_of_the_first_hours_is_of_the_day_before(rules: Rules) -> None:
    found = when(rules, "Kenya expelled two Swiss diplomats.", published_at=datetime(2016, 12, 30, 1, 5, tzinfo=UTC))
    assert found is not None
    assert found.value == "2016-12-29"


def test_midnight_sharp_is_a_day_without_a_time(rules: Rules) -> None:
    found = when(rules, "Kenya expelled two Swiss diplomats.", published_at=datetime(2016, 12, 30, tzinfo=UTC))
    assert found is not None
    assert found.value == "2016-12-30"


def test_without_publication_relative_dates_count_from_the_record_and_say_so(rules: Rules) -> None:
    found = when(rules, "Kenya expelled two Swiss diplomats on Monday.", published_at=None)
    assert value(found) == ("Monday", "2020-01-06", "relative_to_record")


def test_without_publication_and_date_there_is_none(rules: Rules) -> None:
    assert when(rules, "Kenya expelled two Swiss diplomats.", published_at=None) is None


def test_background_without_a_date_has_none(rules: Rules) -> None:
    assert when(rules, "Kenya expelled two Swiss diplomats.", modality=Modality.HISTORICAL) is None


def test_a_dateline_s_date_stands_for_the_day_of_publication(rules: Rules) -> None:
    text = "SAN SALVADOR, 12 JAN 90 -- KENYA EXPELLED TWO SWISS DIPLOMATS."
    assert value(when(rules, text, published_at=None)) == ("12 JAN 90", "1990-01-12", "dateline")


def test_the_act_of_a_headline_is_dated_where_the_lead_uses_its_words_again(rules: Rules) -> None:
    title, text = "Kenya expels Swiss diplomats", "Nairobi was calm. It was on Wednesday that they were expelled."
    assert value(when(rules, text, title=title)) == ("Wednesday", "2016-12-28", "relative_to_publication")


def test_the_words_of_the_act_are_those_that_told_it_not_the_first_like_them(rules: Rules) -> None:
    text = "Kenya, which had expelled nobody for years, complained to Chad and expelled two Swiss diplomats."
    read = ReadArticle(replace(ARTICLE, text=text))
    coding = code(read, Context(rules))
    acts = next(acts for event, acts in zip(coding.events, read.acts, strict=True) if event.kind == "expulsion")
    found = Calendar(read, rules).date_of(Modality.ASSERTED, acts)
    assert found is not None
    assert (found.text, found.start) == ("expelled", text.rindex("expelled"))


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("Kenya expelled two Swiss diplomats in March.", True),
        ("Kenya expelled two Swiss diplomats on Monday.", False),
        ("Kenya expelled two Swiss diplomats this year.", False),
        ("Kenya has expelled two Swiss diplomats who had come in March.", False),
    ],
)
def test_an_act_is_past_when_its_whole_period_lies_a_month_back(rules: Rules, text: str, past: bool) -> None:  # noqa: FBT001
    calendar, acts = told(rules, replace(ARTICLE, text=text))
    assert calendar.is_past(calendar.date_of(Modality.ASSERTED, acts), acts[0]) is past
