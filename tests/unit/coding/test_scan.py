"""The scan lets everything through that a frame could read, and little else."""

import pytest

from service.coding.scan import scanner
from service.syntax.sentences import sentences
from tests.unit.coding.reading import context


def candidates(text: str) -> set[int]:
    scan = scanner(context().rules)
    hits = scan.hits(text)
    possible, spans = scan.possible(scan.hits(""), hits), sentences(text)
    return set(scan.candidates(possible, scan.by_sentence(hits, spans), 0, text, spans, strict=True))


def test_the_sentence_with_all_words_of_a_frame_is_a_candidate() -> None:
    assert candidates("It rained in Bamako. Mali expelled the French ambassador. It rained again.") == {1}


@pytest.mark.parametrize(
    "text",
    [
        "The carmaker recalled 40,000 vehicles.",
        "The club expelled its treasurer.",
        "An embassy stands in the park.",
    ],
)
def test_a_trigger_without_what_it_acts_on_is_none(text: str) -> None:
    assert candidates(text) == set()


@pytest.mark.parametrize(
    "text", ["“Expelled”: French ambassador", "expelled/ambassador", "Ambassador (expelled)", "EXPELLED AMBASSADOR\nOF FRANCE"]
)
def test_marks_and_capitals_around_a_word_do_not_hide_it(text: str) -> None:
    assert candidates(text) == {0}


def test_words_that_only_contain_a_trigger_do_not_count() -> None:
    assert scanner(context().rules).hits("reexpelledness").places == []


def test_the_office_may_stand_in_the_sentence_before_when_a_pronoun_takes_it_up() -> None:
    assert 1 in candidates("The French ambassador was at the airport. Mali expelled him on Friday.")
