"""Lines and sentences of a page that no phrase knows are told by their words, form, place and neighbours."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.cleaning import furniture
from service.cleaning.furniture import FEATURES, SECOND, furniture_among, is_candidate, is_sentence
from service.cleaning.furniture_form import LOCAL, local_features
from service.cleaning.furniture_words import is_label
from service.cleaning.surroundings import PLACES, Surroundings
from service.cleaning.text import clean_text

SENTENCE = "The council of Larnholm voted on Monday to close the old harbour for two years."
STORY = SENTENCE + "\n\n{}\n\nThe works will cost four million crowns, the mayor told reporters after the vote."
LAST = STORY.rpartition("\n\n")[2]


def left(*lines: str, gone: tuple[int, ...] = ()) -> list[str]:
    """The lines that are not furniture, in the surroundings that they make."""
    chosen = [i for i, line in enumerate(lines) if is_candidate(line, marked=False)]
    around = Surroundings(lines, [i in gone for i in range(len(lines))], [1] * len(lines), frozenset(chosen))
    dropped = furniture_among(around, [i for i in chosen if i not in gone], {}, frozenset())
    return [line for i, line in enumerate(lines) if i not in dropped and i not in gone]


@pytest.mark.parametrize(
    "line",
    [
        "Join our community of readers on Telegram",
        "Show latest comments",
        "Guarda le foto",
        "Ver más noticias",
        "Следите за новостями в Telegram",
        "No comments yet",
        "Adjust font size: A A A",
        "Powered by automated translation",
    ],
)
def test_a_line_of_words_that_pages_use_goes_behind_the_story(line: str) -> None:
    assert left(SENTENCE, LAST, line) == [SENTENCE, LAST]


def test_a_menu_goes_from_above_the_story() -> None:
    menu = ["Personal tools", "Log in", "Sections", "Home", "Politics", "Business", "Sport", "You are here: Home"]
    assert left(*menu, SENTENCE, LAST) == [SENTENCE, LAST]


def test_style_sheets_and_scripts_go() -> None:
    code = [".nav-item { display:inline-block; padding:0 12px }", "#top .logo img { max-width:100%; }", "window.track('page');"]
    assert left(*code, SENTENCE, LAST) == [SENTENCE, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "Visit to Larnholm",
        "What the mayor promised",
        "'Nobody asked us'",
        '"Share this with your friends"',
        "A: You sign what they tell you to sign",
        "Larnholm 6:12.4, Granton 6:15.0, Osmere 6:31.9",
        "THE MAYOR ANSWERS",
        "The mayor had promised to leave it open until spring",
    ],
)
def test_headings_quotations_answers_and_results_stay_in_the_story(line: str) -> None:
    assert left(SENTENCE, line, LAST) == [SENTENCE, line, LAST]


def test_what_a_colon_introduces_stays_with_its_list() -> None:
    listed = ["The council named the groups that will be paid first:", "Harbour Friends", "Larnholm Rescue", "Save the Pier Fund"]
    assert left(SENTENCE, *listed) == [SENTENCE, *listed]


def test_a_line_that_goes_on_in_small_letters_stays() -> None:
    broken = ["The council of Larnholm, which had met in the church since", "the photo site of the harbour"]
    assert left(SENTENCE, *broken, LAST) == [SENTENCE, *broken, LAST]


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
    around = Surroundings(lines, [False, False, True, False], [1, 2, 2, 1], frozenset((0, 3)))
    assert around.has_story
    assert set(around.place_of(0)) == {"head", "run1", "edge"}
    assert set(around.place_of(3)) == {"tail", "gone_before", "label_before", "near_end", "run2", "edge", "tight"}
    assert not Surroundings(["Politics"], [False], [1], frozenset((0,))).has_story


def test_a_label_of_a_list_is_told_by_its_words() -> None:
    assert is_label("More politics news")
    assert not is_label("ADVERTISEMENT")


def test_every_feature_has_a_weight() -> None:
    tables = orjson.loads((furniture.files("service.data") / "weights" / "furniture.json").read_bytes())
    assert {name: tuple(table) for name, table in tables.items()} == {"line": FEATURES, "second": SECOND, "sentence": LOCAL}
    assert set(PLACES) < set(FEATURES)


@given(st.text(min_size=1).filter(lambda line: line.strip() == line))
def test_features_have_known_names_whatever_the_line(line: str) -> None:
    assert set(local_features(line)[0]) <= set(LOCAL)
