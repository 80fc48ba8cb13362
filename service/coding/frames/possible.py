"""Acts that are only talked of, as words behind them say: a noun in a title, a gerund that is the subject of a "would"."""

from itertools import takewhile

from service.coding.sentence import Sentence

STOPS = frozenset({";", ":", "who", "which", "after", "because", "while", "although", "since", "but"})
"""Words at which a clause ends."""
_POSSIBLE = frozenset("possible likely unlikely looms looming mulled weighed considered urged sought demanded threatened".split())
"""Behind the noun of an act in a title: it has not come to it."""
_WOULD = frozenset({"would", "could", "might"})
_SUBJECT_WORDS = 10
"""Words behind a gerund that is the subject of its sentence within which the verb stands."""


def is_possible(sentence: Sentence, head: int) -> bool:
    """As in the title "Expulsion of ambassador possible": what a noun, the word `head`, names is only said to be possible."""
    return sentence.part == "title" and not _POSSIBLE.isdisjoint(_behind(sentence.words[head + 1 :]))


def is_imagined(sentence: Sentence, first: int, head: int) -> bool:
    """As in "concluded that cancelling the visit would be read as weakness", "By cancelling it the minister could show ...".

    Of the act `[first, head]` only the outcome is spoken of.
    """
    words = sentence.words
    opens = words[first].endswith("ing") and (first == 0 or words[first - 1] == "that" or words[:first] == ("by",))
    return opens and not _WOULD.isdisjoint(_behind(words[head + 1 : head + 1 + _SUBJECT_WORDS]))


def _behind(words: tuple[str, ...]) -> list[str]:
    return list(takewhile(lambda word: word not in STOPS, words))
