"""Phrases of rules over the words of a sentence."""

from service.topics.phrases import compile_phrases


def found(phrases: list[str], words: str) -> str | None:
    match = compile_phrases(phrases).search(f" {words} ")
    return match.group() if match else None


def test_only_whole_words_match() -> None:
    assert found(["row"], "a row over maps") == "row"
    assert found(["row"], "he threw it") is None


def test_a_star_leaves_the_ending_open() -> None:
    assert found(["protest*"], "they protested loudly") == "protested"


def test_a_gap_is_one_or_two_words() -> None:
    assert found(["accept _ credentials"], "to accept his credentials") == "accept his credentials"
    assert found(["accept _ credentials"], "to accept the envoy's credentials") == "accept the envoy's credentials"
    assert found(["accept _ credentials"], "to accept credentials") is None


def test_the_longest_phrase_wins() -> None:
    assert found(["note", "note of protest"], "a note of protest") == "note of protest"


def test_marks_in_a_phrase_are_only_marks() -> None:
    assert found(["u.n."], "the u.n. council") == "u.n."
    assert found(["u.n."], "the usna council") is None
