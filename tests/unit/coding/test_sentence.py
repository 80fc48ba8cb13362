"""The words of a sentence and where phrases stand among them."""

import re

from tests.unit.coding.fixture import sentence


def test_a_phrase_is_found_as_words() -> None:
    line = sentence("It rained. Chad broke off all ties with Togo.")
    assert line.find(re.compile("(?<= )broke off(?= )")) == (1, 3)
    assert line.find(re.compile("(?<= )ties(?= )"), 0, 4) is None
    assert line.find(re.compile("(?<= )chad(?= )"), 1) is None


def test_a_match_begins_at_the_word_asked_for() -> None:
    line = sentence("Chad broke off all ties.").line
    assert line.match(re.compile("broke off"), 1) == (1, 3)
    assert line.match(re.compile("broke off"), 0) is None
    assert line.match(re.compile("broke off"), 99) is None


def test_words_have_the_code_points_of_the_article() -> None:
    text = "It rained. “Chad” broke off all ties."
    line = sentence(text).line
    start, end = line.span(line.words.index("broke"), line.words.index("off") + 1)
    assert text[start:end] == "broke off"


def test_a_mention_is_known_at_each_of_its_words() -> None:
    line = sentence("Peru expelled the Cuban ambassador.")
    placed = line.mention_at(3)
    assert placed is not None
    assert placed == line.mention_at(4)
    assert line.mention_at(1) is None
