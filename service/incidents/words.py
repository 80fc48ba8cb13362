"""The words and names of a piece of news, as numbers: words without their endings, names by their sound."""

import re
from functools import lru_cache

from service.incidents.names import plain_words, sound
from service.incidents.rarity import number_of

_WORD = re.compile(r"[^\W\d_]{3,}")
_ASCII_WORD = re.compile(r"[a-z]{3,}")
"""The same for a text of ASCII letters, in half the time."""
_QUOTES = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", " "))
"""What keeps most English texts from being ASCII, and what stands for it."""
_CAPITAL = re.compile(r"(?<![^\s\"'(“‘-])[A-Z][^\W\d_]+(?:['’-][A-Z]?[^\W\d_]+)*")
_ENDINGS = (("ing", 6), ("ed", 5), ("es", 5), ("s", 4))
"""Endings that are left off, of words that are so long."""
_REMEMBERED = 1 << 15
"""Words of which the number is kept: they come again in the next report."""


def numbers_of(text: str) -> tuple[set[int], set[int]]:
    """The words, and the capitalised words; none of the latter where all is in capitals."""
    for typeset, typed in _QUOTES:
        text = text.replace(typeset, typed)
    words = set(map(_number, (_ASCII_WORD if text.isascii() else _WORD).findall(text.casefold())))
    names: set[int] = set() if text.isupper() else set().union(*map(_capital_numbers, _CAPITAL.findall(text)))
    return words, names


def name_numbers(person: tuple[str, ...]) -> set[int]:
    """The numbers under which a person's names (`sounds`) stand among the names of a text."""
    return {number_of("~" + heard) for heard in person}


@lru_cache(_REMEMBERED)
def _capital_numbers(written: str) -> frozenset[int]:
    """The numbers of a capitalised word, which may be several with hyphens between them."""
    return frozenset(number_of("~" + sound(word)) for word in plain_words(written))


@lru_cache(_REMEMBERED)
def _number(word: str) -> int:
    for ending, shortest in _ENDINGS:
        if word.endswith(ending) and len(word) >= shortest:
            return number_of(word[: -len(ending)])
    return number_of(word)
