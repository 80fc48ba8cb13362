"""The words of a text and their places, cut once for all who read it, and lower-casing that keeps offsets.

Two readers look at the same tokens. Frames take a compound as one word ("walk-out", "al-Assad"); names look inside it ("Russian-backed",
"Abu-Ghraib"), so for them its parts and its hyphens are pieces of their own. Everything else is the same to both.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

_WORD = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_](?:\.|(?![^\W_]))"  # U.S., a.k.a.; also without the last point
    r"|\d+(?:[.,]\d+)*[^\W_]*"  # 1,400; 3.5; 13th, 1990s and 30m are what they are only with their ending
    r"|['’][sS](?![^\W_])"  # the possessive is a token of its own
    r"|[^\W_]+(?:(?:['’](?![sS](?![^\W_]))|-(?!(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])|\d+[.,]\d))[^\W_]+)*"  # no acronym or fraction joins
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
    """A stretch of text, cut: parallel, one item a word, compounds whole: in lower case, its first and past-the-end code point."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def at(self, offset: int) -> int:
        """Index of the first word that ends after `offset`, or the number of words."""
        return bisect_right(self.ends, offset)

    def pieces(self, text: str) -> list[Token]:
        """The same words of `text` with compounds taken apart at their hyphens."""
        found: list[Token] = []
        for word, start, end in zip(self.words, self.starts, self.ends, strict=True):
            if "-" not in word or end == start + 1:
                found.append(Token(start, end, text[start:end], word))
                continue
            at = start
            for part in word.split("-"):
                if at > start:
                    found.append(Token(at - 1, at, "-", "-"))
                found.append(Token(at, at + len(part), text[at : at + len(part)], part))
                at += len(part) + 1
        return found


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
    whole = text[start:end]
    low = lowered(whole)  # once for all words
    at = 0
    for stretch in whole.split():
        at = whole.find(stretch, at)
        after = at + len(stretch)
        if stretch.isalnum():  # three of four are one word, which needs no pattern
            words.append(low[at:after])
            starts.append(start + at)
            ends.append(start + after)
        else:
            for match in _WORD.finditer(whole, at, after):
                first, last = match.span()
                words.append(low[first:last])
                starts.append(start + first)
                ends.append(start + last)
        at = after
    return Tokens(tuple(words), tuple(starts), tuple(ends))
