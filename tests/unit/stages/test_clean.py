"""The stage: clean strings in, credits as fields out."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

import pytest

from service.article import Article
from service.context import Context
from service.errors import Rejected
from service.outcome import DeadReason
from service.stages.clean import clean
from service.topics.loader import Rules

CONTEXT = Context(rules=cast("Rules", None))
ARTICLE = Article(id="a", url=None, source=None, title="", text="", html="", received_at=datetime(2024, 1, 1, tzinfo=UTC), extractor="text")


def test_credits_leave_the_text_and_become_fields() -> None:
    text = (
        "By Ann Smith, Associated Press\n\nThe envoy left the hall on Monday.\n\nNobody followed him.\n\n"
        "(Reporting by Bo Lee in Paris; Editing by Cy Day)"
    )
    article = clean(replace(ARTICLE, title="Envoy leaves", text=text), CONTEXT)
    assert article.text == "The envoy left the hall on Monday.\n\nNobody followed him."
    assert article.wire == "AP"
    assert article.authors == ("Ann Smith", "Bo Lee")


def test_what_the_page_said_of_its_authors_stays() -> None:
    article = clean(replace(ARTICLE, text="By Ann Smith\n\nThe envoy left the hall on Monday.", authors=("Ann M. Smith",)), CONTEXT)
    assert article.authors == ("Ann M. Smith",)


def test_a_missing_title_is_taken_from_a_first_line_that_is_clearly_one() -> None:
    article = clean(
        replace(ARTICLE, text="Envoy leaves hall in anger\n\nThe envoy left the hall on Monday.\n\nNobody followed him."), CONTEXT
    )
    assert article.title == "Envoy leaves hall in anger"
    assert article.text == "The envoy left the hall on Monday.\n\nNobody followed him."


def test_a_text_that_is_all_boilerplate_is_refused() -> None:
    with pytest.raises(Rejected) as caught:
        clean(replace(ARTICLE, text="ADVERTISEMENT\n\nShare this article\n\n* * *"), CONTEXT)
    assert caught.value.reason == DeadReason.NO_TEXT
