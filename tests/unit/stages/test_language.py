"""The language of articles and headlines, and how sure that is."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.article import Article
from service.context import Context
from service.stages.language import identify, language_of
from service.topics.loader import Rules

CONTEXT = Context(rules=cast("Rules", None))
ARTICLE = Article(id="a", url=None, source=None, title="", text="", html="", received_at=datetime(2024, 1, 1, tzinfo=UTC))
HEADLINES = tomllib.loads((Path(__file__).parents[3] / "quality" / "headlines.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", sorted(HEADLINES))
def test_headlines_alone_are_told_in_each_language(language: str) -> None:
    assert [line for line in HEADLINES[language] if language_of("", line)[0] != language] == []


@pytest.mark.parametrize(
    "headline",
    [
        "Envoy expelled over spy claims",
        "Kremlin warns West",
        "Three pilots defect",
        "UN vote: dozens walk out",
        "Why Oslo recalled its ambassador",
    ],
)
def test_english_headlines_are_english(headline: str) -> None:
    assert language_of("", headline)[0] == "en"


def test_an_english_article_is_english_for_certain() -> None:
    text = "The ministry said on Monday that it had summoned the ambassador and handed him a note."
    article = identify(replace(ARTICLE, text=text, language="fr"), CONTEXT)
    assert (article.language, article.language_confidence) == ("en", 0.999)


def test_names_in_another_language_do_not_make_a_text_english() -> None:
    text = "Le président a reçu les membres de The Voice et de The Economist avant son départ pour l'étranger."
    assert language_of("", text)[0] == "fr"


def test_a_short_text_is_read_with_its_title() -> None:
    assert language_of("Drei Botschafter verlassen die Stadt", "Genf.")[0] == "de"


def test_less_to_read_is_less_sure() -> None:
    short = language_of("", "Minister Rom")[1]
    long = language_of("", "Il ministro degli esteri ha convocato l'ambasciatore e gli ha consegnato una nota di protesta.")[1]
    assert 0 < short < long <= 1


@pytest.mark.parametrize("text", ["", "12 345", "🙂🙂", "***"])
def test_a_text_without_letters_keeps_the_hint_of_its_user(text: str) -> None:
    article = identify(replace(ARTICLE, text=text, language="sv"), CONTEXT)
    assert (article.language, article.language_confidence) == ("sv", 0.0)


@given(st.text(max_size=60))
def test_any_text_has_a_language_or_no_letters(text: str) -> None:
    language, confidence = language_of("", text)
    assert 0 <= confidence <= 1
    assert (language is None) == (not any(map(str.isalpha, text)))


@pytest.mark.parametrize(
    "text",
    [
        "Gabon expels Malian chargé d'affaires",
        "Guinée recalls attaché",
        "Niamey expels attaché over communiqué",
        "Côte d'Ivoire's envoy summoned",
    ],
)
def test_loan_words_and_names_do_not_make_english_french(text: str) -> None:
    assert language_of(text, text)[0] == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Niger : le chargé d'affaires français expulsé", "fr"),
        ("Le Mali rappelle son ambassadeur", "fr"),
        ("Bolivia expulsa al embajador peruano", "es"),
        ("Turkije trekt ambassadeur terug over rel", "nl"),
    ],
)
def test_other_languages_stay_what_they_are(text: str, language: str) -> None:
    assert language_of(text, text)[0] == language
