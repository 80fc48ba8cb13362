"""A sentence as the frames see it: its words, and the mentions with their places in words."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from service.english.mention import Mention
from service.english.tokens import Tokens

Part = Literal["text", "title"]


class Line:
    """The words of one sentence (or of the title), and where phrases stand among them: all that needs no names. Made once."""

    __slots__ = ("_found", "_joined", "_offsets", "end", "index", "part", "source", "start", "tokens", "words")

    def __init__(self, index: int, part: Part, source: str, start: int, end: int, tokens: Tokens) -> None:
        """`source[start:end]`, cut into `tokens`; `index`: its number in the text, -1 for the title."""
        self.index = index
        self.part: Part = part
        self.source = source
        self.start = start
        self.end = end
        self.tokens = tokens
        self.words = tokens.words
        self._joined = ""
        self._offsets: list[int] = []
        self._found: dict[tuple[int, int, int | None], tuple[int, int] | None] = {}

    @property
    def text(self) -> str:
        """Its text."""
        return self.source[self.start : self.end]

    @property
    def joined(self) -> str:
        """The words with a space before, between and after them, for phrase patterns; made when it is first asked for."""
        if not self._joined:
            self._joined = f" {' '.join(self.words)} "
        return self._joined

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Code points of the words `[first, last)`."""
        return self.tokens.starts[first], self.tokens.ends[last - 1]

    def find(self, pattern: re.Pattern[str], first: int = 0, last: int | None = None) -> tuple[int, int] | None:
        """Words `[a, b)` of the first match of a phrase pattern within `[first, last)`.

        Frames share many of their patterns, so that half of the questions have been asked before: the answers are kept.
        """
        question = (id(pattern), first, last)  # patterns live as long as the rules; to hash one is to hash all of its code
        if question not in self._found:
            self._found[question] = self._search(pattern, first, last)
        return self._found[question]

    def match(self, pattern: re.Pattern[str], first: int) -> tuple[int, int] | None:
        """Words of a match that begins at word `first`."""
        if first >= len(self.words):
            return None
        match = pattern.match(self.joined, self._offset(first))
        return None if match is None else (first, first + match.group().count(" ") + 1)

    def _search(self, pattern: re.Pattern[str], first: int, last: int | None) -> tuple[int, int] | None:
        words = len(self.words)
        if first >= words:
            return None
        stop = len(self.joined) if last is None or last >= words else self._offset(last)
        match = pattern.search(self.joined, self._offset(first), stop)
        if match is None:
            return None
        begin = self._token(match.start())
        return begin, begin + match.group().count(" ") + 1

    def _offset(self, token: int) -> int:
        """Where a word begins in `joined`."""
        return self._places()[token] if token else 1

    def _token(self, position: int) -> int:
        """The word that begins at `position` of `joined`, or the first after it."""
        return bisect_left(self._places(), position, 0, len(self.words))

    def _places(self) -> list[int]:
        if not self._offsets:
            self._offsets.extend(accumulate((len(word) + 1 for word in self.words), initial=1))
        return self._offsets


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention and the words that it covers: `[first, last)`."""

    mention: Mention
    first: int
    last: int


@dataclass(slots=True)
class Sentence:
    """A line with the mentions in it, as far as what was read before lets them be known."""

    line: Line
    placed: tuple[Placed, ...]
    words: tuple[str, ...] = field(init=False)
    """Those of the line, in lower case."""
    _covering: dict[int, Placed] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the mentions by their words."""
        self.words = self.line.words
        for placed in self.placed:
            for token in range(placed.first, placed.last):
                self._covering.setdefault(token, placed)

    @property
    def index(self) -> int:
        """Its number in the text, -1 for the title."""
        return self.line.index

    @property
    def part(self) -> Part:
        """Which string of the article it stands in."""
        return self.line.part

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions, in order."""
        return tuple(placed.mention for placed in self.placed)

    def mention_at(self, token: int) -> Placed | None:
        """The mention that covers a word."""
        return self._covering.get(token)

    def find(self, pattern: re.Pattern[str], first: int = 0, last: int | None = None) -> tuple[int, int] | None:
        """As `Line.find`."""
        return self.line.find(pattern, first, last)
