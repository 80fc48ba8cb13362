"""Sentences end where a reader would end them."""

from hypothesis import given
from hypothesis import strategies as st

from service.english.sentences import is_wrapped, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_a_stop_before_a_capital_ends_a_sentence() -> None:
    assert split("Mali expelled the envoy. France protested.") == ["Mali expelled the envoy.", "France protested."]


def test_titles_and_initials_end_nothing() -> None:
    assert split("Gen. J. Doe met Mr. Roe. They left.") == ["Gen. J. Doe met Mr. Roe.", "They left."]


def test_a_state_by_its_initials_ends_a_sentence_only_before_a_new_one() -> None:
    assert split("The U.S. Embassy closed.") == ["The U.S. Embassy closed."]
    assert split("He flew to the U.S. The embassy closed.") == ["He flew to the U.S.", "The embassy closed."]


def test_the_quotation_mark_belongs_to_the_sentence_that_it_closes() -> None:
    assert split("“We protest.” He left.") == ["“We protest.”", "He left."]


def test_a_line_break_ends_a_sentence_without_a_stop() -> None:
    assert split("Vote sees 141 states condemn war\nThe UN has voted.") == ["Vote sees 141 states condemn war", "The UN has voted."]


def test_a_line_break_of_wrapped_newswire_ends_nothing() -> None:
    text = (
        "THE PRESIDENT ANNOUNCED LAST SUNDAY THAT THE REPUBLIC HAS BROKEN\n"
        "DIPLOMATIC RELATIONS WITH ITS NEIGHBOUR AFTER A LONG QUARREL OVER\n"
        "AN AIRCRAFT.  THE EMBASSY WAS CLOSED ON MONDAY AND ITS STAFF HAS\n"
        "LEFT."
    )
    assert is_wrapped(text)
    assert [" ".join(sentence.split())[:26] for sentence in split(text)] == ["THE PRESIDENT ANNOUNCED LA", "THE EMBASSY WAS CLOSED ON "]


@given(st.text(alphabet='Aab. \n!?"U.S”', max_size=80))
def test_sentences_are_in_order_apart_and_leave_out_nothing_but_space(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert text[end:start].strip() == ""
        assert start < stop
        end = stop
    assert text[end:].strip() == ""
