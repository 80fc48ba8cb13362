"""Where a line stands among the others."""

from collections.abc import Collection

from service.cleaning.surroundings import PLACES, Surroundings

FIRST = "The delegates left the hall on Monday, and nobody spoke to them."
SECOND = "Their chairman said that the talks would go on in the spring."
LINES = ("Home", "News", FIRST, "Related", SECOND, "Share", "Follow us")


def around(*lines: str, gone: Collection[int] = (), doubtful: Collection[int] = ()) -> Surroundings:
    return Surroundings(lines, [index in gone for index in range(len(lines))], [2] * len(lines), doubtful)


def test_the_story_goes_from_the_first_sentence_to_the_last() -> None:
    places = around(*LINES)
    assert (places.first, places.last) == (2, 4)
    assert ["head" in places.place_of(index) for index in range(7)] == [True, True, False, False, False, False, False]
    assert ["tail" in places.place_of(index) for index in range(7)] == [False, False, False, False, False, True, True]
    assert "inside" in places.place_of(3)


def test_a_line_that_is_to_be_judged_does_not_say_where_the_story_is() -> None:
    assert around(*LINES, doubtful={2}).first == 4


def test_without_a_sentence_there_is_no_story() -> None:
    assert not around("Home", "News").has_story
    assert around(*LINES).has_story


def test_a_line_between_two_sentences_may_be_a_heading() -> None:
    assert "between" in around(*LINES).place_of(3)


def test_what_went_beside_a_line_is_told() -> None:
    places = around(*LINES, gone={5})
    assert "gone_after" in places.place_of(4)
    assert "gone_before" in places.place_of(6)


def test_a_line_behind_a_colon_is_introduced_and_one_behind_a_label_is_not() -> None:
    assert "introduced" in around(FIRST, "The delegates asked for three things in their letter:", "Peace", SECOND).place_of(2)
    assert "introduced" not in around(FIRST, "Tags:", "Peace", SECOND).place_of(2)


def test_runs_of_lines_that_are_no_sentences_are_counted() -> None:
    assert "run1" in around(*LINES).place_of(3)
    assert "run2" in around(*LINES).place_of(0)
    assert "run4" in around(FIRST, "a", "b", "c", "d").place_of(2)


def test_what_was_said_before_is_known() -> None:
    assert "again" in around(FIRST, "Share", SECOND, "Share").place_of(3)


def test_a_line_in_small_letters_goes_on_where_the_one_before_broke_off() -> None:
    assert around("He came with his brother,", "and left alone.").continues(1)
    assert not around(FIRST, "and left alone.").continues(1)


def test_an_answer_stands_behind_a_question_that_stays() -> None:
    assert around("Why did you leave?", "Because of the war.").answers(1)
    assert not around("Why did you leave?", "Because of the war.", gone={0}).answers(1)


def test_each_place_has_a_name_in_the_table() -> None:
    found = {name for index in range(len(LINES)) for name in around(*LINES).place_of(index)}
    assert found <= set(PLACES)
