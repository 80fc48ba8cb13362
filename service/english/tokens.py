"""Words and their places: lower-casing that keeps offsets, and tokens of a stretch of text."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.k.a.
    r"|\d+(?:[.,]\d+)*"
    r"|['’][sS](?![^\W_])"  # the possessive is a token of its own
    r"|[^\W_]+(?:(?:['’](?![sS](?![^\W_]))|-)[^\W_]+)*"
    r"|[^\w\s]"
)
_TYPOGRAPHIC = (("’", "'"), ("‘", "'"), ("‐", "-"), ("‑", "-"))


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel tuples, one item a token: lower-case word (typographic apostrophes made plain), first and past-the-end code point."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def at(self, offset: int) -> int:
        """Index of the first token that ends after `offset`, or the number of tokens."""
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
    at = start
    for stretch in text[start:end].split():
        at = text.find(stretch, at)
        after = at + len(stretch)
        if stretch.isalpha():  # three of four are one word, which needs no pattern
            words.append(lowered(stretch))
            starts.append(at)
            ends.append(after)
        else:
            low = lowered(stretch)
            for match in _WORD.finditer(text, at, after):
                first, last = match.span()
                words.append(low[first - at : last - at])
                starts.append(first)
                ends.append(last)
        at = after
    return Tokens(tuple(words), tuple(starts), tuple(ends))
