"""Phrases of rules as patterns over the words of a sentence. `*` ends a word openly: `condemn*`; `_` stands for one or two words."""

import re
from collections.abc import Iterable


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern over a sentence's words joined (and surrounded) by single spaces; it matches whole words only."""
    alternatives = []
    for phrase in sorted(set(phrases), key=lambda p: (-len(p), p)):
        words = [_word(word) for word in phrase.split()]
        alternatives.append(" ".join(words))
    return re.compile(r"(?<= )(?:" + "|".join(alternatives) + r")(?= )")


def _word(word: str) -> str:
    if word == "_":
        return r"[^ ]+(?: [^ ]+)?"
    return re.escape(word).replace(r"\*", r"[^ ]*")
