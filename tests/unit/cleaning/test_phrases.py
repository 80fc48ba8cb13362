"""The tables find their phrases, and only as phrases."""

import tomllib
from importlib.resources import files

import pytest

from service.cleaning.phrases import Cue, load_phrases

PHRASES = load_phrases({"Follow": "call"})
TABLES = tomllib.loads((files("service.data") / "text_boilerplate.toml").read_text("utf-8"))


def kinds(text: str) -> list[tuple[int, str]]:
    return sorted((line, cue.kind) for line, cues in PHRASES.cues(text).items() for cue in cues)


def test_english_and_eight_other_languages_at_least_have_tables() -> None:
    assert {"en", "es", "fr", "de", "pt", "ru", "zh", "ar", "hi", "bn"} <= set(TABLES)


@pytest.mark.parametrize("language", sorted(TABLES))
def test_every_phrase_stands_in_its_table_once(language: str) -> None:
    for kind, phrases in TABLES[language].items():
        assert len(phrases) == len(set(phrases)), (language, kind)
        assert all(phrase == phrase.strip().lower() for phrase in phrases), (language, kind)


@pytest.mark.parametrize("line", ["ADVERTISEMENT", "* Advertisement *", "Comments (12)", "3 hours ago", "广告", "реклама", "إعلان"])
def test_a_line_alone_is_known_in_any_case_and_dress(line: str) -> None:
    assert PHRASES.is_alone(line)


@pytest.mark.parametrize("line", ["6x9", "The advertisement", "Facebook", "A" * 80])
def test_a_line_with_more_to_say_is_not(line: str) -> None:
    assert not PHRASES.is_alone(line)


def test_a_cue_has_the_offsets_of_its_line() -> None:
    text = "First.\nPlease SUBSCRIBE TO OUR letter."
    assert PHRASES.cues(text) == {1: [Cue(7, 23, "within")]}
    assert text.split("\n")[1][7:23] == "SUBSCRIBE TO OUR"


def test_a_phrase_within_a_word_is_none() -> None:
    assert kinds("He reclick heres it.") == []


def test_a_gate_opens_only_as_it_is_written() -> None:
    assert kinds("Follow him") == [(0, "call")]
    assert kinds("They follow him") == []


def test_a_label_counts_at_the_edges_of_a_line_only() -> None:
    assert (0, "label") in kinds("Related: a story")
    assert (1, "label") in kinds("One.\n• Related: a story")
    assert (0, "label") in kinds("He left. (Related: a story)")
    assert kinds("He was related: a cousin") == []


def test_lower_case_keeps_offsets_where_a_letter_would_grow() -> None:
    assert PHRASES.cues("İİİ click here now")[0][0] == Cue(4, 14, "within")


@pytest.mark.parametrize("line", ["Share Tweet Email", "Link Share", "Share on Facebook, Twitter, WhatsApp", "Loading advertisement"])
def test_a_row_of_buttons_is_boilerplate(line: str) -> None:
    assert PHRASES.is_alone(line)
