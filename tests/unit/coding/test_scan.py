"""The scan lets everything through that a frame could read, and little else."""

import pytest

from service.coding.scan import scanner
from service.english.sentences import sentences
from tests.unit.coding.fixture import context


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


def test_only_frames_whose_own_words_a_sentence_has_are_looked_for_in_it() -> None:
    scan = scanner(context().rules)
    text = "Mali expelled the French ambassador. France recalled its ambassador from Mali. It rained."
    hits = scan.hits(text)
    possible = scan.possible(scan.hits(""), hits)
    groups = scan.by_sentence(hits, sentences(text))
    kinds = [{frame.kind for frame in scan.frames(possible, groups.get(index, 0))} for index in range(3)]
    assert "expulsion" in kinds[0] - kinds[1]
    assert "recall" in kinds[1] - kinds[0]
    assert kinds[2] == set()


def test_hits_of_frames_that_lack_a_word_in_the_whole_article_are_forgotten() -> None:
    scan = scanner(context().rules)
    hits = scan.hits("The club expelled its treasurer.")
    assert hits.places
    assert scan.possible(scan.hits(""), hits) == []
    assert hits.places == []
