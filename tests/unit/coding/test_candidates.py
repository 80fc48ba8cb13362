"""Which sentences of an article are read for acts."""

from service.article import Article
from service.coding.candidates import NOTHING, Candidates, candidates
from service.coding.read_article import ReadArticle
from service.coding.scan import scanner
from tests.unit.coding.fixture import context
from tests.unit.coding.reading import PUBLISHED


def wanted(text: str, title: str = "") -> Candidates:
    return candidates(ReadArticle(Article("a", None, None, title, text, "", PUBLISHED, PUBLISHED, "en")), scanner(context().rules))


def test_a_text_without_a_word_of_a_frame_has_none() -> None:
    assert wanted("The bridge was closed on Tuesday. It was opened again on Friday.") is NOTHING


def test_the_sentence_that_tells_an_act_is_read_and_not_those_around_it() -> None:
    found = wanted("The talks had failed. Peru expelled the Cuban ambassador on Friday. The weather was fine.")
    assert (found.indexes, found.title) == ({1}, False)


def test_a_title_that_tells_an_act_is_read() -> None:
    assert wanted("Officials in Lima gave no details.", "Peru expels Cuban ambassador").title


def test_a_sentence_that_names_nobody_who_could_act_is_not_read() -> None:
    assert wanted("The school board expelled a pupil on Friday.").indexes == frozenset()


def test_a_sentence_with_a_pronoun_is_given_the_benefit_of_the_doubt() -> None:
    assert wanted("Peru was angry. On Friday they expelled the ambassador.").indexes == {1}


def test_words_that_exclude_the_act_keep_its_sentence_from_being_read() -> None:
    assert wanted("Two soldiers deserted the ship on Friday.").indexes == frozenset()
    assert wanted("Two soldiers deserted on Friday.").indexes == {0}
