"""Which words name who speaks."""

import pytest

from service.english.quotations import quotations
from service.enrichment.quoted_text import unquoted
from service.enrichment.speaking_subject import before, behind, told_in


def subject(text: str) -> str | None:
    """The words that name the speaker of the only quotation."""
    spans = quotations(text)
    plain = unquoted(text, spans)
    start, end = spans[-1]
    found = behind(plain, end) or before(plain, start)
    return text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We will go,” the lawyer, Ida Berg, said.", "the lawyer"),
        ("“We will go,” said a guard at the gate.", "a guard"),
        ("The mayor, who had said that he would stay, called it “a long day”.", "The mayor"),
        ("Asked whether Togo agreed, the old envoy answered: “We will go.”", "the old envoy"),
        ("On Monday, in a letter to staff, Ida Berg wrote that she “could not go on”.", "Ida Berg"),
        ("Mr. Berg did not give his name but spoke of “a long day”.", "Mr. Berg"),
        ("The plan, says Berg, “is dead and buried”.", "Berg"),
        ("Nordpress quoted a guard as saying: “We will go.”", "a guard"),
        ("The talks went on, with a guard saying they were “a long day”.", "a guard"),
        ("Berg announced his departure in a note posted on Friday, a step of “great weight”.", "Berg"),
        ("It was a hard day, the mayor whom he described as “a good man”.", "he"),
        ("The claims were “pure invention”.", None),
        ("He was told that it was “pure invention”.", None),
    ],
)
def test_the_subject_of_the_clause_that_brings_words_in_speaks(text: str, words: str | None) -> None:
    assert subject(text) == words


def test_a_sentence_without_marks_has_a_teller_too() -> None:
    text = "When told of it, the mayor said that more was needed."
    told = told_in(text, 0, len(text))
    assert told is not None
    assert text[told.start : told.end] == "the mayor"
