"""The words and names of a piece of news, as numbers: words without their endings, names by their sound."""

import re
from functools import lru_cache

from service.incidents.names import plain_words, sound
from service.incidents.rarity import number_of

_WORD = re.compile(r"[^\W\d_]{3,}")
_CAPITAL = re.compile(r"(?<![^\s\"'(“‘-])[A-Z][^\W\d_]+(?:['’-][A-Z]?[^\W\d_]+)*")
_ENDINGS = (("ing", 6), ("ed", 5), ("es", 5), ("s", 4))
"""Endings that are left off, of words that are so long."""
_REMEMBERED = 1 << 15
"""Words of which the number is kept: they come again in the next report."""


def numbers_of(text: str) -> tuple[set[int], set[int]]:
    """The words, and the capitalised words; none of the latter where all is in capitals."""
    words = set(map(_number, _WORD.findall(text.casefold())))
    names = set() if text.upper() == text else set(map(_name_number, plain_words(" ".join(_CAPITAL.findall(text)))))
    return words, names


def name_numbers(person: tuple[str, ...]) -> set[int]:
    """The numbers under which a person's names (`sounds`) stand among the names of a text."""
    return {number_of("~" + heard) for heard in person}


@lru_cache(_REMEMBERED)
def _name_number(word: str) -> int:
    return number_of("~" + sound(word))


@lru_cache(_REMEMBERED)
def _number(word: str) -> int:
    for ending, shortest in _ENDINGS:
        if word.endswith(ending) and len(word) >= shortest:
            return number_of(word[: -len(ending)])
    return number_of(word)
