"""Names of persons across transliterations: Musa Kusa and Moussa Koussa, Tlas and Tlass, Al-Assad and Assad."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_PARTICLES = frozenset("al el bin ibn ben abu abd de da di du la le van von der den ter dos the mr mrs ms sir dr gen".split())
_SOUNDS = (
    ("tch", "c"),
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "c"),
    ("kh", "k"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("zh", "s"),
    ("ts", "t"),
    ("tz", "t"),
    ("ck", "k"),
    ("cz", "c"),
    ("q", "k"),
    ("x", "ks"),
    ("z", "s"),
    ("w", "v"),
    ("j", "y"),
)
"""Spellings of one sound, longest first."""
_NO_SOUND = re.compile(r"[aeiouyh]")
_LEAST_SOUNDS = 2
"""A name with fewer consonants (Li, Ho, Ruiz has two) is compared letter by letter."""


_REMEMBERED = 1 << 15
"""Words of which the sound is kept: names come again in the next report."""


def plain_words(name: str) -> list[str]:
    """The words of a name without particles, marks and case."""
    letters = name.casefold()
    if not letters.isascii():
        letters = "".join(letter for letter in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(letter))
    words = _WORD.findall(letters)
    return [word for word in words if word not in _PARTICLES and len(word) > 1]


@lru_cache(_REMEMBERED)
def sound(word: str) -> str:
    """What a word (one of `plain_words`) sounds like, roughly: its consonants, doubled ones once; a short word as it is."""
    heard = word
    for spelling, simple in _SOUNDS:
        heard = heard.replace(spelling, simple)
    consonants = _NO_SOUND.sub("", heard)
    skeleton = "".join(letter for at, letter in enumerate(consonants) if at == 0 or letter != consonants[at - 1])
    if word[0] in "aeiou":
        skeleton = "a" + skeleton
    return skeleton if len(skeleton) >= _LEAST_SOUNDS else word


def sounds(name: str) -> tuple[str, ...]:
    """`sound` of each word of a name, in order: the last is taken for the family's."""
    return tuple(map(sound, plain_words(name)))


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names (`sounds`) may be one person's: the family name of one is in the other, and given names don't differ."""
    if not one or not other or not (one[-1] in other or other[-1] in one):
        return False
    return len(one) == 1 or len(other) == 1 or bool({*one[:-1]} & {*other[:-1]}) or one[-1] != other[-1]
