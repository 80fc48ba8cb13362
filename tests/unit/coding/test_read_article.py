"""One reading of one article: what needs only its strings is found once, whoever asks."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from service.article import Article
from service.coding import read_article
from service.coding.read_article import LONGEST_SENTENCE, TITLE, ReadArticle
from service.stages.code import code
from service.stages.enrich import enrich
from tests.unit.coding.reading import context

TIME = datetime(2024, 5, 16, tzinfo=UTC)
STORY = (
    "Mali recalled its ambassador to Togo on Monday. The envoy, Awa Keita, left Lome at noon. “We had no choice,” she said.\n\n"
    "“It was a clear insult,” Foreign Minister Ali Traore told reporters. Togo expelled two Malian diplomats a day later. It rained."
)


def article(text: str, title: str = "") -> Article:
    return Article("a", None, None, title, text, "", TIME, TIME, "en")


def test_a_text_is_split_and_quoted_once_and_each_of_its_sentences_is_cut_and_spotted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[tuple[object, ...]] = Counter()

    def counted(name: str) -> Callable[..., Any]:
        work = getattr(read_article, name)

        def count(*given: Any) -> Any:
            asked[name, *(given if name == "tokenize" else (len(given),))] += 1
            return work(*given)

        return count

    for name in ("sentences", "quotations", "tokenize", "spot"):
        monkeypatch.setattr(read_article, name, counted(name))
    reading = ReadArticle(article(STORY, "Mali recalls envoy"))
    coding = enrich(code(reading, context()), reading, context())
    assert [event.kind for event in coding.events] == ["recall", "expulsion"]
    assert [quote.speaker for quote in coding.events[0].quotes] == ["Awa Keita", "Ali Traore"]
    cut = [key for key in asked if key[0] == "tokenize"]
    assert len(cut) > len(reading.spans) / 2
    assert {asked[key] for key in cut} == {1}
    assert (asked["sentences", 1], asked["quotations", 1], asked["spot", 2]) == (1, 1, len(cut))


def test_nothing_is_cut_for_an_article_without_an_act(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_article, "tokenize", None)
    reading = ReadArticle(article("It rained in Bamako. The market was full."))
    coding = code(reading, context())
    assert enrich(coding, reading, context()) is coding


def test_the_act_is_read_alike_by_both_stages() -> None:
    reading = ReadArticle(article(STORY))
    coding = code(reading, context())
    told = [match.sentence for acts in reading.acts for match in acts]
    enrich(coding, reading, context())
    assert all(reading.sentence(sentence.index) is sentence for sentence in told)


def test_those_around_an_act_are_read_again_once_more_names_are_known() -> None:
    text = "Awa Keita is Mali's ambassador. It rained. It snowed. It hailed. Keita spoke. Togo expelled two Malian diplomats."
    reading = ReadArticle(article(text))
    coding = code(reading, context())
    enrich(coding, reading, context())
    assert [mention.name for mention in reading.sentence(4).mentions] == ["Awa Keita"]


def test_a_sentence_knows_those_before_it_and_alone_it_does_not() -> None:
    reading = ReadArticle(article("The Malian ambassador left. He spoke."))
    (spoke,) = reading.read(frozenset({1}), title_wanted=False)
    assert [mention.country for mention in spoke.mentions] == ["MLI"]
    assert [mention.country for mention in reading.alone(1).mentions] == [None]


def test_the_title_is_read_again_when_the_text_has_named_its_persons() -> None:
    reading = ReadArticle(article("Awa Keita is Mali's ambassador to Togo.", "Keita leaves"))
    (title,) = reading.read(frozenset(), title_wanted=True)
    assert (title.index, [mention.name for mention in title.mentions]) == (TITLE, ["Awa Keita"])


def test_near_are_the_sentence_the_one_before_the_title_and_the_one_after() -> None:
    reading = ReadArticle(article("One. Two. Three. Four.", "Title"))
    third = reading.read(frozenset({2}), title_wanted=False)[0]
    assert [sentence.index for sentence in reading.near(third)] == [2, 1, TITLE, 3, 0]


def test_a_list_without_a_stop_is_cut_where_reading_it_would_cost_too_much() -> None:
    reading = ReadArticle(article("word " * LONGEST_SENTENCE))
    assert reading.line(0).end == LONGEST_SENTENCE
