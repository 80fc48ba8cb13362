"""A sentence as the frames see it: words, mentions and their places in tokens, quotations."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from service.english.mention import Mention
from service.english.tokens import Tokens

Part = Literal["text", "title"]


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
    part: Part
    start: int
    end: int
    text: str
    tokens: Tokens
    placed: tuple[Placed, ...]
    quoted: tuple[bool, ...]
    """For each token: does it stand between quotation marks?"""
    _joined: str = field(init=False, default="")
    _offsets: list[int] = field(init=False, default_factory=list)
    _covering: dict[int, Placed] = field(init=False, default_factory=dict)
    _found: dict[tuple[int, int, int | None], tuple[int, int] | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the mentions by their tokens."""
        for placed in self.placed:
            for token in range(placed.first, placed.last):
                self._covering.setdefault(token, placed)

    @property
    def joined(self) -> str:
        """The words with a space before, between and after them, for phrase patterns; made when it is first asked for."""
        if not self._joined:
            self._joined = f" {' '.join(self.tokens.words)} "
        return self._joined

    @property
    def words(self) -> tuple[str, ...]:
        """Lower-case words."""
        return self.tokens.words

    def mention_at(self, token: int) -> Placed | None:
        """The mention that covers a token."""
        return self._covering.get(token)

    def find(self, pattern: re.Pattern[str], first: int = 0, last: int | None = None) -> tuple[int, int] | None:
        """Tokens `[a, b)` of the first match of a phrase pattern within `[first, last)`.

        Frames share many of their patterns, so that half of the questions have been asked before: the answers are kept.
        """
        question = (id(pattern), first, last)  # patterns live as long as the rules; to hash one is to hash all of its code
        if question not in self._found:
            self._found[question] = self._search(pattern, first, last)
        return self._found[question]

    def _search(self, pattern: re.Pattern[str], first: int, last: int | None) -> tuple[int, int] | None:
        words = len(self.tokens.words)
        if first >= words:
            return None
        stop = len(self.joined) if last is None or last >= words else self._offset(last)
        match = pattern.search(self.joined, self._offset(first), stop)
        if match is None:
            return None
        begin = self._token(match.start())
        return begin, begin + match.group().count(" ") + 1

    def match(self, pattern: re.Pattern[str], first: int) -> tuple[int, int] | None:
        """Tokens of a match that begins at token `first`."""
        if first >= len(self.tokens.words):
            return None
        match = pattern.match(self.joined, self._offset(first))
        return None if match is None else (first, first + match.group().count(" ") + 1)

    def _offset(self, token: int) -> int:
        """Where a token begins in `joined`."""
        return self._places()[token] if token else 1

    def _token(self, position: int) -> int:
        """The token that begins at `position` of `joined`, or the first after it."""
        return bisect_left(self._places(), position, 0, len(self.tokens.words))

    def _places(self) -> list[int]:
        if not self._offsets:
            self._offsets.extend(accumulate((len(word) + 1 for word in self.tokens.words), initial=1))
        return self._offsets
