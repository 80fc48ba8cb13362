"""The stage: events leave it with place, date, quotes and codes, every span verbatim."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.scoring import spans_of
from service.article import Article
from service.coding.read_article import ReadArticle
from service.context import Context
from service.outcome import Modality
from service.reading import Coding
from service.stages.code import code
from service.stages.enrich import enrich

TIME = datetime(2023, 7, 26, 9, tzinfo=UTC)
ARTICLE = Article("a", None, None, "", "", "", TIME, TIME, "en")


build = cache(Context.build)


@pytest.fixture
def context() -> Context:
    return build()


def read(context: Context, text: str, title: str = "") -> tuple[Coding, Article]:
    article = replace(ARTICLE, text=text, title=title)
    reading = ReadArticle(article)
    return enrich(code(reading, context), reading, context), article


def test_an_event_gets_all_that_its_sentence_tells(context: Context) -> None:
    text = "Moldova expelled 45 Russian diplomats on Tuesday. “We have had enough of this,” Foreign Minister Nicu Albu said in Chisinau."
    coding, _ = read(context, text)
    event = coding.events[0]
    assert event.date is not None
    assert event.location is not None
    assert (event.kind, event.date.value, event.location.country) == ("expulsion", "2023-07-25", "MDA")
    assert [(q.text, q.speaker) for q in event.quotes] == [("We have had enough of this,", "Nicu Albu")]
    assert (event.codes.plover_event, event.codes.plover_mode, event.codes.cameo) == ("SANCTION", "expel", "161")


def test_an_asserted_act_with_an_old_date_is_historical(context: Context) -> None:
    coding, _ = read(context, "Moldova expelled three Russian diplomats last year, in March. The two states then fell silent.")
    assert [event.modality for event in coding.events] == [Modality.HISTORICAL]


def test_an_article_without_events_passes_unchanged(context: Context) -> None:
    article = replace(ARTICLE, text="It rained in Paris.")
    reading = ReadArticle(article)
    coding = code(reading, context)
    assert enrich(coding, reading, context) is coding


def test_the_title_s_spans_count_in_the_title(context: Context) -> None:
    coding, article = read(context, "", "Peru recalls ambassador from Bolivia")
    location = coding.events[0].location
    assert location is not None
    assert location.part == "title"
    assert article.title[location.start : location.end] == location.text


PIECES = st.sampled_from(
    [
        "Kenya expelled two Swiss diplomats on Monday.",
        "A Cuban pilot defected to Haiti in 2019.",
        "“We will see about that,” the envoy said.",
        "\n\n",
        "Delegates walked out of the hall in Geneva.",
        "He was tired.",
        "Mali recalled its ambassador to France (2020).",
        "The minister resigned over the war.",
    ]
)


@given(st.lists(PIECES, max_size=6).map(" ".join))
def test_every_span_reproduces_its_text(text: str) -> None:
    coding, article = read(build(), text, text[:60])
    strings = {"text": article.text, "title": article.title}
    for event in coding.events:
        for span in spans_of(event):
            assert span.text
            assert strings[span.part][span.start : span.end] == span.text
