"""What the encoder is given of a passage: the pieces of title, sentence before, the sentence itself and the one after, each cut short."""

from typing import NamedTuple

from service.coding.judge.wordpiece import WordPieces

TITLE, BEFORE, FOCUS, AFTER = 16, 16, 56, 8
"""Pieces that are read of each. Nine sentences in ten have fewer than 52; the neighbours only say who is meant and what it is about."""
LONGEST = TITLE + BEFORE + FOCUS + AFTER + 5
"""Pieces of one reading, with the marks between."""


class Reading(NamedTuple):
    """One passage as numbers."""

    pieces: list[int]
    focus: tuple[int, int]
    """Where the sentence itself stands, first and one past last."""


def reading(words: WordPieces, title: str, before: str, focus: str, after: str) -> Reading:
    """`[CLS] title [SEP] before [SEP] focus [SEP] after [SEP]`."""
    head = [words.begin, *words.numbers(title, TITLE), words.separator, *words.last_numbers(before, BEFORE), words.separator]
    own = words.numbers(focus, FOCUS)
    whole = [*head, *own, words.separator, *words.numbers(after, AFTER), words.separator]
    return Reading(whole, (len(head), len(head) + len(own)))
