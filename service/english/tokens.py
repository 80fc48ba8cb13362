"""The words of a text and their places, cut once for all who read it, and lower-casing that keeps offsets.

Two readers look at the same tokens. Frames take a compound as one word ("walk-out", "al-Assad"); names look inside it ("Russian-backed",
"Abu-Ghraib"), so for them its parts and its hyphens are pieces of their own. Everything else is the same to both.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

_PIECE = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.k.a.
    r"|\d+(?:[.,]\d+)*[^\W_]*"  # 1,400; 3.5; 13th, 1990s and 30m are what they are only with their ending
    r"|['’][sS](?![^\W_])"  # the possessive is a token of its own
    r"|[^\W_]+(?:['’](?![sS](?![^\W_]))[^\W_]+)*"
    r"|\S"
)
_TYPOGRAPHIC = (("’", "'"), ("‘", "'"), ("‐", "-"), ("‑", "-"))


class Token(NamedTuple):
    """One piece: a word, a part of a compound, or a mark; `key` is its form for look-ups (lower case, plain apostrophe)."""

    start: int
    end: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """A stretch of text, cut.

    `words`, `starts`, `ends`: parallel, one item a word, compounds whole: in lower case, its first and past-the-end code point.
    `pieces`: the same with compounds cut at their hyphens.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    pieces: list[Token]

    def at(self, offset: int) -> int:
        """Index of the first word that ends after `offset`, or the number of words."""
        return bisect_right(self.ends, offset)


def lowered(text: str) -> str:
    """`text` in lower case and with plain apostrophes, code point for code point (`str.lower` can lengthen a text: İ)."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    if not low.isascii():
        for mark, plain in _TYPOGRAPHIC:  # four passes of `replace` cost a hundredth of one of `str.translate`
            low = low.replace(mark, plain)
    return low


def tokenize(text: str, start: int, end: int) -> Tokens:
    """Tokens of `text[start:end]`, with offsets in `text`."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    pieces: list[Token] = []
    at = start
    for stretch in text[start:end].split():
        at = text.find(stretch, at)
        after = at + len(stretch)
        if stretch.isalnum():  # three of four are one word, which needs no pattern
            low = lowered(stretch)
            pieces.append(Token(at, after, stretch, low))
            words.append(low)
            starts.append(at)
            ends.append(after)
        else:
            fresh = len(pieces)
            for match in _PIECE.finditer(text, at, after):
                word = match.group()
                pieces.append(Token(match.start(), match.end(), word, lowered(word)))
            for begin, stop, low in _words(text, pieces[fresh:]) if "-" in stretch else ((p.start, p.end, p.key) for p in pieces[fresh:]):
                words.append(low)
                starts.append(begin)
                ends.append(stop)
        at = after
    return Tokens(tuple(words), tuple(starts), tuple(ends), pieces)


def _words(text: str, pieces: list[Token]) -> list[tuple[int, int, str]]:
    """Span and look-up form of each word of a stretch: a compound is pieces joined by hyphens, of which no number is the first."""
    found: list[tuple[int, int, str]] = []
    first = 0
    while first < len(pieces):
        last = first + 1
        if _joins(pieces[first]) and not pieces[first].key[0].isdigit():
            while last + 1 < len(pieces) and pieces[last].text == "-" and _joins(pieces[last + 1]):
                last += 2
        begin, stop = pieces[first].start, pieces[last - 1].end
        found.append((begin, stop, pieces[first].key if last == first + 1 else lowered(text[begin:stop])))
        first = last
    return found


def _joins(piece: Token) -> bool:
    return piece.key[0].isalnum() and piece.key[-1] != "."
