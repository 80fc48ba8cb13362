"""A sentence as the frames see it: words, mentions and their places in tokens, quotations."""

import re
from dataclasses import dataclass, field
from typing import Literal

from service.entities.mention import Mention
from service.syntax.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention and the tokens that it covers: `[first, last)`."""

    mention: Mention
    first: int
    last: int


@dataclass(slots=True)
class Sentence:
    """One sentence (or the title), read: built once for each candidate."""

    index: int
    part: Literal["text", "title"]
    start: int
    end: int
    text: str
    tokens: Tokens
    placed: tuple[Placed, ...]
    quoted: tuple[bool, ...]
    """For each token: does it stand between quotation marks?"""
    joined: str = field(init=False)
    _offsets: list[int] = field(init=False)
    _covering: dict[int, Placed] = field(init=False)

    def __post_init__(self) -> None:
        """Index the words for phrases and mentions."""
        self._offsets = []
        position = 1
        for word in self.tokens.words:
            self._offsets.append(position)
            position += len(word) + 1
        self.joined = " " + " ".join(self.tokens.words) + " "
        self._covering = {}
        for placed in self.placed:
            for token in range(placed.first, placed.last):
                self._covering.setdefault(token, placed)

    @property
    def words(self) -> tuple[str, ...]:
        """Lower-case words."""
        return self.tokens.words

    def mention_at(self, token: int) -> Placed | None:
        """The mention that covers a token."""
        return self._covering.get(token)

    def find(self, pattern: re.Pattern[str], first: int = 0, last: int | None = None) -> tuple[int, int] | None:
        """Tokens `[a, b)` of the first match of a phrase pattern within `[first, last)`."""
        words = len(self._offsets)
        if first >= words:
            return None
        stop = len(self.joined) if last is None or last >= words else self._offsets[last]
        match = pattern.search(self.joined, self._offsets[first], stop)
        if match is None:
            return None
        begin = self._token(match.start())
        return begin, begin + match.group().count(" ") + 1

    def match(self, pattern: re.Pattern[str], first: int) -> tuple[int, int] | None:
        """Tokens of a match that begins at token `first`."""
        if first >= len(self._offsets):
            return None
        match = pattern.match(self.joined, self._offsets[first])
        return None if match is None else (first, first + match.group().count(" ") + 1)

    def _token(self, position: int) -> int:
        low, high = 0, len(self._offsets)
        while low < high:
            middle = (low + high) // 2
            if self._offsets[middle] < position:
                low = middle + 1
            else:
                high = middle
        return low
