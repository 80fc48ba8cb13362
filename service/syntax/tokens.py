"""Words and their places: lower-casing that keeps offsets, and tokens of a stretch of text."""

import re
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
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


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
    spans = [match.span() for match in _WORD.finditer(text, start, end)]
    if not spans:
        return Tokens((), (), ())
    low = lowered(text[start:end])
    starts, ends = zip(*spans, strict=True)
    return Tokens(tuple(low[first - start : last - start] for first, last in spans), starts, ends)
