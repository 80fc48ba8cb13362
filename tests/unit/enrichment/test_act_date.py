"""The act's own date among those of its article."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.article import Article
from service.coding.act import Match
from service.coding.read_article import ReadArticle
from service.context import Context
from service.enrichment.act_date import Calendar
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NAIROBI, Dec. 30 (Reuters) - Kenya expelled two Swiss diplomats on Tuesday.", ("Tuesday", "2016-12-27", "relative_to_dateline")),
        (
            "Nairobi, Kenya, 29 December 2016 - Kenya expelled two Swiss diplomats yesterday.",
            ("yesterday", "2016-12-28", "relative_to_dateline"),
        ),
        ("NAIROBI (December 30) - Kenya expelled two Swiss diplomats.", ("December 30", "2016-12-30", "dateline")),
    ],
)
def test_the_act_s_own_day_goes_before_the_dateline_s_which_it_counts_from(rules: Rules, text: str, expected: tuple[str, str, str]) -> None:
    assert value(when(rules, text)) == expected


@pytest.mark.parametrize(
    ("published", "words", "day"),
    [
        ("2016-12-28T08:00:00+12:00", "today", "2016-12-28"),
        ("2016-12-28T06:15:00+09:00", "on Wednesday", "2016-12-28"),
        ("2016-12-27T22:30:00-05:00", "yesterday", "2016-12-26"),
    ],
)
def test_days_count_from_the_publisher_s_own_day(rules: Rules, published: str, words: str, day: str) -> None:
    found = when(rules, f"Kenya expelled two Swiss diplomats {words}.", published_at=datetime.fromisoformat(published))
    assert found is not None
    assert found.value == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya said on Friday that it had expelled two Swiss diplomats. They left the country on Sunday.", "2016-12-25"),
        ("Kenya summoned the Swiss ambassador over a raid. The meeting took place on Monday.", "2016-12-26"),
        ("Kenya expelled two Swiss diplomats. The decision was announced on Monday.", "2016-12-26"),
        (
            "In a press conference Tuesday, the minister confirmed that Kenya is expelling two Swiss diplomats over the insult.",
            "2016-12-27",
        ),
        ("On 3 May 2016 Kenya expelled two Swiss diplomats.", "2016-05-03"),
        ("The talks come a day after Kenya expelled two Swiss diplomats.", "2016-12-29"),
        ("Chad said on Thursday, two days after Kenya expelled two Swiss diplomats, that it was sad.", "2016-12-27"),
    ],
)
def test_the_act_s_day_goes_before_that_of_the_report_of_it(rules: Rules, text: str, expected: str) -> None:
    found = when(rules, text)
    assert found is not None
    assert found.value == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2009: Kenya expels two Swiss diplomats.", "2009"),
        ("March 1999 - Kenya expels two Swiss diplomats.", "1999-03"),
        ("Ministers met. In March 2012 ties soured. Kenya expelled two Swiss diplomats.", "2012-03"),
    ],
)
def test_background_takes_the_date_that_its_line_or_paragraph_opens_with(rules: Rules, text: str, expected: str) -> None:
    found = when(rules, text, modality=Modality.HISTORICAL)
    assert found is not None
    assert found.value == expected


def test_the_days_of_a_reprint_do_not_count_from_today(rules: Rules) -> None:
    title, text = "From our archive", "Kenya expelled two Swiss diplomats on Monday."
    assert when(rules, text, title=title, modality=Modality.HISTORICAL) is None
    told = when(rules, text + " This report was first published on 7 June 1966.", title=title, modality=Modality.HISTORICAL)
    assert told is not None
    assert told.value == "1966-06-06"


def test_a_day_that_opens_a_column_of_history_is_that_of_its_today(rules: Rules) -> None:
    found = when(
        rules,
        "March 3, 1977. Six Ugandan diplomats resigned today in protest at crimes against humanity at home.",
        title="This day in history: envoys resign",
        modality=Modality.HISTORICAL,
    )
    assert found is not None
    assert found.value == "1977-03-03"


def test_a_quarrel_between_act_and_date_is_no_other_act(rules: Rules) -> None:
    found = when(rules, "Chile withdrew its ambassador to Peru over the dispute last month.")
    assert found is not None
    assert found.value == "2016-11"


def test_the_day_on_which_the_jet_landed_is_that_of_the_flight(rules: Rules) -> None:
    found = when(rules, "A Chadian air force captain asked for political asylum in Niger. The jet landed at Niamey on Tuesday.")
    assert found is not None
    assert found.value == "2016-12-27"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Cuban colonel defected to Spain in late August 2013 and runs a bakery there.", ("August 2013", "2013-08", "absolute")),
        ("A Cuban colonel, the island's best known pilot, defected to Spain in 2009.", ("2009", "2009", "absolute")),
        ("Kenya expelled two Swiss diplomats on 4 May 2011.", ("4 May 2011", "2011-05-04", "absolute")),
    ],
)
def test_a_time_of_earlier_years_in_the_act_s_own_clause_is_its_date_however_long_ago(
    rules: Rules, text: str, expected: tuple[str, str, str]
) -> None:
    assert value(when(rules, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kenya expelled two Swiss diplomats over an attack in 2011.",
        "Kenya expelled two Swiss diplomats who had served in Nairobi since 2009.",
    ],
)
def test_a_time_of_earlier_years_in_another_clause_is_not(rules: Rules, text: str) -> None:
    assert value(when(rules, text)) == ("expelled", "2016-12-30", "publication")
