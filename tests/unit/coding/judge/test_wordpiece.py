"""Words to pieces of words."""

from service.coding.judge.wordpiece import WordPieces

WORDS = "[PAD] [UNK] [CLS] [SEP] envoy ##s expel ##led the . munchen ' s".split()
PIECES = WordPieces(WORDS)


def said(text: str, most: int = 99) -> list[str]:
    return [WORDS[number] for number in PIECES.numbers(text, most)]


def test_a_word_is_cut_into_the_longest_known_pieces() -> None:
    assert said("The envoys expelled.") == ["the", "envoy", "##s", "expel", "##led", "."]


def test_case_and_accents_make_no_difference() -> None:
    assert said("MÜNCHEN") == ["munchen"]


def test_marks_stand_alone() -> None:
    assert said("envoy's") == ["envoy", "'", "s"]


def test_a_word_of_unknown_pieces_is_unknown_as_a_whole() -> None:
    assert said("envoyx") == ["[UNK]"]


def test_a_run_of_letters_too_long_for_a_word_is_unknown() -> None:
    assert said("s" * 5000) == ["[UNK]"]


def test_the_first_pieces_are_kept_of_what_is_too_long() -> None:
    assert said("the envoys expelled", 3) == ["the", "envoy", "##s"]


def test_the_last_pieces_are_kept_of_the_sentence_before() -> None:
    assert [WORDS[number] for number in PIECES.last_numbers("the envoys expelled", 3)] == ["##s", "expel", "##led"]
