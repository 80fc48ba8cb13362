"""Words to pieces of words, as the encoder was trained on them: lower case, no accents, the longest known piece first."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

UNKNOWN, BEGIN, SEPARATOR, PADDING = "[UNK]", "[CLS]", "[SEP]", "[PAD]"
_LONGEST_WORD = 100
"""Letters; a longer run is no word."""
_PIECE = re.compile(r"[^\W_]+|[^\w\s]|_")
_REMEMBERED = 65_536
"""Words whose pieces are kept: more than a day's news has."""


class WordPieces:
    """The vocabulary of the encoder."""

    def __init__(self, words: Iterable[str]) -> None:
        """`words`: the pieces in the order of their numbers; those that go on with a word begin with `##`."""
        self._numbers = {word: number for number, word in enumerate(words)}
        self.begin, self.separator = self._numbers[BEGIN], self._numbers[SEPARATOR]
        self.padding, self._unknown = self._numbers[PADDING], self._numbers[UNKNOWN]
        self._of_word = lru_cache(_REMEMBERED)(self._split)

    def numbers(self, text: str, most: int) -> list[int]:
        """The pieces of a text, the first `most` of them."""
        found: list[int] = []
        for word in _PIECE.findall(_plain(text)):
            found.extend(self._of_word(word))
            if len(found) >= most:
                return found[:most]
        return found

    def last_numbers(self, text: str, most: int) -> list[int]:
        """The pieces of a text, the last `most` of them."""
        found: list[int] = []
        for word in reversed(_PIECE.findall(_plain(text))):
            found[:0] = self._of_word(word)
            if len(found) >= most:
                break
        return found[-most:]

    def _split(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        pieces: list[int] = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self._numbers.get(mark + word[start:end])
                if number is not None:
                    break
            else:
                return (self._unknown,)
            pieces.append(number)
            start = end
        return tuple(pieces)


def _plain(text: str) -> str:
    low = text.lower()
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFD", low) if unicodedata.category(c) != "Mn")
