"""Lines and sentences of a page that no phrase knows are told by their words, form and place."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.cleaning import furniture
from service.cleaning.furniture import FEATURES, NOWHERE, Place, bounds_of, features, is_candidate, is_label, is_line, is_sentence, place_of
from service.cleaning.text import clean_text

NO_TITLE: frozenset[str] = frozenset()
STORY = (
    "The council of Larnholm voted on Monday to close the old harbour for two years.\n\n{}\n\n"
    "The works will cost four million crowns, the mayor told reporters after the vote."
)
TAIL = Place(tail=True, near_end=True)


@pytest.mark.parametrize(
    "line",
    [
        "Join our community of readers on Telegram",
        "Show latest comments",
        "Guarda le foto",
        "Ver más noticias",
        "Следите за новостями в Telegram",
    ],
)
def test_a_line_of_words_that_pages_use_goes_behind_the_story(line: str) -> None:
    assert is_line(line, TAIL, NO_TITLE)


@pytest.mark.parametrize(
    "line",
    [
        "Visit to Larnholm",
        "What the mayor promised",
        "'Nobody asked us'",
        '"Share this with your friends"',
        "A: You sign what they tell you to sign",
        "Larnholm 6:12.4, Granton 6:15.0, Osmere 6:31.9",
        "the photo site of the harbour",
    ],
)
def test_headings_quotations_answers_and_results_stay_in_the_story(line: str) -> None:
    assert not is_line(line, Place(between=True), NO_TITLE)


def test_what_a_colon_introduces_stays() -> None:
    assert not is_line("Join our community of readers on Telegram", Place(introduced=True), NO_TITLE)


def test_a_headline_goes_under_a_label_that_went_and_stays_elsewhere() -> None:
    assert is_line("Goat wins seat in village hall", Place(gone_before=True, label_before=True, tail=True), NO_TITLE)
    assert not is_line("Goat wins seat in village hall", Place(between=True), NO_TITLE)


def test_a_sentence_that_speaks_for_the_page_goes_and_one_that_quotes_it_stays() -> None:
    asks = "Sign up for our weekly newsletter to get the best stories in your inbox."
    assert is_sentence(asks)
    assert not is_sentence(f'"{asks}"')
    assert not is_sentence("The mayor said that the newsletter of the council was read by nine people.")


def test_a_call_is_cut_out_of_its_paragraph() -> None:
    told = STORY.format("The board met twice. Our newsletter brings you the latest updates to your inbox for free. It meets again in May.")
    assert "newsletter" not in clean_text("", told).text
    assert "The board met twice. It meets again in May." in clean_text("", told).text


def test_a_text_without_sentences_is_left_as_it_is() -> None:
    text = "Envoy recalled from Larnholm\nTwo aides follow\nRead Full Article at our site"
    assert "Envoy recalled" in clean_text("", text).text


def test_only_lines_that_are_no_sentences_or_have_a_mark_are_judged() -> None:
    assert is_candidate("Show latest comments", marked=False)
    assert not is_candidate("The mayor left.", marked=False)
    assert is_candidate("The mayor left our newsletter.", marked=True)
    assert not is_candidate("word " * 100, marked=True)


def test_places_are_told_by_the_first_and_last_sentence_and_by_what_went() -> None:
    lines = ["Politics", "The council of Larnholm voted on Monday to close it.", "Most read", "Goat wins seat"]
    gone = [False, False, True, False]
    bounds = bounds_of(lines, gone)
    assert bounds == (1, 1)
    assert place_of(lines, gone, 0, bounds) == Place(head=True)
    assert place_of(lines, gone, 3, bounds) == Place(tail=True, gone_before=True, label_before=True, near_end=True)
    assert bounds_of(["Politics"], [False]) == (1, 1)


def test_a_label_of_a_list_is_told_by_its_words() -> None:
    assert is_label("More politics news")
    assert not is_label("ADVERTISEMENT")


def test_every_feature_has_a_weight() -> None:
    weights = orjson.loads((furniture.files("service.data") / "weights" / "furniture.json").read_bytes())
    assert set(weights) == set(FEATURES)


@given(st.text(min_size=1).filter(lambda line: line.strip() == line))
def test_features_have_known_names_whatever_the_line(line: str) -> None:
    assert set(features(line, NOWHERE, NO_TITLE)) <= set(FEATURES)
