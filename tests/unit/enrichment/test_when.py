"""The act's own date among those of its article."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from service.article import Article
from service.enrichment.when import Calendar, dateline
from service.model import CodedEvent, EventDate, Evidence
from service.outcome import Modality
from service.topics.loader import Rules, load_rules

FRIDAY = datetime(2016, 12, 30, 14, tzinfo=UTC)
ARTICLE = Article("a", None, None, "", "", "", datetime(2020, 1, 8, tzinfo=UTC), FRIDAY, "en")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules(None)


def told(article: Article, *, modality: Modality = Modality.ASSERTED, rule: str = "diplomatic_protest/expulsion/expel_envoy") -> CodedEvent:
    """An event whose evidence is the article's whole text (the title, where there is no text)."""
    part, text = ("text", article.text) if article.text else ("title", article.title)
    evidence = Evidence.model_validate({"text": text, "start": 0, "end": len(text), "in": part, "rule": rule})
    return CodedEvent(
        topic="diplomatic_protest", kind="expulsion", modality=modality, confidence=0.9, headline="", summary="", evidence=(evidence,)
    )


def when(rules: Rules, text: str, *, modality: Modality = Modality.ASSERTED, **fields: object) -> EventDate | None:
    article = replace(ARTICLE, text=text, **fields)  # type: ignore[arg-type]
    return Calendar(article).date_of(told(article, modality=modality), rules)


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


def test_the_act_of_a_headline_is_dated_where_the_lead_tells_it_again(rules: Rules) -> None:
    article = replace(ARTICLE, title="Kenya expels Swiss diplomats", text="")
    event = told(article)
    whole = replace(article, text="Nairobi was calm. Kenya expelled the diplomats on Wednesday.")
    assert value(Calendar(whole).date_of(event, rules)) == ("Wednesday", "2016-12-28", "relative_to_publication")


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
    article = replace(ARTICLE, text=text)
    calendar, event = Calendar(article), told(article)
    assert calendar.is_past(calendar.date_of(event, rules), event, rules) is past


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
    found = dateline(text)
    assert (found[0] if found else None) == expected
