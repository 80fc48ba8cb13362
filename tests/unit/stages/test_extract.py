"""The stage: text passes, pages become text, and the user's word goes before the page's."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

import pytest

from service.article import Article
from service.context import Context
from service.errors import Rejected
from service.outcome import DeadReason
from service.stages.extract import extract
from service.topics.loader import Rules

CONTEXT = Context(rules=cast("Rules", None))
ARTICLE = Article(id="a", url=None, source=None, title="", text="", html="", received_at=datetime(2024, 6, 1, tzinfo=UTC))
PARAGRAPHS = [
    f"The foreign ministry summoned the ambassador on {day} after the raid on the consulate." for day in ("Monday", "Friday", "Sunday")
]
PAGE = (
    '<html lang="en"><head><meta property="og:title" content="Envoy summoned"><meta property="article:published_time" content="2024-05-06">'
    '<link rel="canonical" href="https://www.example.com/a?utm_source=x"><meta name="author" content="Ann Smith"></head><body><article>'
    + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    + "</article></body></html>"
)


def test_given_text_passes_through() -> None:
    article = extract(replace(ARTICLE, text="As it is."), CONTEXT)
    assert article == replace(ARTICLE, text="As it is.", extractor="text")


def test_a_page_fills_what_its_user_left_out() -> None:
    article = extract(replace(ARTICLE, html=PAGE), CONTEXT)
    assert article == replace(
        ARTICLE,
        text="\n\n".join(PARAGRAPHS),
        extractor="blocks",
        title="Envoy summoned",
        url="https://www.example.com/a",
        source="example.com",
        published_at=datetime(2024, 5, 6, tzinfo=UTC),
        authors=("Ann Smith",),
        language="en",
    )


def test_the_user_goes_before_the_page() -> None:
    given = replace(
        ARTICLE,
        html=PAGE,
        title="Mine",
        url="https://example.org/b",
        source="Me",
        language="de",
        published_at=datetime(2024, 1, 1, tzinfo=UTC),
    )
    article = extract(given, CONTEXT)
    assert (article.title, article.url, article.source, article.language, article.published_at) == (
        "Mine",
        "https://example.org/b",
        "Me",
        "de",
        datetime(2024, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "article",
    [ARTICLE, replace(ARTICLE, text=" \n"), replace(ARTICLE, html="<p> </p>"), replace(ARTICLE, html="<link rel=canonical href='/x'>")],
)
def test_an_article_without_text_is_refused(article: Article) -> None:
    with pytest.raises(Rejected) as caught:
        extract(article, CONTEXT)
    assert caught.value.reason == DeadReason.NO_TEXT


def test_the_same_page_gives_the_same_article_again() -> None:
    assert extract(replace(ARTICLE, html=PAGE), CONTEXT) == extract(replace(ARTICLE, html=PAGE), CONTEXT)
