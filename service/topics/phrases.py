"""Phrases of rules as patterns over the words of a sentence. `*` ends a word openly: `condemn*`; `_` stands for one or two words."""

import re
from collections.abc import Iterable
from functools import lru_cache


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern over a sentence's words joined (and surrounded) by single spaces; it matches whole words only."""
    return _compile(tuple(sorted(set(phrases), key=lambda p: (-len(p), p))))


@lru_cache(maxsize=1024)  # frames share their classes of words
def _compile(phrases: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = [" ".join(_word(word) for word in phrase.split()) for phrase in phrases]
    return re.compile(r"(?<= )(?:" + "|".join(alternatives) + r")(?= )")


def _word(word: str) -> str:
    if word == "_":
        return r"[^ ]+(?: [^ ]+)?"
    return re.escape(word).replace(r"\*", r"[^ ]*")
