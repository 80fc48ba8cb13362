"""Advertisement markers between the sentences of a paragraph: what is left of a box when a page is scraped.

Only the marker goes, and only where a sentence ends before it and another begins behind it, or where it stands in brackets: an
advertisement may also be what the story is about.
"""

import re

_BARE_MARKERS = (
    "ADVERTISEMENT", "Advertisement", "ADVERTISMENT", "Advertisment", "ANZEIGE", "WERBUNG", "PUBLICITÉ", "PUBLICIDAD", "PUBLICIDADE",
    "PUBBLICITÀ", "РЕКЛАМА",
)  # fmt: skip
"""In English, German, French, Spanish, Portuguese, Italian and Russian. Capitalised only in English, as any German noun is."""
MARKERS = (*_BARE_MARKERS, "إعلان", "广告")
"""Arabic and Chinese ones tell nothing without brackets, as a sentence may begin with the word."""


def _any_of(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(words)})"


_BRACKETED = re.compile(rf"(?:(?<![ \t])[ \t]++)?(?:\[ ?{_any_of(MARKERS)} ?\]|\( ?{_any_of(MARKERS)} ?\))[ \t]*")
_END_BEFORE = r"(?P<before>^|[.!?…][\"'”’»)\]]*)"
_BEGIN_BEHIND = r"(?=$|[\"'“‘«(]?(?P<first>[^\W\d_]))"
_BARE = re.compile(rf"{_END_BEFORE}[ \t]*{_any_of(_BARE_MARKERS)}(?!S\b)[ \t]*{_BEGIN_BEHIND}")


def without_interruptions(line: str) -> str:
    """`line` without its advertisement markers; one in capitals throughout, where words in capitals mark nothing, as it is."""
    if line == line.upper() and line != line.lower():
        return line
    return _BARE.sub(_joint, _BRACKETED.sub(" ", line)).strip()


def _joint(found: re.Match[str]) -> str:
    first = found["first"]
    if first and first == first.lower() and first != first.upper():
        return found[0]
    return f"{found['before']} " if found["before"] and first else found["before"]
