"""What the words of a line do."""

from service.cleaning.furniture_words import CLASSES, is_label, tells_of_classes, words_of


def count(line: str, name: str) -> int:
    return words_of(line).counts[CLASSES.index(name)]


def test_words_of_a_class_are_counted_whatever_their_case() -> None:
    assert count("SUBSCRIBE to our newsletter", "call") == count("subscribe to our newsletter", "call") > 0
    assert count("The envoy left the hall.", "call") == 0


def test_the_first_word_is_known_by_its_class() -> None:
    first = words_of("Subscribe to our newsletter").first
    assert first[CLASSES.index("call")]
    assert not words_of("The envoy told them to subscribe").first[CLASSES.index("call")]


def test_a_text_without_spaces_has_a_size_too() -> None:
    assert words_of("外交部召见大使").size > words_of("外交").size > 0


def test_a_line_without_words_is_of_no_class() -> None:
    nothing = words_of("***")
    assert (nothing.written, nothing.size, nothing.classed) == ([], 0, 0)


def test_a_short_line_of_words_for_lists_is_a_label_and_a_sentence_is_none() -> None:
    assert is_label("Related stories")
    assert not is_label("The related stories were told again and again by all who came")
    assert not is_label("The envoy left")


def test_what_the_words_tell_together_is_named_with_its_share() -> None:
    words = words_of("Subscribe")
    told = dict(tells_of_classes({"call": 1.0}, words.counts, words.first, words.size, words.classed, 1, 0))
    assert told["call_first"]
    assert told["all_class"]
    assert not told["call_site"]
